"""Puts rows between braces: on the line of their head where they are few and short, else below it."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.format.laid import Laid, LaidRow, only_simple, stacked
from flowc.format.rows import Rows
from flowc.format.style import SHORT, STEP, blanks
from flowc.format.values import Piece, behind, compose, fits, flat
from flowc.syntax.nodes import Item


def on_one_line(head: Sequence[Piece], rows: Rows[Item], laid: Sequence[LaidRow], tail: str, indent: int) -> str | None:
    """`head { item } tail` for a single simple item, where it is short, fits, and no comment is in the way."""
    text = None if rows.has_loose_comment else only_simple(laid)
    return None if text is None else short(head, text, tail, indent)


def settings_on_one_line(
    head: Sequence[Piece], rows: Rows[Item], laid: Sequence[LaidRow], tail: str, indent: int
) -> str | None:
    """`head { key = value; key = value } tail`, where it is short, fits, and no comment is in the way."""
    if rows.has_comment or not laid or not all(one.simple and one.left is not None for _, one in laid):
        return None
    return short(head, "; ".join(one.lines[0] for _, one in laid), tail, indent)


def short(head: Sequence[Piece], text: str, tail: str, indent: int) -> str | None:
    """`head { text } tail`, where the text is short and all of it fits."""
    before = flat(head)
    line = None if before is None or len(text) > SHORT else f"{before} {{ {text} }}{tail}"
    return line if fits(line, indent) else None


def on_lines(
    head: Sequence[Piece], rows: Rows[Item], laid: Sequence[LaidRow], tail: str, indent: int
) -> tuple[list[str], int]:
    """`head {`, the rows, and `}` with the tail; and on which line the `{` stands. Without rows `head { }`."""
    if not laid and not rows.has_loose_comment:
        lines = compose([*head, f" {{ }}{tail}"], indent)
        return lines, len(lines) - 1
    lines = compose([*head, " {"], indent)
    opened = len(lines) - 1
    lines[opened] += behind(rows.opening)
    lines += stacked(laid, rows.closing, indent + STEP)
    return [*lines, f"{blanks(indent)}}}{tail}"], opened


def line_or_lines(
    line: str | None, head: Sequence[Piece], rows: Rows[Item], laid: Sequence[LaidRow], tail: str, indent: int
) -> Laid:
    """The one line, if there is one, or `head {` with the rows below it."""
    if line is not None:
        return Laid((line,))
    return Laid(tuple(on_lines(head, rows, laid, tail, indent)[0]))
