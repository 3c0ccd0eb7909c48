"""Reads JSON and tells where each value stands, which the standard library does not.

Of a text that is known to be JSON one regular expression cuts the parts, and no recursion is needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import attrs

from flowc.definitions.embedded import Original
from flowc.definitions.json_check import MAX_DEPTH, SCALAR, STRING, check_json, refuse, refuse_depth
from flowc.source import Span
from flowc.vocabulary.widget import Json

# The first value in what follows, with its key where it has one; a closing bracket is in neither group.
_PART = re.compile(rf"[ \t\n\r,]*+(?:(?:({STRING})\s*:\s*)?({STRING}|{SCALAR}|[\[{{])|[\]}}])", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_WORDS: Mapping[str, Json] = {"true": True, "false": False, "null": None}


@attrs.frozen(eq=False)
class Node:
    """A value of a JSON text, with its offsets in it.

    `by_key` are the members of an object, of two with one key the last, as readers of JSON take it; `members` are
    all of them. `elements` are those of a list. Of other values all three are empty.
    """

    original: Original = attrs.field(repr=False)
    value: Json
    start: int
    end: int
    by_key: Mapping[str, Node] = attrs.field(factory=dict, repr=False)
    members: tuple[Member, ...] = attrs.field(default=(), repr=False)
    elements: tuple[Node, ...] = attrs.field(default=(), repr=False)

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return self.original.span(self.start, self.end)

    @property
    def text(self) -> str:
        """The value as it is written."""
        return self.original.text[self.start : self.end]

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
        return self.node.original.span(self.start, self.end)


def read_json(original: Original) -> Node:
    """The value that a whole text holds. Raises JsonError."""
    return _Reader(original, check_json(original)).read()


@attrs.define(eq=False)
class _Open:
    """An object or a list whose end has not come yet; `part` is what began it, with its key."""

    value: dict[str, Json] | list[Json]
    part: re.Match[str]
    members: list[Member] = attrs.field(factory=list)
    elements: list[Node] = attrs.field(factory=list)


class _Reader:
    """Builds the nodes of a text that is known to be JSON."""

    def __init__(self, original: Original, start: int) -> None:
        self.original = original
        self.start = start
        self.open: list[_Open] = []

    def read(self) -> Node:
        """The node of the whole value."""
        node: Node | None = None
        for part in _PART.finditer(self.original.text, self.start):
            word = part[2]
            if word is None:
                done = self.open.pop()
                node = self._closed(done, part.end())
                self._add(node, done.part)
            elif word in ("{", "["):
                if len(self.open) == MAX_DEPTH:
                    refuse_depth(self.original, *part.span(2))
                self.open.append(_Open({} if word == "{" else [], part))
            else:
                node = Node(self.original, self._scalar(part, 2), part.start(2), part.end())
                self._add(node, part)
            if not self.open:
                break
        assert node is not None
        return node

    def _closed(self, done: _Open, end: int) -> Node:
        by_key = {member.key: member.node for member in done.members}
        members, elements = tuple(done.members), tuple(done.elements)
        return Node(self.original, done.value, done.part.start(2), end, by_key, members, elements)

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
            refuse(self.original, "this text holds half of a character, which no file can hold", *part.span(group))
        return text


def _number(word: str) -> int | float:
    return int(word) if word.isdigit() else json.loads(word)
