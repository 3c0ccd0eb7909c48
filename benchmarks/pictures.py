"""Draws a flow the way Studio's canvas shows it, so that a person can judge where the widgets stand.

    python benchmarks/pictures.py examples/ivr-menu.json ivr-menu.html
    python benchmarks/pictures.py examples/ivr-menu.json ivr-menu.svg

Boxes and places are those that the layout reckons with; the lines are bent as the console bends them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import attrs
import click

from flowc.backends.studio.layout.boxes import HEIGHT, ports, width
from flowc.graph.flow import Condition, Exit, State
from flowc.source import Source, Span
from flowc.vocabulary import Vocabulary, standard_vocabulary

_NOWHERE = Span(Source("x", ""), 0, 0)

_MARGIN = 60
_HEAD = 52
_FOOT = 44

# How far a line leads straight down out of a box, and into one, before it turns.
_TURN = 60

_FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
_STYLE = f"""\
text {{ font-family: {_FONT}; fill: #282a2b; }}
.box {{ fill: #fff; stroke: #b7babf; stroke-width: 2; }}
.trigger {{ fill: #fff; stroke: #f22f46; stroke-width: 2; }}
.head {{ font-size: 15px; fill: #606b85; }}
.name {{ font-size: 20px; font-weight: bold; }}
.words {{ font-size: 15px; fill: #606b85; }}
.event {{ font-size: 13px; text-anchor: middle; }}
.rule {{ stroke: #e1e3ea; stroke-width: 2; }}
.line {{ fill: none; stroke: #8891aa; stroke-width: 3; }}
.wrong {{ fill: none; stroke: #e0a3a9; stroke-width: 3; stroke-dasharray: 10 6; }}
.point {{ fill: #fff; stroke: #8891aa; stroke-width: 3; }}
.taken {{ fill: #8891aa; }}"""

# What a box shows of a widget, the first that it has.
_WORDS = ("say", "body", "play", "url", "to", "input", "workflow")


@attrs.frozen
class Box:
    """A widget on the canvas, with the words that stand in it and where its exits leave it."""

    state: State
    x: int
    y: int
    words: str
    names: tuple[str, ...]

    @property
    def wide(self) -> int:
        """How wide it is."""
        return width(self.state)

    @property
    def points(self) -> list[tuple[float, int]]:
        """Where the exits leave."""
        return [(self.x + self.wide / 2 + port, self.y + HEIGHT) for port in ports(self.state)]

    @property
    def top(self) -> tuple[float, int]:
        """Where lines arrive."""
        return self.x + self.wide / 2, self.y


def picture(definition: dict[str, Any]) -> str:
    """A definition as SVG."""
    vocabulary = standard_vocabulary()
    boxes = [_box(state, vocabulary) for state in definition["states"]]
    left, top = min(box.x for box in boxes) - _MARGIN, min(box.y for box in boxes) - _MARGIN
    wide = max(box.x + box.wide for box in boxes) + _MARGIN - left
    tall = max(box.y for box in boxes) + HEIGHT + _MARGIN - top
    parts = [*_lines(boxes), *(part for box in boxes for part in _drawn(box))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {wide} {tall}" width="{wide // 2}">',
            f"<style>\n{_STYLE}\n</style>",
            f'<rect x="{left}" y="{top}" width="{wide}" height="{tall}" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _box(state: dict[str, Any], vocabulary: Vocabulary) -> Box:
    widget = vocabulary.types.get(state["type"])
    properties = state["properties"]
    exits = tuple(
        Exit(
            transition["event"],
            transition.get("next"),
            _NOWHERE,
            tuple(Condition("", "", "", "") for _ in transition.get("conditions", ())),
        )
        for transition in state["transitions"]
    )
    names = tuple(
        next((one["friendly_name"] for one in transition.get("conditions", ())), transition["event"])
        for transition in state["transitions"]
    )
    words = next((str(properties[name]) for name in _WORDS if properties.get(name)), "")
    found = State(state["name"], state["type"], widget, (), exits, _NOWHERE)
    return Box(found, properties["offset"]["x"], properties["offset"]["y"], words, names)


def _drawn(box: Box) -> Iterator[str]:
    """A box with its title, name and words, and its exits along its lower edge."""
    kind = "trigger" if box.state.type == "trigger" else "box"
    title = box.state.widget.title if box.state.widget else ""
    yield f'<rect class="{kind}" x="{box.x}" y="{box.y}" width="{box.wide}" height="{HEIGHT}" rx="12"/>'
    yield _text("head", box.x + 18, box.y + 32, title or box.state.type, box.wide - 36, 8)
    for y in (box.y + _HEAD, box.y + HEIGHT - _FOOT):
        yield f'<path class="rule" d="M{box.x + 1} {y}h{box.wide - 2}"/>'
    yield _text("name", box.x + 18, box.y + _HEAD + 32, box.state.name, box.wide - 36, 11.5)
    yield _text("words", box.x + 18, box.y + _HEAD + 62, box.words, box.wide - 36, 8)
    room = box.wide / max(len(box.points), 1)
    for (x, y), exit_, name in zip(box.points, box.state.exits, box.names, strict=True):
        yield _text("event", x, y - 18, name, room - 8, 7)
        yield f'<circle class="point{" taken" if exit_.target else ""}" cx="{x:g}" cy="{y}" r="7"/>'


def _text(kind: str, x: float, y: float, text: str, room: float, letter: float) -> str:
    """One line of text, cut off where there is no more room."""
    most = int(room // letter)
    text = " ".join(text.split())
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(shown)}</text>'


def _lines(boxes: Sequence[Box]) -> Iterator[str]:
    """A line from each exit to the upper edge of its target; what went wrong is dashed."""
    targets = {box.state.name: box for box in boxes}
    for box in boxes:
        for (x, y), exit_ in zip(box.points, box.state.exits, strict=True):
            if exit_.target in targets:
                to_x, to_y = targets[exit_.target].top
                bend = max(_TURN, abs(to_y - y) / 2)
                declared = box.state.widget.exit(exit_.event) if box.state.widget else None
                kind = "wrong" if declared and declared.failure else "line"
                yield (
                    f'<path class="{kind}" d="M{x:g} {y}C{x:g} {y + bend:g} {to_x:g} {to_y - bend:g} {to_x:g} {to_y}"/>'
                )


@click.command()
@click.argument("definition", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
def main(definition: Path, output: Path) -> None:
    """Draws the flow of a definition in Studio's JSON as an SVG, or as a page that holds it."""
    drawn = picture(json.loads(definition.read_text(encoding="utf-8")))
    if output.suffix == ".html":
        drawn = f'<!doctype html>\n<meta charset="utf-8">\n<title>{definition.stem}</title>\n{drawn}'
    output.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
