"""Parts of a source line that are short enough to print, with the marks that lie in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import attrs

from flowc.diagnostics.render.columns import ELLIPSIS, room, shown, width
from flowc.source import Source, Span

_WIDEST = 160
_WIDEST_BEFORE_MARK = 60


@attrs.frozen
class Mark:
    """A span to underline, with the words that stand beside the underline."""

    span: Span
    label: str
    primary: bool = False

    @property
    def start(self) -> int:
        """The offset at which the underline begins; a span past the end counts as at the end."""
        return min(self.span.start, len(self.span.source.text))

    @property
    def line(self) -> int:
        """The number of the line on which the mark is drawn."""
        return self.span.source.position(self.start)[0]

    @property
    def goes_on(self) -> bool:
        """Whether the span reaches past the line on which it is drawn."""
        source = self.span.source
        last = min(self.span.end, len(source.text)) - 1
        return last > self.start and source.position(last)[0] > self.line


@attrs.frozen
class Excerpt:
    """The characters from `start` to `end` of a line, and the marks that begin there."""

    source: Source
    line: tuple[int, int]
    start: int
    end: int
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The excerpt as it is printed, with an ellipsis at each end that was cut."""
        before = ELLIPSIS if self.start > self.line[0] else ""
        after = ELLIPSIS if self.end < self.line[1] else ""
        return before + shown(self.source.text[self.start : self.end]) + after

    def underline(self, mark: Mark) -> tuple[int, str]:
        """The columns before the underline of a mark, and the underline itself."""
        begin = min(mark.start, self.end)
        covered = self.source.text[begin : min(mark.span.end, self.end)]
        if mark.goes_on:
            covered = covered.rstrip()
        goes_on = mark.goes_on or self.end < min(mark.span.end, self.line[1])
        stroke = ("^" if mark.primary else "-") * max(1, width(covered))
        indent = (self.start > self.line[0]) + width(self.source.text[self.start : begin])
        return indent, stroke + (ELLIPSIS if goes_on else "")


def excerpts(source: Source, number: int, marks: Sequence[Mark] = ()) -> Iterator[Excerpt]:
    """The parts of a line to print: the whole where it is short, else one around each mark.

    Marks that fit into one part share it, and stay in the order in which they were given.
    """
    line = _bounds(source, number)
    if not marks:
        yield Excerpt(source, line, *_window(source, line, line[0]))
    waiting = deque(sorted(enumerate(marks), key=lambda numbered: numbered[1].start))
    while waiting:
        inside = [waiting.popleft()]
        start, end = _window(source, line, inside[0][1].start)
        while waiting and min(waiting[0][1].span.end, line[1]) <= end:
            inside.append(waiting.popleft())
        in_order = tuple(mark for _, mark in sorted(inside, key=lambda numbered: numbered[0]))
        yield Excerpt(source, line, start, end, in_order)


def _bounds(source: Source, number: int) -> tuple[int, int]:
    """Where a line begins and where it ends, without its line end and without copying it."""
    start = source.line_starts[number - 1]
    end = source.line_starts[number] if number < len(source.line_starts) else len(source.text)
    while end > start and source.text[end - 1] in "\r\n":
        end -= 1
    return start, end


def _window(source: Source, line: tuple[int, int], focus: int) -> tuple[int, int]:
    """The stretch of a line to print so that `focus` is in sight."""
    first, last = line
    if last - first == _reach(source.text[first : min(last, first + _WIDEST)], _WIDEST):
        return line
    focus = min(focus, last)
    before = source.text[max(first, focus - _WIDEST_BEFORE_MARK) : focus]
    start = focus - _reach(reversed(before), _WIDEST_BEFORE_MARK)
    return start, start + _reach(source.text[start : min(last, start + _WIDEST)], _WIDEST)


def _reach(characters: Iterable[str], columns: int) -> int:
    """How many of the characters fit into so many columns."""
    return bisect_right(list(accumulate(map(room, characters))), columns)
