"""Rows that are laid out: lined up with their neighbours, and put below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from flowc.format.rows import Comment, Row
from flowc.format.style import LONGEST_ALIGNED, WIDTH, blanks
from flowc.format.values import behind


@attrs.frozen
class Laid:
    """The lines of one item; the first is not indented, the others are.

    `left` is how many characters stand before the sign that is lined up with those of its neighbours,
    where there is one; `simple` that the item has one line and no braces; `comment_line` the line behind
    which the comment of the item stands.
    """

    lines: tuple[str, ...]
    left: int | None = None
    simple: bool = False
    comment_line: int = -1


# What was laid out is no longer asked what it was.
LaidRow = tuple[Row[Any], Laid]


def only_simple(rows: Sequence[LaidRow]) -> str | None:
    """The text of the only row, if it is simple and has no comment; else None."""
    if len(rows) != 1 or rows[0][0].has_comment or not rows[0][1].simple:
        return None
    return rows[0][1].lines[0]


def stacked(rows: Sequence[LaidRow], closing: Sequence[Comment], indent: int) -> list[str]:
    """The rows below each other with their comments and blank lines, none of which comes first."""
    margin = blanks(indent)
    lines: list[str] = []
    for row, laid in aligned(rows, indent):
        for comment in row.above:
            _add(lines, [margin + comment.text], blank=comment.blank)
        own = [margin + laid.lines[0], *laid.lines[1:]]
        own[laid.comment_line] += behind(row.behind)
        _add(lines, own, blank=row.blank)
    for comment in closing:
        _add(lines, [margin + comment.text], blank=comment.blank)
    return lines


def _add(lines: list[str], more: list[str], *, blank: bool) -> None:
    if blank and lines:
        lines.append("")
    lines += more


def aligned(rows: Sequence[LaidRow], indent: int) -> list[LaidRow]:
    """The rows with the signs of neighbours below each other. A blank line or a comment parts neighbours."""
    found: list[LaidRow] = []
    run: list[LaidRow] = []
    for row, laid in rows:
        if run and (laid.left is None or row.above or row.blank):
            found += _aligned_run(run, indent)
            run = []
        if laid.left is None:
            found.append((row, laid))
        else:
            run.append((row, laid))
    return found + _aligned_run(run, indent)


def _aligned_run(run: list[LaidRow], indent: int) -> list[LaidRow]:
    lefts = [laid.left for _, laid in run if laid.left is not None and laid.left <= LONGEST_ALIGNED]
    column = max(lefts, default=0)
    return [(row, _padded(laid, column, indent)) for row, laid in run]


def _padded(laid: Laid, column: int, indent: int) -> Laid:
    """An item with its sign at a column, unless its line would become too long."""
    assert laid.left is not None
    first = laid.lines[0]
    missing = column - laid.left
    if missing <= 0 or indent + len(first) + missing > WIDTH:
        return laid
    return attrs.evolve(laid, lines=(first[: laid.left] + " " * missing + first[laid.left :], *laid.lines[1:]))
