"""Lays out assignments on lines of their own, and blocks of nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flowc.format.braces import line_or_lines, settings_on_one_line
from flowc.format.laid import Laid
from flowc.format.lines import assigned, heading
from flowc.format.rows import Rows
from flowc.format.style import STEP
from flowc.format.values import Piece, compose, flat, pieces
from flowc.syntax.nodes import Assignment, Item, Statement, Token, arguments

Rename = Callable[[Token], Token]
LayItem = Callable[[Item, int], Laid]


def plain(line: Sequence[Piece], indent: int) -> Laid:
    """A line without braces."""
    lines = compose(line, indent)
    return Laid(tuple(lines), simple=len(lines) == 1)


def setting(item: Assignment, indent: int) -> Laid:
    """`key = value`, whose sign is lined up also where the value has several lines."""
    lines = compose([*pieces(item, " = ")], indent)
    return Laid(tuple(lines), left=len(item.key.text), simple=len(lines) == 1)


def property_line(item: Statement, indent: int) -> Laid:
    """`property "name" = value`."""
    head, parts = flat(heading(item)) or "", arguments(item.parts)
    lines = compose([head, *assigned(parts)], indent)
    first = parts[0] if parts else None
    left = len(head) + 1 + len(first.key.text) if isinstance(first, Assignment) else None
    return Laid(tuple(lines), left=left, simple=len(lines) == 1)


def same_name(key: Token) -> Token:
    """The name as it is written."""
    return key


def settings(
    head: Sequence[Piece], rows: Rows[Item], tail: str, indent: int, rename: Rename, lay_other: LayItem
) -> Laid:
    """`head { key = value; … }`: all on one line if they fit, else one a line."""
    laid = []
    for row in rows.rows:
        item = row.item
        if isinstance(item, Assignment):
            one = setting(Assignment(rename(item.key), item.equals, item.value), indent + STEP)
        else:
            one = lay_other(item, indent + STEP)
        laid.append((row, one))
    return line_or_lines(settings_on_one_line(head, rows, laid, tail, indent), head, rows, laid, tail, indent)
