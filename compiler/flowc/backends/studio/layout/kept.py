"""Places new widgets among those that a person placed."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

import attrs

from flowc.backends.studio.layout.boxes import on_grid
from flowc.backends.studio.layout.canvas import Canvas, Position
from flowc.backends.studio.layout.links import Link, main_first


@attrs.frozen
class Drawing:
    """Where each state would stand if nothing were kept, how wide it is, and the lines that leave it."""

    trigger: int
    positions: Sequence[Position]
    widths: Sequence[int]
    leaving: Sequence[Sequence[Link]]


def place_among(kept: Mapping[int, Position], drawing: Drawing) -> list[Position]:
    """The positions with some states kept where they are; each other one stands to its neighbours as it was drawn.

    A trigger that is not kept stands where it was drawn, or near it.
    """
    return _Placer(kept, drawing).placed()


class _Placer:
    """Goes from the kept states along their lines, so that what is placed always has a neighbour that is."""

    def __init__(self, kept: Mapping[int, Position], drawing: Drawing) -> None:
        self._drawing = drawing
        self._neighbours = _neighbours(drawing)
        self._canvas = Canvas()
        self._found: dict[int, Position] = {}
        self._queue: deque[int] = deque()
        for state in sorted(kept):
            self._put(state, kept[state])

    def placed(self) -> list[Position]:
        """The positions of all states."""
        drawn = self._drawing.positions
        trigger = self._drawing.trigger
        if trigger not in self._found:
            self._put_near(trigger, drawn[trigger])
        for state in range(len(drawn)):
            self._go_on()
            if state not in self._found:
                self._put_near(state, drawn[state])
        self._go_on()
        return [self._found[state] for state in range(len(drawn))]

    def _go_on(self) -> None:
        while self._queue:
            for state in self._neighbours[self._queue.popleft()]:
                if state not in self._found:
                    self._put_near(state, self._wanted(state))

    def _wanted(self, state: int) -> Position:
        """The mean of where the placed neighbours would have a state."""
        drawn = self._drawing.positions
        x, y = drawn[state]
        placed = [(self._found[other], drawn[other]) for other in self._neighbours[state] if other in self._found]
        right = sum(found[0] - was[0] for found, was in placed) / len(placed)
        down = sum(found[1] - was[1] for found, was in placed) / len(placed)
        return on_grid(x + right), on_grid(y + down)

    def _put_near(self, state: int, wanted: Position) -> None:
        self._put(state, self._canvas.near(wanted, self._drawing.widths[state]))

    def _put(self, state: int, position: Position) -> None:
        self._canvas.put(position, self._drawing.widths[state])
        self._found[state] = position
        self._queue.append(state)


def _neighbours(drawing: Drawing) -> list[list[int]]:
    """The states that a line joins to each; first those it leads to."""
    after = [[link.target for link in main_first(leaving)] for leaving in drawing.leaving]
    before: list[list[int]] = [[] for _ in drawing.leaving]
    for state, targets in enumerate(after):
        for target in targets:
            before[target].append(state)
    return [[*first, *last] for first, last in zip(after, before, strict=True)]
