"""Orders the knots of each row so that few lines cross."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from flowc.backends.studio.layout.network import Network, Segment

# Most drawings do not change any more after a few sweeps; large ones may not take more time.
_SWEEPS = 12
_MOST_WORK = 40_000

# A port tells two lines of one knot apart, and weighs less than the place of any other knot.
_PORT = 1e-5

Rows = list[list[int]]


def ordered(network: Network) -> Rows:
    """The rows with few crossings: those of the best sweep, up or down."""
    rows = _as_met(network)
    best, fewest = rows, _crossings(network, rows)
    work = sum(map(len, network.below)) + len(network.widths)
    for sweep in range(max(2, min(_SWEEPS, _MOST_WORK // max(work, 1)))):
        if not fewest:
            break
        rows = _swept(network, rows, down=sweep % 2 == 0)
        _swap_neighbours(network, rows)
        crossings = _crossings(network, rows)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return best


def _as_met(network: Network) -> Rows:
    """The rows as a walk from the top meets their knots, exit by exit: a tree has no crossings then."""
    row_of = {knot: number for number, row in enumerate(network.rows) for knot in row}
    rows: Rows = [[] for _ in network.rows]
    seen = [False] * len(network.widths)
    for top in (knot for row in network.rows for knot in row):
        stack = [top]
        while stack:
            knot = stack.pop()
            if not seen[knot]:
                seen[knot] = True
                rows[row_of[knot]].append(knot)
                below = sorted(network.below[knot], key=lambda segment: segment.port, reverse=True)
                stack.extend(segment.lower for segment in below)
    return rows


def _swept(network: Network, rows: Rows, *, down: bool) -> Rows:
    """The rows, each sorted by where its knots' neighbours stand in the row before it."""
    place = _places(network, rows)
    swept = [list(row) for row in rows]
    for row in swept if down else reversed(swept):
        ends = [_upper_ends(network, knot, place) if down else _lower_ends(network, knot, place) for knot in row]
        wanted = {knot: _middle(own) if own else place[knot] for knot, own in zip(row, ends, strict=True)}
        row.sort(key=wanted.__getitem__)
        for number, knot in enumerate(row):
            place[knot] = number
    return swept


def _swap_neighbours(network: Network, rows: Rows) -> None:
    """Swaps two that stand side by side wherever that leaves fewer crossings."""
    place = _places(network, rows)
    for row in rows:
        ends = [(_upper_ends(network, knot, place), _lower_ends(network, knot, place)) for knot in row]
        for left in range(len(row) - 1):
            right = left + 1
            now = sum(map(_inversions, ends[left], ends[right]))
            if now and sum(map(_inversions, ends[right], ends[left])) < now:
                row[left], row[right] = row[right], row[left]
                ends[left], ends[right] = ends[right], ends[left]
        for number, knot in enumerate(row):
            place[knot] = number


def _crossings(network: Network, rows: Rows) -> int:
    """How many pairs of segments cross."""
    place = _places(network, rows)
    crossings = 0
    for row in rows:
        segments = [segment for knot in row for segment in network.below[knot]]
        segments.sort(key=lambda segment: (_start(segment, place), place[segment.lower]))
        met: list[float] = []
        for segment in segments:
            crossings += len(met) - bisect_right(met, place[segment.lower])
            insort(met, place[segment.lower])
    return crossings


def _inversions(left: Sequence[float], right: Sequence[float]) -> int:
    """How many lines of two knots side by side cross, by their sorted ends in another row."""
    return sum(bisect_left(right, end) for end in left)


def _places(network: Network, rows: Rows) -> list[float]:
    place = [0.0] * len(network.widths)
    for row in rows:
        for number, knot in enumerate(row):
            place[knot] = number
    return place


def _start(segment: Segment, place: Sequence[float]) -> float:
    return place[segment.upper] + segment.port * _PORT


def _upper_ends(network: Network, knot: int, place: Sequence[float]) -> list[float]:
    return sorted(_start(segment, place) for segment in network.above[knot])


def _lower_ends(network: Network, knot: int, place: Sequence[float]) -> list[float]:
    return sorted(place[segment.lower] for segment in network.below[knot])


def _middle(ends: Sequence[float]) -> float:
    """The median; between two of the middle, their mean."""
    half = len(ends) // 2
    return ends[half] if len(ends) % 2 else (ends[half - 1] + ends[half]) / 2
