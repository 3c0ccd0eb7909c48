"""The place of each knot in its row."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from tests.backends.studio.layout.drawn import by_state, flows, knots

from flowc.backends.studio.layout.boxes import GAP, width
from flowc.backends.studio.layout.coordinates import coordinates
from flowc.backends.studio.layout.layers import rows_of
from flowc.backends.studio.layout.links import links
from flowc.backends.studio.layout.network import network
from flowc.backends.studio.layout.order import ordered
from flowc.backends.studio.layout.parts import parts
from flowc.graph.flow import Flow


def lefts(lines: str) -> list[int]:
    """The left edges of the states."""
    found = knots(lines)
    return by_state(lines, coordinates(found, ordered(found)))


def test_a_chain_is_one_column() -> None:
    assert len(dict.fromkeys(lefts("+1;+2;+3;"))) == 1


def test_siblings_stand_as_close_as_they_may() -> None:
    _, first, second, third = lefts("?1 ?2 ?3;;;")

    assert second - first == third - second == 300 + GAP


def test_what_leads_to_several_stands_above_their_middle() -> None:
    top, _, middle, _ = lefts("?1 ?2 ?3;;;")

    assert top == middle


def test_what_several_lead_to_stands_below_their_middle() -> None:
    _, first, second, shared, other = lefts("?1 ?2;?3 ?4;?3 ?4;;")

    assert first + second == shared + other


def test_two_straight_columns_stand_side_by_side() -> None:
    _, first, second, below_first, below_second = lefts("?1 ?2;+3;+4;;")

    assert (below_first, below_second) == (first, second)


def test_a_main_way_stays_straight_beside_many_failures() -> None:
    found = lefts("+1 -4;+2 -5;+3 -6;;;;")

    assert len(dict.fromkeys(found[:4])) == 1


@given(flows())
def test_no_two_knots_of_a_row_meet_and_all_are_on_the_grid(flow: Flow) -> None:
    part = parts(links(flow), 0)[0]
    found = network(part, rows_of(part), [width(state) // 10 * 10 for state in flow.by_name.values()])
    rows = ordered(found)

    places = coordinates(found, rows)

    assert all(place % 10 == 0 for place in places)
    for row in rows:
        assert all(places[one] + found.widths[one] + GAP <= places[other] for one, other in pairwise(row))
