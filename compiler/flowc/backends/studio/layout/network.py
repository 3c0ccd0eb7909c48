"""The rows of a drawing, with a bend in each row that a long line passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from flowc.backends.studio.layout.cycles import Unrolled
from flowc.backends.studio.layout.links import Link, Way

# Bends beyond this are not worth their time: a line so long crosses others wherever it is led.
_BENDS = 1000
_BENDS_PER_STATE = 2

_BEND_WIDTH = 20


@attrs.frozen
class Segment:
    """A piece of a line, from a knot to one in the next row; `port` is where it leaves, from the upper's middle."""

    upper: int
    lower: int
    way: Way
    port: float


@attrs.frozen
class Network:
    """Knots in rows: states (the first `states` numbers) and bends, with the segments that meet each of them."""

    states: int
    rows: list[list[int]]
    widths: list[int]
    above: list[list[Segment]]
    below: list[list[Segment]]


def network(unrolled: Unrolled, rows: Mapping[int, int], widths: Sequence[int]) -> Network:
    """The rows of some states; a knot's number is the place of its state in `unrolled.states`."""
    builder = _Builder(unrolled, rows, widths)
    for link in sorted((*unrolled.ahead, *unrolled.back), key=builder.span):
        builder.add(link)
    return builder.built


class _Builder:
    """Leads each line row by row to its target. Lines of one target share their bends, as the lanes of a road."""

    def __init__(self, unrolled: Unrolled, rows: Mapping[int, int], widths: Sequence[int]) -> None:
        self._knots = {state: knot for knot, state in enumerate(unrolled.states)}
        self._row = [rows[state] for state in unrolled.states]
        self._bends: dict[tuple[int, int, int], int] = {}
        self._most = len(self._row) * (1 + _BENDS_PER_STATE) + _BENDS
        levels: list[list[int]] = [[] for _ in range(max(self._row, default=-1) + 1)]
        for knot, row in enumerate(self._row):
            levels[row].append(knot)
        own = [widths[state] for state in unrolled.states]
        self.built = Network(len(own), levels, own, [[] for _ in own], [[] for _ in own])

    def span(self, link: Link) -> int:
        """How many rows a line leads down, or up."""
        return abs(self._row[self._knots[link.target]] - self._row[self._knots[link.source]])

    def add(self, link: Link) -> None:
        """Leads a line to its target, while there are bends to be had."""
        knot, target = self._knots[link.source], self._knots[link.target]
        step = 1 if self._row[target] > self._row[knot] else -1
        if len(self._row) + self.span(link) > self._most:
            return
        way, port = (link.way, link.port) if step > 0 else (Way.ASIDE, 0.0)
        for row in range(self._row[knot] + step, self._row[target], step):
            known = (target, row, step) in self._bends
            bend = self._bend(target, row, step)
            self._join(knot, bend, step, way, port)
            if known:
                return
            knot, port = bend, 0.0
        self._join(knot, target, step, way, port)

    def _bend(self, target: int, row: int, step: int) -> int:
        knot = self._bends.setdefault((target, row, step), len(self._row))
        if knot == len(self._row):
            self._row.append(row)
            self.built.rows[row].append(knot)
            self.built.widths.append(_BEND_WIDTH)
            self.built.above.append([])
            self.built.below.append([])
        return knot

    def _join(self, knot: int, other: int, step: int, way: Way, port: float) -> None:
        upper, lower = (knot, other) if step > 0 else (other, knot)
        segment = Segment(upper, lower, way, port)
        self.built.below[upper].append(segment)
        self.built.above[lower].append(segment)
