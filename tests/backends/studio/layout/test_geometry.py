"""Lines and boxes that meet, and those that only touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.backends.studio.layout.boxes import HEIGHT
from flowc.backends.studio.layout.geometry import Box, Line, cross, line, overlap, runs_over

BOX = Box(0, 0, 300)

points = st.integers(-400, 400)
lines = st.tuples(points, points, points, points)


def test_a_line_runs_from_the_exit_to_the_middle_of_the_upper_edge() -> None:
    assert line(Box(0, 0, 300), -75, Box(400, 250, 500)) == (75, HEIGHT, 650, 250)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((0, 0, 100, 100), (0, 100, 100, 0)),
        ((0, 0, 0, 100), (-50, 50, 50, 50)),
        ((0, 0, 1000, 10), (500, 0, 510, 10)),
    ],
)
def test_lines_that_meet_inside_both_cross(one: Line, other: Line) -> None:
    assert cross(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((0, 0, 100, 100), (0, 0, 100, 50)),
        ((0, 0, 100, 100), (200, 0, 100, 100)),
        ((0, 0, 100, 100), (10, 0, 110, 100)),
        ((0, 0, 100, 100), (50, 50, 100, 0)),
        ((0, 0, 100, 100), (0, 0, 100, 100)),
        ((0, 0, 100, 100), (200, 200, 300, 300)),
    ],
)
def test_lines_that_share_an_end_touch_or_lie_apart_do_not_cross(one: Line, other: Line) -> None:
    assert not cross(one, other)


@given(lines, lines)
def test_whether_lines_cross_depends_on_no_direction_and_no_order(one: Line, other: Line) -> None:
    turned = (*other[2:], *other[:2])

    assert cross(one, other) == cross(other, one) == cross(one, turned)


@pytest.mark.parametrize("over", [(150, -50, 150, 400), (-50, -50, 350, 230), (10, 10, 20, 20), (-50, 90, 150, 90)])
def test_a_line_over_some_of_a_box_runs_over_it(over: Line) -> None:
    assert runs_over(over, BOX)


@pytest.mark.parametrize("beside", [(0, -50, 0, 400), (-50, 50, 50, -50), (-10, 0, -10, 90), (-50, 0, 350, 0)])
def test_a_line_along_an_edge_or_past_a_corner_does_not_run_over(beside: Line) -> None:
    assert not runs_over(beside, BOX)


@given(lines)
def test_a_line_over_a_box_has_a_point_inside_it(one: Line) -> None:
    x, y, to_x, to_y = one
    inside = any(
        0 < x + (to_x - x) * step / 997 < BOX.width and 0 < y + (to_y - y) * step / 997 < HEIGHT for step in range(998)
    )

    assert runs_over(one, BOX) >= (inside and one[:2] != one[2:])


def test_boxes_that_share_room_overlap_and_those_side_by_side_do_not() -> None:
    assert overlap(BOX, Box(299, HEIGHT - 1, 300))
    assert not overlap(BOX, Box(300, 0, 300))
    assert not overlap(BOX, Box(0, HEIGHT, 300))
    assert not overlap(BOX, Box(0, -HEIGHT, 300))
