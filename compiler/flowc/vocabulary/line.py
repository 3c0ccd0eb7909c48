"""A line of a declaration, read word by word."""

from __future__ import annotations

import attrs

from flowc.source import Source, Span
from flowc.syntax.nodes import (
    BROKEN,
    Argument,
    Assignment,
    Item,
    List,
    Node,
    Statement,
    Token,
    Typed,
    Value,
    arguments,
    span,
    tokens,
)
from flowc.syntax.strings import STRING_TYPES, decode
from flowc.vocabulary.widget import Condition

_CONDITIONALS = {"when": False, "unless": True}
_OPTIONS = ("arg", "option")
_REPORTED = frozenset({BROKEN, "UNQUOTED", "BROKEN_STRING"})


class DeclarationError(Exception):
    """A part of a declaration that cannot be read: the reason in words, and the node."""

    def __init__(self, reason: str, node: Node) -> None:
        super().__init__(reason)
        self.reason = reason
        self.node = node


class Line:
    """A statement of a declaration; `parts` are the arguments that nobody has taken yet."""

    def __init__(self, source: Source, statement: Statement, documentation: str) -> None:
        self.source = source
        self.statement = statement
        self.documentation = documentation
        self.parts = arguments(statement.parts)
        self.last: Node = statement.head or statement

    def place(self, node: Node | None = None) -> Span:
        """Where a node stands, or the whole line."""
        return span(self.source, node or self.statement)

    def word(self) -> Token | None:
        """The next word, if a word comes next."""
        part = self.parts[0] if self.parts else None
        if isinstance(part, Token) and part.type not in STRING_TYPES:
            self._take(part)
            return part
        return None

    def value(self) -> Value:
        """The next value. Raises DeclarationError where there is none."""
        part = self.parts[0] if self.parts else None
        if part is None or isinstance(part, Assignment | Typed):
            raise DeclarationError("a value is missing", part or self.last)
        self._take(part)
        return part

    def text(self) -> str:
        """The next value as a text."""
        return text_of(self.value())

    def token(self) -> Token:
        """The next word, number or string."""
        value = self.value()
        text_of(value)
        assert isinstance(value, Token)
        return value

    def names(self) -> list[Token]:
        """The words and strings that come next, up to a condition; there has to be one."""
        found = []
        while self.parts and isinstance(self.parts[0], Token) and self.parts[0].text not in _CONDITIONALS:
            found.append(self.token())
        if not found:
            raise DeclarationError("a name is missing", self.parts[0] if self.parts else self.last)
        return found

    def conditions(self, *, negated: bool) -> tuple[Condition, ...]:
        """`property=value …`, behind `when` or `unless`."""
        found = []
        while self.parts and isinstance(self.parts[0], Assignment):
            part = self.parts[0]
            self._take(part)
            found.append(Condition(text_of(part.key), text_of(part.value), negated))
        if not found:
            raise DeclarationError("a condition `property=value` is missing", self.last)
        return tuple(found)

    def last_conditions(self) -> tuple[Condition, ...]:
        """`when property=value …` or `unless …` at the end of the line; nothing else may come."""
        found: list[Condition] = []
        while self.parts:
            word = self.word()
            if word is None or word.text not in _CONDITIONALS:
                raise DeclarationError("a condition begins with `when` or `unless`", word or self.parts[0])
            found += self.conditions(negated=_CONDITIONALS[word.text])
        return tuple(found)

    def end(self) -> None:
        """Raises DeclarationError where something is left."""
        if self.parts:
            raise DeclarationError("nothing more is expected here", self.parts[0])

    def _take(self, part: Argument) -> None:
        del self.parts[0]
        self.last = part


def is_reported(item: Item) -> bool:
    """Whether syntax has complained of a line, so that nothing more need be said of it.

    The lines in the block of a statement answer for themselves, except where the block holds modifiers.
    """
    own = item
    if isinstance(item, Statement) and (item.head is None or item.head.text not in _OPTIONS):
        own = attrs.evolve(item, block=None)
    return any(token.type in _REPORTED or not token.text for token in tokens(own))


def text_of(node: Argument) -> str:
    """The text of a word, number or string. Raises DeclarationError for anything else."""
    if isinstance(node, Token):
        return decode(node) if node.type in STRING_TYPES else node.text
    found = "a list" if isinstance(node, List) else "this"
    raise DeclarationError(f"a word or a text is wanted, and {found} is neither", node)
