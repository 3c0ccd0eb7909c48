"""The room that is taken on the canvas, and where there is some left."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.backends.studio.layout.boxes import GAP, GRID, HEIGHT, ROW, WIDTH, on_grid

Position = tuple[int, int]

# A step of the search: half of what a widget takes with the room around it.
_STEP_X = on_grid((WIDTH + GAP) / 2)
_STEP_Y = on_grid(ROW / 2)

# What is nearer to another widget than this looks as if it touched it.
_MARGIN = 2 * GRID


class Canvas:
    """The boxes that are placed, found by where they stand."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[int, int, int]]] = {}

    def put(self, position: Position, width: int) -> None:
        """Takes the room of a box."""
        for cell in _cells(position, width):
            self._cells.setdefault(cell, []).append((*position, width))

    def is_free(self, position: Position, width: int) -> bool:
        """Whether a box has room here, with a margin around it."""
        x, y = position
        return not any(
            x < left + other + _MARGIN and left < x + width + _MARGIN and abs(y - top) < HEIGHT + _MARGIN
            for cell in _cells(position, width)
            for left, top, other in self._cells.get(cell, ())
        )

    def near(self, wanted: Position, width: int) -> Position:
        """A free place as near as a coarse search finds one; rather below than above, rather right than left."""
        ring = 0
        while True:
            free = [place for place in _ring(wanted, ring) if self.is_free(place, width)]
            if free:
                return min(free, key=lambda place: (_distance(place, wanted), -place[1], -place[0]))
            ring += 1


def _cells(position: Position, width: int) -> Iterator[tuple[int, int]]:
    """The cells that a box with its margin touches, of a grid as coarse as a widget."""
    x, y = position
    for column in range((x - _MARGIN) // WIDTH, (x + width + _MARGIN) // WIDTH + 1):
        for row in range((y - _MARGIN) // HEIGHT, (y + HEIGHT + _MARGIN) // HEIGHT + 1):
            yield column, row


def _ring(middle: Position, ring: int) -> Iterator[Position]:
    """The places of the grid so many steps away from one, the way a square grows."""
    x, y = on_grid(middle[0]), on_grid(middle[1])
    for down in range(-ring, ring + 1):
        for right in range(-ring, ring + 1) if abs(down) == ring else (-ring, ring):
            yield x + right * _STEP_X, y + down * _STEP_Y


def _distance(place: Position, other: Position) -> int:
    return (place[0] - other[0]) ** 2 + (place[1] - other[1]) ** 2
