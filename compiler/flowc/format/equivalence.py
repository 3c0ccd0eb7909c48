"""What a text says apart from its layout: two texts that say the same compile to the same.

It is read from the tree by itself, so that a fault of the layout shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import Any

from flowc.format.modifiers import VERB, is_modifier, is_option_line, modifier_words
from flowc.format.names import Names
from flowc.language import DEFAULT, PROPERTY, WIDGET
from flowc.syntax.nodes import (
    Argument,
    Arrow,
    Assignment,
    Block,
    Call,
    File,
    Item,
    List,
    Statement,
    Token,
    Typed,
    alternatives,
    arguments,
    items,
    tokens,
)
from flowc.syntax.strings import STRING_TYPES, decode

# Nested tuples of words.
Meaning = tuple[Any, ...]

_COMMENTS = frozenset({"COMMENT", "DOC_COMMENT"})


def comments(file: File) -> Counter[str]:
    """The comments of a file, without the blanks at their ends."""
    return Counter(token.text.rstrip(" \t") for token in tokens(file) if token.type in _COMMENTS)


def meaning(file: File, names: Names) -> Meaning:
    """What the statements of a file say, options under their short names."""
    return _Reader(names).lines(items(file.entries), "", _Scope.FILE)


class _Scope(Enum):
    """Whether lines are those of a declaration, whose options have modifiers, or could begin one."""

    FILE = auto()
    DECLARATION = auto()
    OTHER = auto()

    def inside(self, line: Statement, verb: str) -> _Scope:
        """The scope of the lines in a statement's block."""
        is_one = (self is _Scope.FILE and verb == WIDGET) or (self is _Scope.DECLARATION and verb == VERB)
        return _Scope.DECLARATION if is_one and not line.elses else _Scope.OTHER


class _Reader:
    """Reads the statements of one file."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def lines(self, lines: Iterable[Item], verb: str, scope: _Scope = _Scope.OTHER) -> Meaning:
        """The lines of a block: options with blocks, then all others, each in their order."""
        options: list[Meaning] = []
        others: list[Meaning] = []
        for line in lines:
            if isinstance(line, Assignment):
                others.append(self._option(line, "", 0))
                continue
            is_option = self.names.is_block_option(verb, line) or (line.head and line.head.text == PROPERTY)
            (options if is_option else others).append(self._statement(line, verb if is_option else "", scope))
        return tuple(options), tuple(others)

    def _statement(self, line: Statement, owner: str, scope: _Scope) -> Meaning:
        """A statement; `owner` is the verb of which it is an option."""
        head = line.head
        verb = head.text if head is not None and head.type == "WORD" else ""
        if head is not None and owner and head.text != PROPERTY:
            head = self.names.short(owner, head)
        inner = items(line.block.entries) if line.block else []
        parts = arguments(line.parts)
        if scope is _Scope.DECLARATION and is_option_line(line) and all(map(is_modifier, inner)):
            # The lines of the block go on where the arguments end.
            return (
                verb,
                self._values([*parts, *(word for item in inner for word in modifier_words(item))]),
                self._rest(line),
            )
        assigned = [item for item in inner if isinstance(item, Assignment)]
        others = [item for item in inner if isinstance(item, Statement)]
        if verb == DEFAULT:
            verbs = [part.text for part in parts if isinstance(part, Token)]
            return verb, self._values(parts), self._default(verbs, assigned), self.lines(others, ""), self._rest(line)
        return (
            None if head is None else self._token(head),
            self._arguments([*parts, *assigned], verb),
            self.lines(others, verb, scope.inside(line, verb)),
            self._rest(line),
        )

    def _rest(self, line: Statement) -> Meaning:
        """The label, the `else`s and the arrow."""
        return (
            line.label and self._token(line.label.name),
            tuple((self._values(arguments(branch.parts)), self._body(branch.body)) for branch in line.elses),
            line.arrow and self._token(line.arrow.target),
        )

    def _body(self, body: Block | Arrow) -> Meaning:
        if isinstance(body, Arrow):
            return "->", self._token(body.target)
        return "{", self.lines(items(body.entries), "")

    def _arguments(self, parts: Sequence[Argument], verb: str) -> Meaning:
        """The arguments in their order, and the options in theirs, wherever these stand."""
        by_place: list[Meaning] = []
        named: list[Meaning] = []
        for part in parts:
            if isinstance(part, Assignment):
                # How many arguments stand before it matters where it may change which of them is which.
                place = 0 if self.names.is_harmless(verb, part.key) else len(by_place)
                named.append(self._option(part, verb, place))
            else:
                by_place.append(self._value(part))
        return tuple(by_place), tuple(named)

    def _default(self, verbs: Sequence[str], options: Iterable[Assignment]) -> Meaning:
        """The options that a `default` gives to verbs."""
        return tuple((self._token(self.names.short_of_all(verbs, one.key)), self._value(one.value)) for one in options)

    def _option(self, node: Assignment, verb: str, place: int) -> Meaning:
        return self._token(self.names.short(verb, node.key)), self._value(node.value), place

    def _values(self, nodes: Iterable[Argument]) -> Meaning:
        return tuple(self._value(node) for node in nodes)

    def _value(self, node: Argument) -> Meaning:
        if isinstance(node, Token):
            return self._token(node)
        if isinstance(node, Assignment):
            return "=", self._token(node.key), self._value(node.value)
        if isinstance(node, Typed):
            default = None if node.default is None else self._value(node.default)
            return ":", self._token(node.name), self._values(alternatives(node)), default
        name = self._token(node.name) if isinstance(node, Call) else None
        return "[" if isinstance(node, List) else "(", name, self._values(arguments(node.parts))

    def _token(self, token: Token) -> Meaning:
        return token.type, decode(token) if token.type in STRING_TYPES else token.text
