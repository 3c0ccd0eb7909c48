"""A run from step to step: exits, limits, ends."""

from __future__ import annotations

from tests.play.plays import (
    definition_of,
    definition_with,
    heard,
    left,
    missing,
    played,
    state,
    steps,
    variables,
    warned,
)

from flowc.play import Run, Start
from flowc.play.happenings import Ended, Ending, Warned
from flowc.play.questions import HANGS_UP, LISTENED, SILENCE, Keys, Outcome
from flowc.play.run import MAX_IN_A_ROW, MAX_STEPS, answered
from flowc.play.types import played_types
from flowc.vocabulary import standard_vocabulary

MENU = """
on call {
  say "Welcome."
  menu: gather "Press 1." { timeout -> menu }
  say "You pressed {{widgets.menu.Digits}}."
}
"""


def ending(run: Run) -> Ending | None:
    last = run.happenings[-1]
    return last.ending if isinstance(last, Ended) else None


def test_a_call_goes_from_step_to_step_and_ends() -> None:
    run = played(MENU, LISTENED, SILENCE, Keys("1"), LISTENED)

    assert steps(run) == ["say_1", "menu", "menu", "say_2"]
    assert heard(run) == ["Welcome.", "Press 1.", "Press 1.", "You pressed 1."]
    assert left(run) == ["audioComplete", "timeout", "keypress", "audioComplete"]
    assert ending(run) is Ending.ENDED


def test_the_same_answers_give_the_same_happenings() -> None:
    definition = definition_of(MENU)

    assert (
        played(definition, LISTENED, SILENCE, Keys("1"), LISTENED).happenings
        == played(definition, LISTENED, SILENCE, Keys("1"), LISTENED).happenings
    )


def test_a_run_whose_answers_run_out_has_not_ended() -> None:
    run = Run(definition_of(MENU))

    assert answered(run, [LISTENED]) is None
    assert ending(run) is None


def test_a_flow_that_is_not_begun_in_this_way_ends_at_once() -> None:
    run = played(MENU, start=Start("message", body="hi"))

    assert steps(run) == []
    assert ending(run) is Ending.ENDED


def test_a_contact_who_hangs_up_ends_the_run_where_no_exit_tells_of_it() -> None:
    run = played(MENU, HANGS_UP)

    assert ending(run) is Ending.HUNG_UP
    assert warned(run) == [81002]


def test_an_event_without_a_transition_is_ignored_and_the_run_waits_in_vain() -> None:
    definition = definition_with(state("menu", "gather-input-on-call", {"say": "1?"}, keypress=None))

    run = played(definition, SILENCE)

    assert warned(run) == [81002]
    assert ending(run) is Ending.IGNORED


def test_a_transition_to_nowhere_is_no_dead_end() -> None:
    definition = definition_with(state("menu", "gather-input-on-call", {"say": "1?"}, timeout=None))

    assert ending(played(definition, SILENCE)) is Ending.ENDED


def test_a_widget_that_comes_an_eleventh_time_in_a_row_stops_the_run() -> None:
    run = played(MENU, LISTENED, *[SILENCE] * 50)

    assert steps(run).count("menu") == MAX_IN_A_ROW
    assert warned(run) == [81001]
    assert ending(run) is Ending.STOPPED


def test_the_step_behind_the_thousandth_stops_the_run() -> None:
    definition = definition_with(
        state("a", "set-variables", {}, next="b"), state("b", "set-variables", {}, next="a"), entry="incomingCall"
    )

    run = played(definition)

    assert len(steps(run)) == MAX_STEPS
    assert warned(run) == [81000]
    assert ending(run) is Ending.STOPPED


def test_a_target_that_is_no_step_stops_the_run() -> None:
    run = played(definition_with(state("a", "set-variables", {}, next="gone")))

    assert [one.code for one in run.happenings if isinstance(one, Warned)] == [81022]
    assert ending(run) is Ending.STOPPED


def test_a_widget_that_needs_a_call_stops_a_run_without_one() -> None:
    definition = definition_with(state("hello", "say-play", {"say": "Hi"}, audioComplete=None), entry="incomingMessage")

    run = played(definition, start=Start("message"))

    assert warned(run) == [81020]
    assert heard(run) == []
    assert ending(run) is Ending.STOPPED


def test_a_widget_that_needs_the_contact_ends_a_run_whose_contact_has_hung_up() -> None:
    flow = 'on call { say "Hi"; dial number +15550101 { hangup -> late } }\nsection late { say "Bye" }'

    # The compiler warns of it (FLW305), as it should: Studio accepts it.
    run = played(flow, LISTENED, HANGS_UP)

    assert heard(run) == ["Hi"]
    assert ending(run) is Ending.GONE


def test_a_text_that_liquid_cannot_evaluate_is_logged_and_empty() -> None:
    definition = definition_with(state("hello", "say-play", {"say": "{{ a + b }}"}, audioComplete=None))

    run = played(definition, LISTENED)

    assert warned(run) == [81018]
    assert heard(run) == [""]


def test_a_variable_that_nothing_has_set_is_told_of() -> None:
    definition = definition_with(state("hello", "say-play", {"say": "{{flow.variables.x}}"}, audioComplete=None))

    assert missing(played(definition, LISTENED)) == ["flow.variables.x"]


def test_the_variables_of_a_step_replace_those_of_its_earlier_run() -> None:
    run = played('on call { menu: gather "?" { keypress, timeout -> menu } }', Keys("1"), SILENCE)

    assert "Digits" not in run.scope.widgets["menu"]


# --- Widget types


def test_every_type_that_is_not_retired_and_that_twilio_describes_is_played() -> None:
    described = [
        widget.type
        for widget in standard_vocabulary().types.values()
        if widget.exits and widget.type != "send-to-auto-pilot"
    ]

    assert sorted(described) == list(played_types())


def test_a_type_that_nobody_knows_is_left_by_one_of_its_events() -> None:
    definition = definition_with(state("odd", "odd-thing", {}, done="end", broke=None), state("end", "odd-thing", {}))

    run = played(definition, Outcome("done", {"x": 1}), Outcome())

    assert left(run) == ["done"]
    assert variables(run)["widgets.odd.x"] == 1
    assert ending(run) is Ending.IGNORED
