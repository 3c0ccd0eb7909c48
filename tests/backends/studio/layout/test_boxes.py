"""The room of a widget and where its lines begin."""

from __future__ import annotations

import pytest
from tests.backends.studio.layout.drawn import state

from flowc.backends.studio.layout.boxes import WIDTH, on_grid, ports, width


@pytest.mark.parametrize(
    ("exits", "expected"),
    [("", WIDTH), ("+", WIDTH), ("+ -", WIDTH), ("+ ? -", 300), ("? = =", 400), ("= = =", 460), ("? ? ? ? ?", 500)],
)
def test_a_box_grows_with_its_exits_and_more_with_conditions(exits: str, expected: int) -> None:
    assert width(state("a", exits)) == expected


def test_the_exits_leave_side_by_side_along_the_whole_edge() -> None:
    assert ports(state("a", "+ -")) == [-WIDTH / 4, WIDTH / 4]
    assert ports(state("a", "? = =")) == [-150.0, -25.0, 125.0]


def test_an_only_exit_leaves_in_the_middle() -> None:
    assert ports(state("a", "+")) == [0.0]


def test_a_state_without_exits_has_no_ports() -> None:
    assert ports(state("a")) == []


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (4.9, 0), (5, 10), (14.9, 10), (-5, 0), (-5.1, -10), (-14, -10)]
)
def test_a_value_goes_to_the_nearest_place_of_the_grid(value: float, expected: int) -> None:
    assert on_grid(value) == expected
