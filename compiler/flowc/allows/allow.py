"""A comment that allows findings."""

from __future__ import annotations

import attrs

from flowc.source import Span


@attrs.frozen
class AllowedCode:
    """A code that a comment allows, and where it names it."""

    code: str
    place: Span


@attrs.frozen(eq=False)
class Allow:
    """A comment that allows codes: on one line and in one statement, or where `line` is None in the whole file.

    `statement` is where that statement begins and ends. `words` are the places of all that the comment
    names; `codes` are those among them that can be allowed. With `is_alone`, nothing but the comment
    stands on its line.
    """

    place: Span
    is_alone: bool
    line: int | None
    statement: tuple[int, int] | None
    words: tuple[Span, ...]
    codes: tuple[AllowedCode, ...]

    @property
    def whole(self) -> Span:
        """What goes when the comment goes: its line, or the comment with the blanks before it."""
        source = self.place.source
        number = self.place.line
        start = source.line_starts[number - 1]
        if self.is_alone:
            end = source.line_starts[number] if number < len(source.line_starts) else len(source.text)
            return Span(source, start, end)
        return Span(source, start + len(source.text[start : self.place.start].rstrip()), self.place.end)
