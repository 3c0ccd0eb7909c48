"""The syntax tree: attrs nodes that hold every character of the text they were read from.

Fields stand in the order of the source, so that printing a node is printing its fields.
A token carries the blanks before it; line ends, comments, commas and braces are tokens too.

A text with mistakes has a tree of the same kind. What could not be read is a token of type BROKEN,
which may stand wherever a word may; what had to be added is a token without text; and what had to be
left out stands among the blanks of the token behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from flowc.source import Source, Span


@attrs.frozen
class Token:
    """A terminal of the grammar: its type there, its text, its place, and the blanks before it."""

    type: str
    text: str
    start: int
    leading: str = ""

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.start + len(self.text)


@attrs.frozen
class Label:
    """`name:` before a statement."""

    name: Token
    colon: Token


@attrs.frozen
class Arrow:
    """`-> target`."""

    sign: Token
    target: Token


@attrs.frozen
class List:
    """`[a, b]`; `parts` holds the elements with the commas, line ends and comments between them."""

    open: Token
    parts: tuple[Part, ...]
    close: Token


@attrs.frozen
class Call:
    """`name(a, key=b, c: type)`."""

    name: Token
    open: Token
    parts: tuple[Part, ...]
    close: Token


@attrs.frozen
class Assignment:
    """`key = value`, as an item of a block or as an argument."""

    key: Token
    equals: Token
    value: Value


@attrs.frozen
class Typed:
    """`name: type | type = default`; `types` holds the alternatives with the bars between them."""

    name: Token
    colon: Token
    types: tuple[Value, ...]
    equals: Token | None = None
    default: Value | None = None


@attrs.frozen
class Block:
    """`{ … }`."""

    open: Token
    entries: tuple[Entry, ...]
    close: Token


@attrs.frozen
class Else:
    """`else arguments { … }` or `else arguments -> target`, behind a block."""

    keyword: Token
    parts: tuple[Part, ...]
    body: Block | Arrow


@attrs.frozen
class Statement:
    """`label: head arguments`, with an arrow, or a block and its `else`s, or only an arrow.

    `parts` holds the arguments with the commas between them. A statement without a head is a
    bare arrow.
    """

    label: Label | None = None
    head: Token | None = None
    parts: tuple[Part, ...] = ()
    block: Block | None = None
    elses: tuple[Else, ...] = ()
    arrow: Arrow | None = None


@attrs.frozen
class Other:
    """What a rule gives that this module has no class for: a grammar may be extended."""

    rule: str
    parts: tuple[Node, ...]


@attrs.frozen
class File:
    """A whole text: its statements, and the blanks before its end."""

    entries: tuple[Entry, ...]
    end: Token


# A token among the parts of a list, or the entries of a block, is punctuation or a value: types
# in PUNCTUATION tell them apart.
Value = Token | List | Call
Argument = Value | Assignment | Typed
Part = Argument
Item = Statement | Assignment
Entry = Item | Token | Other
Node = Token | Label | Arrow | List | Call | Assignment | Typed | Block | Else | Statement | Other | File

# The type of a stretch of text that could not be read.
BROKEN = "BROKEN"

PUNCTUATION = frozenset({"COMMA", "BAR", "NEWLINE", "SEMICOLON", "COMMENT", "DOC_COMMENT"})
LINE_ENDS = frozenset({"NEWLINE", "SEMICOLON"})


def arguments(parts: tuple[Part, ...]) -> list[Argument]:
    """The arguments among the parts of a statement, a list or a call."""
    return [part for part in parts if not (isinstance(part, Token) and part.type in PUNCTUATION)]


def items(entries: tuple[Entry, ...]) -> list[Item]:
    """The statements and assignments among the entries of a block or a file."""
    return [entry for entry in entries if isinstance(entry, Statement | Assignment)]


def alternatives(node: Typed) -> list[Value]:
    """The types of a typed argument, without the bars."""
    return [part for part in node.types if not (isinstance(part, Token) and part.type == "BAR")]


def is_broken(item: Item) -> bool:
    """Whether a part of a statement could not be read, so that nothing can be missed in it.

    What stands in its blocks is not looked at: each statement there answers for itself.
    """
    own: object = item
    if isinstance(item, Statement):
        own = (item.label, item.head, item.parts, item.arrow, *(_own(branch) for branch in item.elses))
    return any(token.type == BROKEN for token in _tokens(own))


def _own(branch: Else) -> object:
    return (branch.parts, branch.body if isinstance(branch.body, Arrow) else None)


def tokens(node: Node) -> Iterator[Token]:
    """All tokens of a node, in the order of the source. Depth costs no recursion."""
    return _tokens(node)


def _tokens(node: object) -> Iterator[Token]:
    stack: list[Any] = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, Token):
            yield top
        elif isinstance(top, tuple):
            stack.extend(reversed(top))
        elif top is not None:
            stack.extend(_backwards(top))


def children(node: Node) -> Iterator[Node]:
    """The nodes and tokens that a node holds itself, in the order of the source."""
    for value in [] if isinstance(node, Token) else reversed([*_backwards(node)]):
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def first_token(node: Node) -> Token:
    """The first token of a node."""
    return next(tokens(node))


def last_token(node: Node) -> Token:
    """The last token of a node."""
    current: Any = node
    while not isinstance(current, Token):
        if isinstance(current, tuple):
            current = current[-1]
        else:
            current = next(value for value in _backwards(current) if value is not None and value != ())
    return current


def span(source: Source, first: Node, last: Node | None = None) -> Span:
    """The place of a node, or from the first node to the last."""
    return Span(source, first_token(first).start, last_token(last or first).end)


def _backwards(node: object) -> Iterator[Any]:
    """What a node holds, the last first."""
    cls: Any = type(node)
    return (getattr(node, name) for name in _fields(cls))


@cache
def _fields(cls: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    """The names of a node's fields, the last first."""
    return tuple(field.name for field in reversed(attrs.fields(cls)) if field.name != "rule")
