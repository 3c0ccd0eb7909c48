"""Python expressions, written as `ruff format` writes them: what comes out of here it leaves as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import attrs

WIDTH = 120
_INDENT = "    "
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


@attrs.frozen
class Atom:
    """An expression that is never broken: a name, a number, a text."""

    text: str


@attrs.frozen
class Call:
    """A call with its arguments; the first of each pair is the name it is given by, "" by its position."""

    function: str
    arguments: tuple[tuple[str, Expression], ...]


@attrs.frozen
class Sequence:
    """A list, or (`(`) a tuple of at least two."""

    opening: str
    items: tuple[Expression, ...]


@attrs.frozen
class Dict:
    """A dictionary with texts as keys; the comments of an entry stand above it."""

    entries: tuple[tuple[str, Expression, tuple[str, ...]], ...]


Expression = Atom | Call | Sequence | Dict

_CLOSING = {"[": "]", "(": ")", "{": "}"}


def literal(value: object) -> Expression:
    """The expression of a JSON value; what is a list or an object in it stays one."""
    if isinstance(value, str):
        return Atom(string(value))
    if isinstance(value, list):
        return Sequence("[", tuple(map(literal, value)))
    if isinstance(value, dict):
        return Dict(tuple((key, literal(one), ()) for key, one in value.items()))
    return Atom(repr(value))


def string(text: str) -> str:
    """A text as a literal of Python: in double quotes, unless single ones take fewer escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + "".join(map(_escaped, text)).replace(quote, f"\\{quote}") + quote


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return char if char.isprintable() else char.encode("unicode_escape").decode("ascii")


def written(expression: Expression, before: str = "", behind: str = "", indent: str = "") -> list[str]:
    """The lines of an expression, with what stands before it on its first line and behind it on its last."""
    flat = _flat(expression)
    if flat is not None and _fits(f"{indent}{before}{flat}{behind}"):
        return [f"{indent}{before}{flat}{behind}"]
    if flat is not None and (isinstance(expression, Atom) or not any(_items(expression))):
        return [f"{indent}{before}{flat}{behind}"]
    assert not isinstance(expression, Atom)
    inner = indent + _INDENT
    opening = f"{expression.function}(" if isinstance(expression, Call) else _opening(expression)
    joined = _joined(expression, inner)
    # What stands alone in a call gets no comma.
    comma = "" if isinstance(expression, Call) and len(expression.arguments) == 1 else ","
    items = [line for item in _items(expression) for line in _item(item, comma, inner)]
    lines = items if joined is None else [joined]
    return [f"{indent}{before}{opening}", *lines, f"{indent}{_CLOSING[opening[-1]]}{behind}"]


Item = tuple[str, Expression, tuple[str, ...]]


def _items(expression: Call | Sequence | Dict) -> Iterator[Item]:
    """What stands between the brackets: what is before an item, the item, the comments above it."""
    if isinstance(expression, Call):
        yield from ((f"{name}=" if name else "", one, ()) for name, one in expression.arguments)
    elif isinstance(expression, Dict):
        yield from ((f"{string(key)}: ", one, comments) for key, one, comments in expression.entries)
    else:
        yield from (("", one, ()) for one in expression.items)


def _item(item: Item, comma: str, indent: str) -> list[str]:
    before, expression, comments = item
    return [*(f"{indent}{comment}" for comment in comments), *written(expression, before, comma, indent)]


def _joined(expression: Call | Sequence | Dict, indent: str) -> str | None:
    """The arguments of a call on one line between its brackets; collections have an item a line there."""
    flat = _flat_items(_items(expression)) if isinstance(expression, Call) else None
    return f"{indent}{flat}" if flat is not None and _fits(f"{indent}{flat}") else None


def _flat(expression: Expression) -> str | None:
    """An expression on one line; None where a comment stands in it."""
    if isinstance(expression, Atom):
        return expression.text
    inner = _flat_items(_items(expression))
    if inner is None:
        return None
    opening = f"{expression.function}(" if isinstance(expression, Call) else _opening(expression)
    return f"{opening}{inner}{_CLOSING[opening[-1]]}"


def _flat_items(items: Iterable[Item]) -> str | None:
    parts = []
    for before, expression, comments in items:
        flat = _flat(expression)
        if flat is None or comments:
            return None
        parts.append(before + flat)
    return ", ".join(parts)


def _opening(expression: Sequence | Dict) -> str:
    return expression.opening if isinstance(expression, Sequence) else "{"


def _fits(line: str) -> bool:
    return width(line) <= WIDTH


def width(text: str) -> int:
    """How many columns a text takes: wide characters take two, marks that are set upon others none."""
    return sum(map(_columns, text)) if not text.isascii() else len(text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
