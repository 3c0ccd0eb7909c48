"""Reads JSON and tells where each value stands, which the standard library does not.

The standard library reads the text first and says what is wrong with it; of a text that is known to be JSON, one
regular expression then cuts the tokens, and no recursion is needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NoReturn

import attrs

from flowc.definitions.embedded import Original
from flowc.source import Span
from flowc.vocabulary.widget import Json

# As deep as a text can be nested: no definition of Studio's comes near, and Python's own stack holds some times more.
MAX_DEPTH = 100

_BLANKS = re.compile(r"[ \t\n\r]*")
_BYTE_ORDER_MARK = "\ufeff"
# Commas and blanks say nothing about a text that is known to be JSON.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_SCALAR = r'[^\s"\[\]{}:,]+'
_TOKEN = re.compile(rf"{_STRING}|{_SCALAR}|[\[{{]|[\]}}]", re.DOTALL)
# The first value in what follows, with its key where it has one; a closing bracket is in neither group.
_PART = re.compile(rf"[ \t\n\r,]*+(?:(?:({_STRING})\s*:\s*)?({_STRING}|{_SCALAR}|[\[{{])|[\]}}])", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_WORDS: Mapping[str, Json] = {"true": True, "false": False, "null": None}
_CONSTANTS = ("NaN", "Infinity", "-Infinity")


class JsonError(Exception):
    """A text that is no JSON: the reason in words, and the place."""

    def __init__(self, reason: str, place: Span) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


@attrs.frozen(eq=False)
class Document:
    """A JSON text, and where it comes from."""

    text: str = attrs.field(repr=False)
    original: Original = attrs.field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a stretch of the text."""
        return self.original.span(start, end)


@attrs.frozen(eq=False)
class Node:
    """A value of a JSON text, with its offsets in it.

    `by_key` are the members of an object, of two with one key the last, as readers of JSON take it; `members` are
    all of them. `elements` are those of a list. Of other values all three are empty.
    """

    document: Document = attrs.field(repr=False)
    value: Json
    start: int
    end: int
    by_key: Mapping[str, Node] = attrs.field(factory=dict, repr=False)
    members: tuple[Member, ...] = attrs.field(default=(), repr=False)
    elements: tuple[Node, ...] = attrs.field(default=(), repr=False)

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return self.document.span(self.start, self.end)

    @property
    def text(self) -> str:
        """The value as it is written."""
        return self.document.text[self.start : self.end]

    def get(self, key: str) -> Node | None:
        """The member of an object with this key."""
        return self.by_key.get(key)


@attrs.frozen(eq=False)
class Member:
    """A member of an object, with the offsets of its key."""

    key: str
    start: int
    end: int
    node: Node

    @property
    def place(self) -> Span:
        """Where the key stands."""
        return self.node.document.span(self.start, self.end)


def read_json(original: Original) -> Node:
    """The value that a whole text holds. Raises JsonError."""
    document = Document(original.text, original)
    return _Reader(document, _check(document)).read()


def _fail(document: Document, reason: str, start: int, end: int) -> NoReturn:
    length = len(document.text)
    raise JsonError(reason, document.span(min(start, length), min(end, length))) from None


# The text as a whole


def _check(document: Document) -> int:
    """Where the value of a text begins, once it is known to be JSON. Raises JsonError."""
    text = document.text
    start = _skip(text, text.startswith(_BYTE_ORDER_MARK))
    if start == len(text):
        _fail(document, "there is nothing in it", 0, 0)
    try:
        _, end = json.JSONDecoder(parse_float=_float, parse_constant=_constant).raw_decode(text, start)
    except RecursionError:
        _fail_too_deep(document)
    except json.JSONDecodeError as error:
        _fail(document, _in_words(error.msg), error.pos, error.pos + 1)
    except ValueError:
        _fail_number(document)
    rest = _skip(text, end)
    if rest < len(text):
        _fail(document, "there is more behind the end of the value", rest, rest + 1)
    return start


def _skip(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    assert match is not None
    return match.end()


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value


def _constant(word: str) -> NoReturn:
    raise ValueError(word)


def _fail_too_deep(document: Document) -> NoReturn:
    depth = 0
    for token in _TOKEN.finditer(document.text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > MAX_DEPTH:
            break
    _fail(document, _TOO_DEEP, token.start(), token.end())


def _fail_number(document: Document) -> NoReturn:
    """Reports the first number that Python cannot hold, or that is none in JSON."""
    for token in _TOKEN.finditer(document.text):
        word = token[0]
        if word in _CONSTANTS:
            _fail(document, f"`{word}` is no number in JSON", token.start(), token.end())
        if word[0] in "-0123456789":
            try:
                json.loads(word, parse_float=_float)
            except ValueError:
                _fail(document, "this number is larger than any that a program holds", token.start(), token.end())
    raise AssertionError("a number that is none stands in the text")


_TOO_DEEP = f"it is nested deeper than {MAX_DEPTH} levels"


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


# Its values and their places


@attrs.define(eq=False)
class _Open:
    """An object or a list whose end has not come yet; `part` is what began it, with its key."""

    value: dict[str, Json] | list[Json]
    part: re.Match[str]
    members: list[Member] = attrs.field(factory=list)
    elements: list[Node] = attrs.field(factory=list)


class _Reader:
    """Builds the nodes of a text that is known to be JSON."""

    def __init__(self, document: Document, start: int) -> None:
        self.document = document
        self.start = start
        self.open: list[_Open] = []

    def read(self) -> Node:
        """The node of the whole value."""
        node: Node | None = None
        for part in _PART.finditer(self.document.text, self.start):
            word = part[2]
            if word is None:
                done = self.open.pop()
                node = self._closed(done, part.end())
                self._add(node, done.part)
            elif word in ("{", "["):
                if len(self.open) == MAX_DEPTH:
                    _fail(self.document, _TOO_DEEP, *part.span(2))
                self.open.append(_Open({} if word == "{" else [], part))
            else:
                node = Node(self.document, self._scalar(part, 2), part.start(2), part.end())
                self._add(node, part)
            if not self.open:
                break
        assert node is not None
        return node

    def _closed(self, done: _Open, end: int) -> Node:
        by_key = {member.key: member.node for member in done.members}
        members, elements = tuple(done.members), tuple(done.elements)
        return Node(self.document, done.value, done.part.start(2), end, by_key, members, elements)

    def _add(self, node: Node, part: re.Match[str]) -> None:
        """Puts a node into what stands around it."""
        if not self.open:
            return
        holder = self.open[-1]
        if isinstance(holder.value, list):
            holder.value.append(node.value)
            holder.elements.append(node)
        else:
            key = str(self._scalar(part, 1))
            holder.value[key] = node.value
            holder.members.append(Member(key, part.start(1), part.end(1), node))

    def _scalar(self, part: re.Match[str], group: int) -> Json:
        word = part[group]
        if word[0] != '"':
            return _WORDS[word] if word in _WORDS else _number(word)
        text = str(json.loads(word)) if "\\" in word else word[1:-1]
        if not text.isascii() and _HALF.search(text):
            _fail(self.document, "this text holds half of a character, which no file can hold", *part.span(group))
        return text


def _number(word: str) -> int | float:
    return int(word) if word.isdigit() else json.loads(word)
