"""Straight lines and boxes on the canvas: which of them meet."""

from __future__ import annotations

from typing import NamedTuple

from flowc.backends.studio.layout.boxes import HEIGHT

# A tuple, since one drawing makes tens of thousands.
Line = tuple[float, float, float, float]


class Box(NamedTuple):
    """The room of a widget."""

    left: int
    top: int
    width: int


def line(source: Box, port: float, target: Box) -> Line:
    """The line from an exit to the middle of the upper edge of its target."""
    return (
        source.left + source.width / 2 + port,
        source.top + HEIGHT,
        target.left + target.width / 2,
        target.top,
    )


def cross(one: Line, other: Line) -> bool:
    """Whether two lines meet inside both of them; lines that only touch, or share an end, do not cross."""
    x, y, to_x, to_y = one
    other_x, other_y, other_to_x, other_to_y = other
    if max(x, to_x) <= min(other_x, other_to_x) or max(other_x, other_to_x) <= min(x, to_x):
        return False
    if max(y, to_y) <= min(other_y, other_to_y) or max(other_y, other_to_y) <= min(y, to_y):
        return False
    across, down = to_x - x, to_y - y
    side = across * (other_y - y) - down * (other_x - x)
    to_side = across * (other_to_y - y) - down * (other_to_x - x)
    if side * to_side >= 0:
        return False
    across, down = other_to_x - other_x, other_to_y - other_y
    return (across * (y - other_y) - down * (x - other_x)) * (across * (to_y - other_y) - down * (to_x - other_x)) < 0


def runs_over(one: Line, box: Box) -> bool:
    """Whether a line runs over a box, not only along its edge."""
    x, y, to_x, to_y = one
    right, bottom = box.left + box.width, box.top + HEIGHT
    if max(x, to_x) <= box.left or min(x, to_x) >= right or max(y, to_y) <= box.top or min(y, to_y) >= bottom:
        return False
    enter, leave = 0.0, 1.0
    for start, end, low, high in ((x, to_x, box.left, right), (y, to_y, box.top, bottom)):
        if start != end:
            ends = (low - start) / (end - start), (high - start) / (end - start)
            enter, leave = max(enter, min(ends)), min(leave, max(ends))
    return enter < leave


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share some room."""
    return (
        one.left < other.left + other.width and other.left < one.left + one.width and abs(one.top - other.top) < HEIGHT
    )
