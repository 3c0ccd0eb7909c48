"""How much of a flow its tests come through."""

from __future__ import annotations

import pytest
from tests.script.tried import stage_of, tried

from flowc.play import Definition
from flowc.script.coverage import Coverage, Exit, coverage_of

FLOW = """
on call {
  menu: gather "1 or 2?" { timeout -> menu }
  split menu.Digits { 1 -> one; 2 -> two }
}
section one { say "One." }
section two { say "Two." }
"""


def covered(*tests: str) -> Coverage:
    text = FLOW + "".join(f'test "{number}" {{ {test} }}\n' for number, test in enumerate(tests))
    found = coverage_of(stage_of(text).definition)
    for played in tried(text):
        found = found.with_run(played.happenings)
    return found


def test_all_steps_but_the_trigger_and_all_exits_count() -> None:
    found = covered()

    assert found.steps == ("menu", "split_1", "one", "two")
    assert len(found.exits) == 1 + 3 + 3 + 1 + 1
    assert found.share == 0


def test_a_run_covers_what_it_comes_through() -> None:
    found = covered("presses 2; ends")

    assert found.missed_steps == ("one",)
    assert Exit("menu", 0) not in found.missed_exits
    assert [exit_.step for exit_ in found.missed_exits] == ["menu", "menu", "split_1", "split_1", "one"]


def test_two_cases_of_one_event_are_two_exits() -> None:
    one, both = covered("presses 1"), covered("presses 1", "presses 2")

    assert len(both.seen_exits) - len(one.seen_exits) == 2


def test_all_ways_cover_all() -> None:
    found = covered("silent; presses 1", "presses 2", 'says "one"')

    assert (found.missed_steps, found.missed_exits) == ((), ())
    assert found.share == 1


def test_a_flow_without_steps_is_covered() -> None:
    assert coverage_of(Definition("Trigger", {})).share == 1


@pytest.mark.parametrize("step", ["Trigger", "unknown"])
def test_only_what_counts_is_kept(step: str) -> None:
    assert step not in covered("presses 1").seen_steps
