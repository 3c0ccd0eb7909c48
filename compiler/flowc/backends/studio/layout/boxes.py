"""How much room a widget takes on the canvas; measured on the flows that people exported from Studio."""

from __future__ import annotations

from flowc.graph.flow import State

# All places on the canvas are multiples of this, and widths of twice as much, so that any two boxes can share a middle.
GRID = 10

# The console draws no box smaller than this, and most not larger.
WIDTH = 300
HEIGHT = 180

# What people leave between two boxes of a row, and from the top of one row to that of the next.
GAP = 60
ROW = 250

# A box grows with what stands at its lower edge; the name of a condition is longer than that of an event.
_EVENT = 100
_CONDITION = 150


def width(state: State) -> int:
    """The width of a widget's box."""
    return max(WIDTH, 2 * on_grid(sum(_exit_widths(state)) / 2))


def ports(state: State) -> list[float]:
    """Where each exit leaves the box, from the middle of its lower edge."""
    widths = _exit_widths(state)
    stretch = width(state) / max(sum(widths), 1)
    found: list[float] = []
    left = -width(state) / 2
    for own in widths:
        found.append(left + own * stretch / 2)
        left += own * stretch
    return found


def on_grid(value: float) -> int:
    """The nearest place of the grid; of two, the one to the right."""
    return int((value + GRID / 2) // GRID) * GRID


def _exit_widths(state: State) -> list[int]:
    return [_CONDITION if exit_.conditions else _EVENT for exit_ in state.exits]
