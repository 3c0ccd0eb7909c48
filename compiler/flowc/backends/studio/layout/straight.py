"""Chooses the pieces of main ways that are drawn straight down."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence

from flowc.backends.studio.layout.links import Way
from flowc.backends.studio.layout.network import Network, Segment

# The less, the sooner a piece is straight: its bends, whether it is not of its state's first main exit, how far it
# comes from beside the middle of those that lead to the same knot.
Merit = tuple[int, bool, int]


def straight(network: Network, rows: Sequence[Sequence[int]]) -> dict[int, int]:
    """For each knot that stands straight below another, that other one; no two such pieces share a knot or cross."""
    place = {knot: number for row in rows for number, knot in enumerate(row)}
    found: dict[int, int] = {}
    leads_on: set[int] = set()
    for row in rows:
        pieces: list[tuple[int, int]] = []
        for _, segment in sorted(_main(network, row, place), key=lambda piece: piece[0]):
            piece = place[segment.upper], place[segment.lower]
            if segment.upper not in leads_on and segment.lower not in found and _fits(piece, pieces):
                insort(pieces, piece)
                leads_on.add(segment.upper)
                found[segment.lower] = segment.upper
    return found


def _main(network: Network, row: Sequence[int], place: Mapping[int, int]) -> list[tuple[Merit, Segment]]:
    """The pieces of main ways that lead to a row."""
    found: list[tuple[Merit, Segment]] = []
    for knot in row:
        arriving = sorted(network.above[knot], key=lambda segment: place[segment.upper])
        for number, segment in enumerate(arriving):
            if segment.way is Way.ON:
                bends = (segment.upper >= network.states) + (segment.lower >= network.states)
                later = any(other.way is Way.ON and other.port < segment.port for other in network.below[segment.upper])
                found.append(((bends, later, abs(2 * number - len(arriving) + 1)), segment))
    return found


def _fits(piece: tuple[int, int], pieces: Sequence[tuple[int, int]]) -> bool:
    """Whether a piece crosses none of some others, which are sorted and do not cross; no two share a knot."""
    at = bisect_left(pieces, piece)
    return (at == 0 or pieces[at - 1][1] < piece[1]) and (at == len(pieces) or pieces[at][1] > piece[1])
