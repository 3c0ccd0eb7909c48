"""Reads TOML with the place of each key and value, which the standard library does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import attrs

from flowc.source import Source, Span

# The keys that lead to a place, with the number of the element where one leads through a list.
Path = tuple[str | int, ...]

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
# A long string may end in quotes of its own: `"""two quotes: """""`.
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|' + r"'''.*?'{3,5}(?!')|" + r'"(?:\\.|[^"\\])*"|' + r"'[^']*'",
    re.DOTALL,
)


@attrs.frozen
class Toml:
    """What a text says, and where: `keys` has the place of each name, `values` that of what it is given."""

    document: Mapping[str, Any]
    keys: Mapping[Path, Span]
    values: Mapping[Path, Span]


class TomlError(Exception):
    """A text that is no TOML: the reason in words, and the place."""

    def __init__(self, reason: str, place: Span) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


def read_toml(source: Source) -> Toml:
    """What a TOML text says. Raises TomlError."""
    try:
        document = tomllib.loads(source.text)
        finder = _Finder(source)
        finder.run()
    except tomllib.TOMLDecodeError as error:
        raise _error(source, str(error)) from None
    except RecursionError:
        raise TomlError("nested too deep", Span(source, 0, len(source.line(1)))) from None
    return Toml(document, finder.keys, finder.values)


def _error(source: Source, message: str) -> TomlError:
    match = _POSITION.search(message)
    end = len(source.text)
    offset = max(0, end - 1)
    if match is not None and match.group(1):
        offset = source.line_starts[int(match.group(1)) - 1] + int(match.group(2)) - 1
    reason = message[: match.start()] if match else message
    return TomlError(reason[:1].lower() + reason[1:], Span(source, min(offset, end), min(offset + 1, end)))


class _Finder:
    """Goes through a text that is known to be TOML, and notes where its keys and values stand."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.position = 0
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self._lists: dict[Path, int] = {}

    def run(self) -> None:
        """Finds everything."""
        table: Path = ()
        self._skip(_GAP)
        while self.position < len(self.text):
            if self._next() == "[":
                table = self._heading()
            else:
                self._pair(table)
            self._skip(_GAP)

    def _heading(self) -> Path:
        """`[a.b]` or `[[a.b]]`."""
        is_list = self.text.startswith("[[", self.position)
        self.position += 1 + is_list
        path: Path = ()
        for name, place in self._names():
            path = (*path, name)
            self.keys.setdefault(path, place)
            if path in self._lists:
                path = (*path, self._lists[path])
        self.position += 1 + is_list
        if not is_list:
            return path
        # A list that was known is entered at its last element, of which this is the next.
        within = path[:-1] if isinstance(path[-1], int) else path
        self._lists[within] = self._lists.get(within, -1) + 1
        return (*within, self._lists[within])

    def _pair(self, table: Path) -> None:
        """`a.b = value`."""
        path = table
        for name, place in self._names():
            path = (*path, name)
            self.keys.setdefault(path, place)
        self.position += 1
        self._skip(_BLANKS)
        self._value(path)

    def _names(self) -> list[tuple[str, Span]]:
        """`a.b`, up to the character behind it."""
        found = []
        while True:
            self._skip(_BLANKS)
            start = self.position
            if self._next() in "\"'":
                self._skip(_STRING)
                name = str(tomllib.loads(f"name = {self.text[start : self.position]}")["name"])
            else:
                self._skip(_BARE_KEY)
                name = self.text[start : self.position]
            found.append((name, Span(self.source, start, self.position)))
            self._skip(_BLANKS)
            if self._next() != ".":
                return found
            self.position += 1

    def _value(self, path: Path) -> None:
        start = self.position
        first = self._next()
        if first in "\"'":
            self._skip(_STRING)
        elif first == "[":
            self._elements("]", path)
        elif first == "{":
            self._elements("}", path)
        else:
            self._skip(_SCALAR)
            self.position = start + len(self.text[start : self.position].rstrip())
        self.values[path] = Span(self.source, start, self.position)

    def _elements(self, close: str, path: Path) -> None:
        """`[a, b]`, or `{ a = b }`."""
        self.position += 1
        self._skip(_GAP)
        number = 0
        while self._next() != close:
            if close == "]":
                self._value((*path, number))
            else:
                self._pair(path)
            number += 1
            self._skip(_GAP)
            if self._next() == ",":
                self.position += 1
                self._skip(_GAP)
        self.position += 1

    def _next(self) -> str:
        return self.text[self.position]

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.position)
        assert match is not None
        self.position = match.end()
