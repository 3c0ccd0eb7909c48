"""The room on the canvas."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowc.backends.studio.layout.boxes import HEIGHT, WIDTH
from flowc.backends.studio.layout.canvas import Canvas, Position
from flowc.backends.studio.layout.geometry import Box, overlap

positions = st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000))
widths = st.integers(1, 200).map(lambda tens: 10 * tens)


def canvas(*taken: tuple[Position, int]) -> Canvas:
    found = Canvas()
    for position, width in taken:
        found.put(position, width)
    return found


def test_an_empty_canvas_is_free_everywhere() -> None:
    assert canvas().near((30, -70), WIDTH) == (30, -70)


def test_a_place_is_on_the_grid_also_where_the_wish_is_not() -> None:
    assert canvas().near((33, -68), WIDTH) == (30, -70)


def test_a_taken_place_is_not_free_nor_is_what_touches_it() -> None:
    taken = canvas(((0, 0), WIDTH))

    assert not taken.is_free((0, 0), WIDTH)
    assert not taken.is_free((WIDTH, 0), WIDTH)
    assert not taken.is_free((0, HEIGHT), WIDTH)
    assert taken.is_free((WIDTH + 20, 0), WIDTH)
    assert taken.is_free((0, -HEIGHT - 20), WIDTH)


def test_a_wide_box_takes_all_of_its_room() -> None:
    taken = canvas(((0, 0), 2000))

    assert not taken.is_free((1700, 0), WIDTH)
    assert taken.is_free((2020, 0), WIDTH)


def test_below_is_better_than_above_and_right_than_left() -> None:
    x, y = canvas(((0, 0), WIDTH)).near((0, 0), WIDTH)

    assert (x, y) == (0, 260)


@given(st.lists(st.tuples(positions, widths), max_size=12), positions, widths)
def test_a_place_that_is_found_overlaps_nothing(
    taken: list[tuple[Position, int]], wanted: Position, width: int
) -> None:
    x, y = canvas(*taken).near(wanted, width)

    assert not any(overlap(Box(x, y, width), Box(*position, own)) for position, own in taken)


@given(st.lists(st.tuples(positions, widths), max_size=12), positions, widths)
def test_a_place_is_free_exactly_when_a_box_with_its_margin_overlaps_nothing(
    taken: list[tuple[Position, int]], wanted: Position, width: int
) -> None:
    x, y = wanted
    near = any(
        x - 20 < left + own and left < x + width + 20 and abs(y - top) < HEIGHT + 20 for (left, top), own in taken
    )

    assert canvas(*taken).is_free(wanted, width) is not near
