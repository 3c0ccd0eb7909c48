"""Source texts and places in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

import attrs

# Line ends as editors see them (LSP 3.17, section "Text Documents"): CR LF, LF and a lone CR.
_LINE_END = re.compile(r"\r\n?|\n")


@attrs.frozen(slots=False, eq=False)
class Source:
    """A text with the name it is shown under.

    `path` is what diagnostics print: a path as the user typed it, or `<stdin>`.
    """

    path: str
    text: str = attrs.field(repr=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins, in characters."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset; both count from 1, columns in characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@attrs.frozen(order=False)
class Span:
    """A stretch of a source: offsets in characters, `end` exclusive."""

    source: Source = attrs.field(repr=lambda source: source.path)
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line on which the span begins, from 1."""
        return self.source.position(self.start)[0]

    @property
    def text(self) -> str:
        """The characters that the span covers."""
        return self.source.text[self.start : self.end]
