"""What the trigger reaches, and what it does not."""

from __future__ import annotations

from hypothesis import given
from tests.backends.studio.layout.drawn import flows, numbered

from flowc.backends.studio.layout.links import links
from flowc.backends.studio.layout.parts import parts
from flowc.graph.flow import Flow


def states(lines: str, trigger: int = 0) -> list[list[int]]:
    return [part.states for part in parts(numbered(lines), trigger)]


def test_what_the_trigger_reaches_is_the_first_part() -> None:
    assert states(";?0;", trigger=1) == [[1, 0], [2]]


def test_states_that_a_line_joins_are_one_part() -> None:
    assert states(";?3;;?2;") == [[0], [1, 3, 2], [4]]


def test_a_part_begins_with_what_nothing_leads_to() -> None:
    assert states(";?3;?1;") == [[0], [2, 1, 3]]


def test_a_cycle_that_nothing_leads_to_begins_with_its_first_state() -> None:
    found = parts(numbered(";?2;?1"), 0)

    assert found[1].states == [1, 2]
    assert [(link.source, link.target) for link in found[1].back] == [(2, 1)]


def test_a_line_to_what_the_trigger_reaches_joins_nothing() -> None:
    found = parts(numbered("?1;;?1;?1"), 0)

    assert [part.states for part in found] == [[0, 1], [2], [3]]
    assert found[1].ahead == found[2].ahead == []


@given(flows())
def test_each_state_is_in_one_part(flow: Flow) -> None:
    found = [number for part in parts(links(flow), 0) for number in part.states]

    assert sorted(found) == list(range(len(flow.by_name)))
