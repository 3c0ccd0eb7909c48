"""The order of each row."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given
from tests.backends.studio.layout.drawn import flows, knots, unrolled

from flowc.backends.studio.layout.layers import rows_of
from flowc.backends.studio.layout.links import links
from flowc.backends.studio.layout.network import Network, network
from flowc.backends.studio.layout.order import ordered
from flowc.backends.studio.layout.parts import parts
from flowc.graph.flow import Flow


def crossings(found: Network, rows: list[list[int]]) -> int:
    """The pairs of segments that cross, by definition."""
    place = {knot: number for row in rows for number, knot in enumerate(row)}
    total = 0
    for row in rows:
        ends = [((place[p.upper], p.port), place[p.lower]) for knot in row for p in found.below[knot]]
        total += sum(one[0] < other[0] and one[1] > other[1] for one, other in product(ends, ends))
    return total


def fewest(found: Network) -> int:
    """The fewest crossings of any order."""
    return min(crossings(found, [list(row) for row in rows]) for rows in product(*map(permutations, found.rows)))


def test_exits_lead_down_from_left_to_right() -> None:
    lines = "-3 ?1 +2;;;"

    assert [[unrolled(lines).states[knot] for knot in row] for row in ordered(knots(lines))] == [[0], [3, 1, 2]]


def test_a_tree_has_no_crossings() -> None:
    found = knots("?2 ?1;?3 ?4;?5 ?6;;;;")

    assert crossings(found, ordered(found)) == 0


def test_the_first_row_may_stand_in_another_order_than_it_was_met() -> None:
    found = knots("?1 ?2 ?3;?6;?5;?4;;;")

    assert crossings(found, ordered(found)) == 0


@pytest.mark.parametrize(
    "lines",
    [
        "?1 ?2;?4;?3;;",
        "?1 ?2 ?3;?5;?4 ?5;?4;;",
        "+1 -4;+2 -4;+3 -4;;",
        "?1 ?2 ?3;?4 ?6;?5;?4 ?5;?7;?7;;",
        "+1;+2 ?3;+4 -5;+1;+5;",
    ],
)
def test_small_flows_have_as_few_crossings_as_can_be(lines: str) -> None:
    found = knots(lines)

    assert crossings(found, ordered(found)) == fewest(found)


@given(flows())
def test_every_knot_stays_in_its_row(flow: Flow) -> None:
    part = parts(links(flow), 0)[0]
    found = network(part, rows_of(part), [300] * len(flow.by_name))

    assert [sorted(row) for row in ordered(found)] == [sorted(row) for row in found.rows]
