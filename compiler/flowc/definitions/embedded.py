"""A JSON text that stands in a file, as a whole or as a string within other JSON."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

import attrs

from flowc.source import Source, Span

_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")


@attrs.frozen(eq=False)
class Original:
    """A text and where it comes from: `here` and `there` pair offsets in it with offsets in its source.

    Between two such pairs both run side by side.
    """

    source: Source
    text: str = attrs.field(repr=False)
    here: tuple[int, ...] = (0,)
    there: tuple[int, ...] = (0,)

    def span(self, start: int, end: int) -> Span:
        """The place in the source of a stretch of the text."""
        if len(self.here) == 1:
            return Span(self.source, self.there[0] + start, self.there[0] + end)
        return Span(self.source, self._offset(start), self._offset(end))

    def within(self, start: int, end: int) -> Original:
        """The text that the string literal between two offsets holds."""
        here, there = [0], [self._offset(start + 1)]
        length = 0
        position = start + 1
        for escape in _ESCAPE.finditer(self.text, start + 1, end - 1):
            length += escape.start() - position + 1
            position = escape.end()
            here.append(length)
            there.append(self._offset(position))
        return Original(self.source, str(json.loads(self.text[start:end])), tuple(here), tuple(there))

    def _offset(self, offset: int) -> int:
        before = bisect_right(self.here, offset) - 1
        return self.there[before] + offset - self.here[before]


def original(source: Source) -> Original:
    """The whole text of a source."""
    return Original(source, source.text)
