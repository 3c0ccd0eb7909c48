"""Rows with a bend for each row that a line passes."""

from __future__ import annotations

from hypothesis import given
from tests.backends.studio.layout.drawn import flows, knots

from flowc.backends.studio.layout.layers import rows_of
from flowc.backends.studio.layout.links import Way, links
from flowc.backends.studio.layout.network import network
from flowc.backends.studio.layout.parts import parts
from flowc.graph.flow import Flow


def test_a_short_line_is_one_segment() -> None:
    found = knots("+1;")

    assert found.rows == [[0], [1]]
    assert [(piece.upper, piece.lower, piece.way) for piece in found.below[0]] == [(0, 1, Way.ON)]
    assert found.below[0] == found.above[1]


def test_a_long_line_has_a_bend_in_each_row_that_it_passes() -> None:
    found = knots("+1 -3;+2;+3;")

    assert found.rows == [[0], [1, 4], [2, 5], [3]]
    assert [(piece.upper, piece.lower) for pieces in found.below[4:] for piece in pieces] == [(4, 5), (5, 3)]


def test_long_lines_to_one_state_share_their_bends() -> None:
    found = knots("+1 -4;+2 -4;+3 -4;+4;")

    assert [len(row) for row in found.rows] == [1, 2, 2, 2, 1]


def test_a_line_back_is_a_segment_down_that_does_not_count_as_main() -> None:
    found = knots("+1;+2;+1")

    assert [(piece.upper, piece.lower, piece.way) for piece in found.below[1]] == [(1, 2, Way.ON), (1, 2, Way.ASIDE)]


def test_a_line_leaves_a_state_by_its_port_and_a_bend_in_the_middle() -> None:
    found = knots("+1 -2;+2;")

    assert [piece.port for piece in found.below[0]] == [-75.0, 75.0]
    assert [piece.port for piece in found.below[3]] == [0.0]


def test_bends_are_numbered_after_the_states_and_narrow() -> None:
    found = knots("+1 -2;+2;", width_of_each=300)

    assert found.states == 3
    assert found.widths[:3] == [300, 300, 300]
    assert found.widths[3] < 300


def test_a_deep_flow_of_long_lines_has_bends_in_proportion_to_its_states() -> None:
    found = knots(";".join(f"+{number + 1} ?{(number * 7 + 400) % 800}" for number in range(800)))

    assert len(found.widths) <= 3 * 800 + 1000


@given(flows())
def test_every_segment_leads_from_a_row_to_the_next(flow: Flow) -> None:
    part = parts(links(flow), 0)[0]
    found = network(part, rows_of(part), [300] * len(flow.by_name))

    row_of = {knot: number for number, row in enumerate(found.rows) for knot in row}
    assert sorted(row_of) == list(range(len(found.widths)))
    for knot, pieces in enumerate(found.below):
        assert all(piece.upper == knot and row_of[piece.lower] == row_of[knot] + 1 for piece in pieces)
