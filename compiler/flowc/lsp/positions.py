"""Turns offsets in a text into positions as an editor counts them, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs
from lsprotocol import types

from flowc.source import Source, Span


def _utf8(character: str) -> int:
    return len(character.encode("utf-8", "surrogatepass"))


def _utf16(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004 - the last character of the first plane


# The units that each encoding takes for a character; of UTF-32 each takes one (LSP 3.17, PositionEncodingKind).
_UNITS: Mapping[str, Callable[[str], int] | None] = MappingProxyType(
    {
        types.PositionEncodingKind.Utf8.value: _utf8,
        types.PositionEncodingKind.Utf16.value: _utf16,
        types.PositionEncodingKind.Utf32.value: None,
    }
)


@attrs.frozen
class Positions:
    """The positions in texts, in the encoding that client and server have agreed on.

    Lines end at CR LF, LF or CR, as the protocol says; Python's `splitlines` knows more line ends.
    """

    encoding: str = types.PositionEncodingKind.Utf16.value

    def position(self, source: Source, offset: int) -> types.Position:
        """The position of an offset."""
        line, column = source.position(min(max(offset, 0), len(source.text)))
        start = source.line_starts[line - 1]
        return types.Position(line - 1, self._length(source.text[start : start + column - 1]))

    def offset(self, source: Source, position: types.Position) -> int:
        """The offset of a position; one behind the end of its line, or of the text, is that end."""
        if position.line >= len(source.line_starts):
            return len(source.text)
        start = source.line_starts[position.line]
        line = source.line(position.line + 1)
        units = _UNITS[self.encoding]
        if units is None or line.isascii():
            return start + min(position.character, len(line))
        left = position.character
        for index, character in enumerate(line):
            left -= units(character)
            if left < 0:
                return start + index
        return start + len(line)

    def range(self, span: Span) -> types.Range:
        """The range that a span covers."""
        return types.Range(self.position(span.source, span.start), self.position(span.source, span.end))

    def whole(self, source: Source) -> types.Range:
        """The range of a whole text."""
        return self.range(Span(source, 0, len(source.text)))

    def length(self, text: str) -> int:
        """How long a piece of a line is."""
        return self._length(text)

    def _length(self, text: str) -> int:
        units = _UNITS[self.encoding]
        if units is None or text.isascii():
            return len(text)
        return sum(map(units, text))
