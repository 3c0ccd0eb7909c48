"""Reads JSON and tells where each value stands, which the standard library does not.

The standard library reads the values; places are worked out only of the values that are looked into, with its own
reader again: a text is gone through once for each level that somebody asks for, and not character by character here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NoReturn

import attrs

from flowc.definitions.embedded import Original
from flowc.source import Span
from flowc.vocabulary.widget import Json

# As deep as a text can be nested: no definition of Studio's comes near, and Python's own stack holds some times more.
MAX_DEPTH = 100

_BLANKS = re.compile(r"[ \t\n\r]*")
_BYTE_ORDER_MARK = "\ufeff"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"\[\]{}:,]+|[\[{]|[\]}]', re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
# What a text must hold for a string in it to hold half of a pair.
_MAY_BE_HALF = re.compile("\\\\u[dD][89a-fA-F]|[\ud800-\udfff]")
_CONSTANTS = ("NaN", "Infinity", "-Infinity")


class JsonError(Exception):
    """A text that is no JSON: the reason in words, and the place."""

    def __init__(self, reason: str, place: Span) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


@attrs.frozen(eq=False)
class Document:
    """A JSON text that has been read: where it comes from, and whether some object in it has a key twice."""

    text: str
    original: Original = attrs.field(repr=False)
    has_twins: bool

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a stretch of the text."""
        return self.original.span(start, end)


@attrs.frozen
class Member:
    """A member of an object; of two with one key both are here, in the order of the text."""

    key: str
    place: Span
    node: Node


@attrs.frozen(eq=False, slots=False)
class Node:
    """A value of a JSON text, with its offsets in it."""

    document: Document = attrs.field(repr=False)
    value: Json
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return self.document.span(self.start, self.end)

    @property
    def text(self) -> str:
        """The value as it is written."""
        return self.document.text[self.start : self.end]

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The members of an object in the order of the text; none for another value."""
        return tuple(self._members()) if isinstance(self.value, dict) else ()

    @cached_property
    def by_key(self) -> dict[str, Node]:
        """The members of an object by key; of two with one key the last, as readers of JSON take it."""
        return {member.key: member.node for member in self.members}

    @cached_property
    def elements(self) -> tuple[Node, ...]:
        """The elements of a list; none for another value."""
        return tuple(self._elements()) if isinstance(self.value, list) else ()

    def get(self, key: str) -> Node | None:
        """The member of an object with this key."""
        return self.by_key.get(key)

    def _members(self) -> Iterator[Member]:
        text, position = self.document.text, self.start + 1
        while text[position := _skip(text, position)] != "}":
            key, end = _DECODER.raw_decode(text, position)
            # Behind the key stand blanks and a colon.
            node = self._child(_skip(text, end) + 1)
            yield Member(str(key), self.document.span(position, end), node)
            position = _behind(text, node.end)

    def _elements(self) -> Iterator[Node]:
        text, position = self.document.text, self.start + 1
        while text[_skip(text, position)] != "]":
            node = self._child(position)
            yield node
            position = _behind(text, node.end)

    def _child(self, position: int) -> Node:
        start = _skip(self.document.text, position)
        value, end = _DECODER.raw_decode(self.document.text, start)
        return Node(self.document, value, start, end)


def _skip(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    assert match is not None
    return match.end()


def _behind(text: str, position: int) -> int:
    """The offset behind the comma that follows, or that of the closing bracket."""
    position = _skip(text, position)
    return position + 1 if text[position] == "," else position


def read_json(original: Original) -> Node:
    """The value that a whole text holds. Raises JsonError."""
    reader = _Reader(original)
    return reader.read()


_DECODER = json.JSONDecoder()


class _Reader:
    """Reads a text once as a whole, so that later looks into it cannot fail."""

    def __init__(self, original: Original) -> None:
        self.text = original.text
        self.original = original
        self.has_twins = False

    def read(self) -> Node:
        """The value that the text holds."""
        start = _skip(self.text, self.text.startswith(_BYTE_ORDER_MARK))
        if start == len(self.text):
            self._fail("there is nothing in it", 0, 0)
        decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_float=_float, parse_constant=_constant)
        try:
            value, end = decoder.raw_decode(self.text, start)
        except RecursionError:
            self._fail_too_deep()
        except json.JSONDecodeError as error:
            self._fail(_in_words(error.msg), error.pos, error.pos + 1)
        except ValueError:
            self._fail_number()
        rest = _skip(self.text, end)
        if rest < len(self.text):
            self._fail("there is more behind the end of the value", rest, rest + 1)
        if _is_deep(value):
            self._fail_too_deep()
        self._check_halves()
        return Node(Document(self.text, self.original, self.has_twins), value, start, end)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        self.has_twins |= len(found) < len(pairs)
        return found

    def _fail(self, reason: str, start: int, end: int) -> NoReturn:
        length = len(self.text)
        raise JsonError(reason, self.original.span(min(start, length), min(end, length))) from None

    def _fail_too_deep(self) -> NoReturn:
        depth = 0
        for token in _TOKEN.finditer(self.text):
            depth += (token[0] in "[{") - (token[0] in "]}")
            if depth > MAX_DEPTH:
                break
        self._fail(f"it is nested deeper than {MAX_DEPTH} levels", token.start(), token.end())

    def _fail_number(self) -> NoReturn:
        """Reports the first number that Python cannot hold, or that is none in JSON."""
        for token in _TOKEN.finditer(self.text):
            word = token[0]
            if word in _CONSTANTS:
                self._fail(f"`{word}` is no number in JSON", token.start(), token.end())
            if word[0] in "-0123456789":
                try:
                    json.loads(word, parse_float=_float)
                except ValueError:
                    self._fail("this number is larger than any that a program holds", token.start(), token.end())
        raise AssertionError("a number that is none stands in the text")

    def _check_halves(self) -> None:
        if _MAY_BE_HALF.search(self.text) is None:
            return
        for token in _TOKEN.finditer(self.text):
            if token[0].startswith('"') and _HALF.search(json.loads(token[0])):
                self._fail("this text holds half of a character, which no file can hold", token.start(), token.end())


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value


def _constant(word: str) -> NoReturn:
    raise ValueError(word)


def _is_deep(value: Json) -> bool:
    """Whether a value is nested deeper than is read."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for one in level for inner in _inner(one)]
        if not level:
            return False
    return True


def _inner(value: Json) -> Iterator[Json]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        yield from (one for one in inner if isinstance(one, dict | list))


def _in_words(message: str) -> str:
    """What the standard library says is wrong, as one of our messages."""
    words = {
        "Expecting value": "a value is wanted here",
        "Expecting ',' delimiter": "a comma or a closing bracket is wanted here",
        "Expecting ':' delimiter": "a colon is wanted here",
        "Expecting property name enclosed in double quotes": "a key in double quotes is wanted here",
        "Illegal trailing comma before end of object": "a comma stands before the end of an object",
        "Illegal trailing comma before end of array": "a comma stands before the end of a list",
        "Unterminated string starting at": "this text never ends",
        "Invalid control character at": "a text runs over the end of its line, or holds a control character",
    }
    return words.get(message) or message[:1].lower() + message[1:]
