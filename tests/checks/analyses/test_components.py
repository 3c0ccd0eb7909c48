"""The loops of a graph are what can lead to each other, whatever the graph."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from flowc.checks.analyses.components import grouped

MOST = 8


@st.composite
def graphs(draw: st.DrawFn) -> list[list[int]]:
    """The successors of each of a few numbers."""
    size = draw(st.integers(1, MOST))
    numbers = st.integers(0, size - 1)
    return draw(st.lists(st.lists(numbers, unique=True, max_size=3), min_size=size, max_size=size))


def reached(successors: list[list[int]], start: int) -> set[int]:
    found = {start}
    queue = [start]
    for number in queue:
        fresh = [target for target in successors[number] if target not in found]
        found.update(fresh)
        queue += fresh
    return found


@settings(max_examples=300)
@given(graphs(), st.data())
def test_a_group_holds_all_that_lead_to_each_other_among_what_is_reached(
    successors: list[list[int]], data: st.DataObject
) -> None:
    starts = data.draw(st.lists(st.integers(0, len(successors) - 1), min_size=1))
    behind = {number: reached(successors, number) for number in range(len(successors))}
    expected = {
        tuple(other for other in sorted(behind[number]) if number in behind[other])
        for start in starts
        for number in behind[start]
    }

    groups = grouped(successors, starts)

    assert set(groups) == expected
    assert len(groups) == len(expected)


@settings(max_examples=300)
@given(graphs())
def test_a_group_stands_before_those_that_lead_to_it(successors: list[list[int]]) -> None:
    groups = grouped(successors, range(len(successors)))
    place = {number: index for index, group in enumerate(groups) for number in group}

    assert all(place[target] <= place[number] for number, targets in enumerate(successors) for target in targets)


def test_a_long_chain_needs_no_deep_stack() -> None:
    size = 20_000
    chain = [[number + 1] for number in range(size - 1)]

    assert grouped([*chain, [0]], (0,)) == (tuple(range(size)),)
    assert len(grouped([*chain, []], (0,))) == size
