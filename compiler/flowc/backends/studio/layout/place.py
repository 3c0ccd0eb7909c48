"""Places the widgets of a flow on the canvas: in rows from the trigger down, loose ones to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isqrt

from flowc.backends.studio.layout.boxes import GAP, ROW, width
from flowc.backends.studio.layout.canvas import Position
from flowc.backends.studio.layout.clear import cleared
from flowc.backends.studio.layout.coordinates import coordinates
from flowc.backends.studio.layout.cycles import Unrolled
from flowc.backends.studio.layout.kept import Drawing, place_among
from flowc.backends.studio.layout.layers import rows_of
from flowc.backends.studio.layout.links import links
from flowc.backends.studio.layout.network import network
from flowc.backends.studio.layout.order import ordered
from flowc.backends.studio.layout.parts import parts
from flowc.graph.flow import Flow


def place(flow: Flow, kept: Mapping[str, Position] = {}) -> dict[str, Position]:
    """The canvas offset of each state: where it is kept, else where a tidy drawing has it, the trigger at (0, 0).

    What is kept stays even where it overlaps; names in `kept` that no state bears mean nothing.
    """
    names = list(flow.by_name)
    if not names:
        return {}
    trigger = names.index(flow.initial) if flow.initial in flow.by_name else 0
    leaving = links(flow)
    widths = [width(state) for state in flow.by_name.values()]
    positions = cleared(_side_by_side(parts(leaving, trigger), widths), widths, leaving, trigger)
    known = {number: kept[name] for number, name in enumerate(names) if name in kept}
    if known:
        positions = place_among(known, Drawing(trigger, positions, widths, leaving))
    return dict(zip(names, positions, strict=True))


def _side_by_side(drawn: Sequence[Unrolled], widths: Sequence[int]) -> list[Position]:
    """The first part with the trigger at the origin; the others in columns to its right, about as tall as it is."""
    main, *loose = (_drawing(part, widths) for part in drawn)
    found = _moved(main, by=(-main[drawn[0].states[0]][0], 0))
    tall = max(_bottom(main), isqrt(len(widths) - len(main)) * ROW)
    left, top, right = 0, tall, max(x + widths[state] for state, (x, _) in found.items())
    for part in loose:
        if top >= tall:
            left, top = right + 2 * GAP, 0
        moved = _moved(part, by=(left - min(x for x, _ in part.values()), top))
        right = max(right, *(x + widths[state] for state, (x, _) in moved.items()))
        top = _bottom(moved)
        found.update(moved)
    return [found[state] for state in range(len(widths))]


def _drawing(part: Unrolled, widths: Sequence[int]) -> dict[int, Position]:
    """The positions of the states of a part, from some left edge."""
    rows = rows_of(part)
    knots = network(part, rows, widths)
    lefts = coordinates(knots, ordered(knots))
    return {state: (lefts[knot], rows[state] * ROW) for knot, state in enumerate(part.states)}


def _moved(positions: Mapping[int, Position], by: Position) -> dict[int, Position]:
    return {state: (x + by[0], y + by[1]) for state, (x, y) in positions.items()}


def _bottom(positions: Mapping[int, Position]) -> int:
    return max(y for _, y in positions.values()) + ROW
