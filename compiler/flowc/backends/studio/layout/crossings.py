"""Measures a layout: lines that cross, lines that run over a widget, and the room that is taken."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import attrs

from flowc.backends.studio.layout.boxes import HEIGHT, ports, width
from flowc.backends.studio.layout.canvas import Position
from flowc.backends.studio.layout.geometry import Box, cross, line, overlap, runs_over
from flowc.graph.flow import Flow


@attrs.frozen
class Measure:
    """How tidy a layout is; the less of each, the tidier.

    `covered` counts each line over each widget that is not at its end. `length` and `area` are in
    the canvas' own units, `area` that of the whole drawing.
    """

    crossings: int
    covered: int
    overlaps: int
    length: int
    area: int


def measure(flow: Flow, positions: Mapping[str, Position]) -> Measure:
    """Measures a layout, line by line and box by box."""
    boxes = {name: Box(*positions[name], width(state)) for name, state in flow.by_name.items()}
    drawn = [
        (name, exit_.target, line(boxes[name], port, boxes[exit_.target]))
        for name, state in flow.by_name.items()
        for exit_, port in zip(state.exits, ports(state), strict=True)
        if exit_.target in boxes and exit_.target != name
    ]
    return Measure(
        crossings=sum(cross(one, other) for (*_, one), (*_, other) in combinations(drawn, 2)),
        covered=sum(
            runs_over(one, box)
            for source, target, one in drawn
            for name, box in boxes.items()
            if name not in (source, target)
        ),
        overlaps=sum(overlap(one, other) for one, other in combinations(boxes.values(), 2)),
        length=round(sum(abs(to_x - x) + abs(to_y - y) for *_, (x, y, to_x, to_y) in drawn)),
        area=_area(list(boxes.values())),
    )


def _area(boxes: list[Box]) -> int:
    across = max((box.left + box.width for box in boxes), default=0) - min((box.left for box in boxes), default=0)
    down = max((box.top + HEIGHT for box in boxes), default=0) - min((box.top for box in boxes), default=0)
    return across * down
