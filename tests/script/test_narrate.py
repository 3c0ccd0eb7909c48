"""A run, told while it goes on."""

from __future__ import annotations

from collections.abc import Iterator

from tests.script.tried import places_of, stage_of

from flowc.play import Run
from flowc.play.questions import LISTENED, Answer, Keys
from flowc.script.narrate import Narrator

FLOW = """
on call {
  say "Hello."
  menu: gather "?" {
    timeout -> menu
  }
  set a="{{widgets.menu.Digits}}"
}
"""


def told(*, echo: bool, places: bool) -> list[list[str]]:
    """What is told before each question, and at the end."""
    run = Run(stage_of(FLOW).definition)
    narrator = Narrator(run.happenings, places_of(FLOW) if places else {}, echo)
    playing = run.play()
    found = []
    answers: Iterator[Answer] = iter([LISTENED, Keys("1")])
    try:
        next(playing)
        while True:
            found.append(list(narrator.news()))
            playing.send(next(answers))
    except StopIteration:
        found.append(list(narrator.news()))
    return found


def test_each_line_that_runs_is_shown_before_what_happens_there() -> None:
    assert told(echo=True, places=True) == [
        ['test.flow:3: say "Hello."', '    hears "Hello."'],
        ['test.flow:4: menu: gather "?" {', '    hears "?"'],
        [
            "      presses 1",
            "    widgets.menu.Digits = 1",
            'test.flow:7: set a="{{widgets.menu.Digits}}"',
            "    flow.variables.a = 1",
            "    the run is over: ended",
        ],
    ]


def test_what_somebody_has_just_typed_is_not_told_again() -> None:
    assert "      presses 1" not in told(echo=False, places=True)[-1]


def test_a_step_without_a_place_is_told_by_its_name_and_type() -> None:
    assert told(echo=True, places=False)[0][0] == "say_1 (say-play)"


def test_nothing_is_told_twice() -> None:
    run = Run(stage_of(FLOW).definition)
    narrator = Narrator(run.happenings)
    next(run.play())

    assert list(narrator.news())
    assert list(narrator.news()) == []
