"""Which pieces of main ways are straight."""

from __future__ import annotations

from hypothesis import given
from tests.backends.studio.layout.drawn import flows, knots, unrolled

from flowc.backends.studio.layout.layers import rows_of
from flowc.backends.studio.layout.links import links
from flowc.backends.studio.layout.network import network
from flowc.backends.studio.layout.order import ordered
from flowc.backends.studio.layout.parts import parts
from flowc.backends.studio.layout.straight import straight
from flowc.graph.flow import Flow


def pieces(lines: str) -> dict[int, int]:
    """For each state that stands straight below another, that other one."""
    found, states = knots(lines), unrolled(lines).states
    above = straight(found, ordered(found))
    return {
        states[knot]: states[above[knot]]
        for knot in range(found.states)
        if above.get(knot, found.states) < found.states
    }


def test_a_chain_of_main_ways_is_straight() -> None:
    assert pieces("+1;+2;+3;") == {1: 0, 2: 1, 3: 2}


def test_what_leads_aside_or_went_wrong_is_not() -> None:
    assert pieces("?1 -2;;") == {}


def test_of_two_main_exits_the_first_goes_straight_down() -> None:
    assert pieces("+1 +2;;") == {1: 0}


def test_of_three_that_lead_to_one_state_the_middle_one_is_straight() -> None:
    assert pieces("?1 ?2 ?3;+4;+4;+4;")[4] == 2


def test_between_states_comes_before_along_a_bend() -> None:
    assert pieces("+1 +2;+2;") == {1: 0, 2: 1}


def test_a_line_back_is_never_straight() -> None:
    assert pieces("+1;+2;+1") == {1: 0, 2: 1}


@given(flows())
def test_straight_pieces_share_no_knot_and_do_not_cross(flow: Flow) -> None:
    part = parts(links(flow), 0)[0]
    found = network(part, rows_of(part), [300] * len(flow.by_name))
    rows = ordered(found)
    place = {knot: number for row in rows for number, knot in enumerate(row)}

    above = straight(found, rows)

    for row in rows:
        uppers = [place[above[knot]] for knot in row if knot in above]
        assert uppers == sorted(dict.fromkeys(uppers))
