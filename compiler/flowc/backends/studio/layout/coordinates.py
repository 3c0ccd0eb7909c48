"""Gives the knots of each row their place: main ways straight, the rest near what it is joined to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flowc.backends.studio.layout.boxes import GAP, on_grid
from flowc.backends.studio.layout.links import Way
from flowc.backends.studio.layout.network import Network
from flowc.backends.studio.layout.straight import straight

# Most drawings rest after a few sweeps; large ones may not take more time.
_SWEEPS = 8
_MOST_WORK = 24_000

# How strongly a line pulls at what stands at its end.
_PULL = {Way.ON: 4.0, Way.ASIDE: 2.0, Way.WRONG: 1.0}

# What stands in one line with another pulls as if nothing else were there.
_IN_LINE = 1000.0

# What no line pulls stays, unless it is pushed.
_AT_REST = 0.1

# Where the middle of a knot would best be, and how much it matters.
Wish = tuple[float, float]

# A knot that pulls at another: its number, how far from its middle the other would stand, how strongly.
Pull = tuple[int, float, float]


def coordinates(network: Network, rows: Sequence[Sequence[int]]) -> list[int]:
    """The left edge of each knot; in each row they stand in order, and none meets another."""
    return _Sweeper(network, rows).swept()


class _Sweeper:
    """Moves each row in turn towards the rows beside it."""

    def __init__(self, network: Network, rows: Sequence[Sequence[int]]) -> None:
        self._widths = network.widths
        self._rows = rows
        self._from_above: list[list[Pull]] = [
            [(piece.upper, piece.port, _PULL[piece.way]) for piece in pieces] for pieces in network.above
        ]
        self._from_below: list[list[Pull]] = [
            [(piece.lower, -piece.port, _PULL[piece.way]) for piece in pieces] for pieces in network.below
        ]
        self._above = straight(network, rows)
        for lower, upper in self._above.items():
            self._from_above[lower] = [(upper, 0.0, _IN_LINE)]
            self._from_below[upper] = [(lower, 0.0, _IN_LINE)]
        self._middles = [0.0] * len(network.widths)

    def swept(self) -> list[int]:
        """The left edges once all rows have settled."""
        for row in self._rows:
            self._settle(row, self._at_rest)
        for _ in range(max(2, min(_SWEEPS, _MOST_WORK // max(len(self._middles), 1)))):
            for row in reversed(self._rows):
                self._settle(row, self._to_below)
            for row in self._rows:
                self._settle(row, self._to_above)
        for row in self._rows:
            self._settle(row, self._in_line)
        return [on_grid(middle - width / 2) for middle, width in zip(self._middles, self._widths, strict=True)]

    def _at_rest(self, knot: int) -> Wish:
        return self._middles[knot], 1.0

    def _to_above(self, knot: int) -> Wish:
        return self._mean(knot, self._from_above[knot])

    def _to_below(self, knot: int) -> Wish:
        return self._mean(knot, self._from_below[knot])

    def _in_line(self, knot: int) -> Wish:
        """Where it stands, but for what stands straight below another: the last word of all."""
        return self._to_above(knot) if knot in self._above else self._at_rest(knot)

    def _mean(self, knot: int, pulls: Sequence[Pull]) -> Wish:
        if not pulls:
            return self._middles[knot], _AT_REST
        total = place = 0.0
        for other, shift, weight in pulls:
            place += (self._middles[other] + shift) * weight
            total += weight
        return place / total, total

    def _settle(self, row: Sequence[int], wish: Callable[[int], Wish]) -> None:
        """Puts a row as near to its wishes as can be, by the sum of weighted squares.

        This is "pool adjacent violators": knots whose wishes would make them meet share one wish.
        """
        pools: list[tuple[float, float, int]] = []
        closest: list[int] = []
        left = 0
        for knot in row:
            middle, weight = wish(knot)
            mean, size = middle - self._widths[knot] / 2 - left, 1
            while pools and pools[-1][0] >= mean:
                before, pull, count = pools.pop()
                mean = (mean * weight + before * pull) / (weight + pull)
                weight, size = weight + pull, size + count
            pools.append((mean, weight, size))
            closest.append(left)
            left += self._widths[knot] + GAP
        shifts = (mean for mean, _, size in pools for _ in range(size))
        for knot, left, shift in zip(row, closest, shifts, strict=True):
            self._middles[knot] = on_grid(left + shift) + self._widths[knot] / 2
