"""How tidy a layout is, in numbers."""

from __future__ import annotations

from tests.backends.studio.layout.drawn import flow, flow_of

from flowc.backends.studio.layout.boxes import HEIGHT, WIDTH
from flowc.backends.studio.layout.crossings import Measure, measure


def test_a_straight_line_is_tidy() -> None:
    assert measure(flow_of({"a": "+b", "b": ""}), {"a": (0, 0), "b": (0, 250)}) == Measure(
        crossings=0, covered=0, overlaps=0, length=250 - HEIGHT, area=WIDTH * (250 + HEIGHT)
    )


def test_lines_to_two_swapped_states_cross() -> None:
    split = flow_of({"a": "+b -c", "b": "", "c": ""})

    assert measure(split, {"a": (200, 0), "b": (0, 250), "c": (400, 250)}).crossings == 0
    assert measure(split, {"a": (200, 0), "c": (0, 250), "b": (400, 250)}).crossings == 1


def test_a_line_over_a_widget_between_its_ends_is_covered() -> None:
    chain = flow_of({"a": "+b -c", "b": "+c", "c": ""})

    assert measure(chain, {"a": (0, 0), "b": (0, 250), "c": (0, 500)}).covered == 1
    assert measure(chain, {"a": (0, 0), "b": (-150, 250), "c": (0, 500)}).covered == 0


def test_every_pair_of_boxes_that_overlap_counts() -> None:
    assert measure(flow_of({"a": "", "b": "", "c": ""}), {"a": (0, 0), "b": (10, 0), "c": (20, 0)}).overlaps == 3


def test_a_line_to_itself_or_to_nowhere_is_no_line() -> None:
    assert measure(flow_of({"a": "+a -gone ?"}), {"a": (0, 0)}).length == 0


def test_a_flow_without_states_takes_no_room() -> None:
    assert measure(flow(), {}) == Measure(crossings=0, covered=0, overlaps=0, length=0, area=0)
