"""What stands on the line of a statement before its braces: label, head, arguments and arrow."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.format.values import Piece, joined, pieces
from flowc.language import OR
from flowc.syntax.nodes import Argument, Arrow, Assignment, Statement, Token


def heading(statement: Statement) -> list[Piece]:
    """The label and the head of a statement."""
    label: list[Piece] = [f"{statement.label.name.text}:"] if statement.label else []
    head: list[Piece] = [*pieces(statement.head)] if statement.head else []
    return [*label, " ", *head] if label and head else [*label, *head]


def arrow_text(arrow: Arrow | None) -> str:
    """An arrow behind something."""
    return f" -> {arrow.target.text}" if arrow else ""


def following(parts: Sequence[Argument]) -> list[Piece]:
    """Arguments behind a head."""
    return [" ", *joined(parts)] if parts else []


def names(parts: Sequence[Argument]) -> list[Piece]:
    """Names with commas between them: `busy, noAnswer`; none beside an `or`: `1 or "sales"`."""
    found: list[Piece] = []
    for number, part in enumerate(parts):
        if number:
            found.append(", " if _is_name(part) and _is_name(parts[number - 1]) else " ")
        found += pieces(part)
    return found


def following_names(parts: Sequence[Argument]) -> list[Piece]:
    """Names behind a head."""
    return [" ", *names(parts)] if parts else []


def _is_name(part: Argument) -> bool:
    return isinstance(part, Token) and not (part.type == "WORD" and part.text == OR)


def assigned(parts: Sequence[Argument]) -> list[Piece]:
    """`name = value` behind a head, as `const` and `property` have it."""
    found: list[Piece] = []
    for number, part in enumerate(parts):
        is_next = number > 0 and isinstance(part, Assignment) and isinstance(parts[number - 1], Assignment)
        found.append(", " if is_next else " ")
        found += pieces(part, " = ")
    return found
