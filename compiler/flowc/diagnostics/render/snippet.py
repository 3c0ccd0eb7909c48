"""Source lines with underlined spans, one block for each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowc.diagnostics.render.columns import one_line, place
from flowc.diagnostics.render.excerpt import Excerpt, Mark, excerpts
from flowc.diagnostics.render.frame import Frame
from flowc.diagnostics.render.paint import FRAME
from flowc.source import Source


def blocks(marks: Sequence[Mark], frame: Frame, style: str) -> Iterator[str]:
    """The rows of all blocks: first that of the first mark, whose underlines have this `style`."""
    by_source: dict[Source, list[Mark]] = {}
    for mark in marks:
        by_source.setdefault(mark.span.source, []).append(mark)
    for source, inside in by_source.items():
        sign = "-->" if source is marks[0].span.source else ":::"
        yield from _block(sign, source, inside, frame, style)


def _block(sign: str, source: Source, marks: Sequence[Mark], frame: Frame, style: str) -> Iterator[str]:
    if sign == ":::":
        yield frame.row()
    yield frame.place(sign, place(marks[0].span))
    yield frame.row()
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append(mark)
    last_drawn = min(by_line) - 1
    for number in sorted(by_line):
        yield from _between(source, last_drawn, number, frame)
        for excerpt in excerpts(source, number, by_line[number]):
            yield frame.row(excerpt.text.rstrip(), number)
            yield from (_underline(excerpt, mark, frame, style) for mark in excerpt.marks)
        last_drawn = number


def _between(source: Source, above: int, below: int, frame: Frame) -> Iterator[str]:
    """What stands for the lines between two drawn ones; a single line may as well be shown."""
    left_out = below - above - 1
    if left_out == 1:
        for excerpt in excerpts(source, above + 1):
            yield frame.row(excerpt.text.rstrip(), above + 1)
    elif left_out > 1:
        yield frame.gap()


def _underline(excerpt: Excerpt, mark: Mark, frame: Frame, style: str) -> str:
    indent, stroke = excerpt.underline(mark)
    words = f"{stroke} {one_line(mark.label)}".rstrip()
    return frame.row(" " * indent + frame.paint(words, style if mark.primary else FRAME))
