"""Lays out `widget` declarations: names with commas, and modifiers in a block where they make a line long."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import attrs

from flowc.format.braces import on_lines
from flowc.format.laid import Laid
from flowc.format.layout import Layout
from flowc.format.lines import arrow_text, following, following_names, heading
from flowc.format.modifiers import VERB, is_modifier, is_option_line, is_word, modifier_words, modifiers
from flowc.format.rows import Row, Rows, rows_of
from flowc.format.settings import plain
from flowc.format.style import STEP, WIDTH
from flowc.format.values import Piece, compose, fits, flat, joined
from flowc.syntax.nodes import Argument, Assignment, Item, Statement, Token, arguments

# Lines that list names, and how many words come before these.
_LISTS: Mapping[str, int] = MappingProxyType(
    {"channels": 0, "entry": 0, "after": 0, "output": 0, "one-of": 0, "speaks": 1}
    | dict.fromkeys(
        ("or-after", "prompted", "alike", "notice", "notice-marked", "notice-denied", "notice-wished", "opt-out"), 0
    )
    | dict.fromkeys(("plain", "address", "words"), 0)
)
_BEHIND_NAMES = frozenset({"when", "unless", "required"})


def lay_declaration(layout: Layout, item: Statement) -> Laid:
    """`widget verb "type" { … }`."""
    head = [*heading(item), *following(arguments(item.parts))]
    if item.block is None:
        return plain([*head, arrow_text(item.arrow)], 0)
    rows = rows_of(item.block.entries)
    laid = [(row, _line(layout, row.item, STEP)) for row in rows.rows]
    return Laid(tuple(on_lines(head, rows, laid, arrow_text(item.arrow), 0)[0]))


def _line(layout: Layout, item: Item, indent: int) -> Laid:
    """A line of a declaration, or of a `verb` in it."""
    if isinstance(item, Assignment) or item.head is None or item.elses:
        return layout.item(item, indent)
    parts = arguments(item.parts)
    if is_option_line(item):
        return _option(layout, item, parts[0], parts[1:], indent)
    if item.head.text in _LISTS:
        start = _LISTS[item.head.text]
        end = next((at for at, part in enumerate(parts) if at >= start and _ends_names(part)), len(parts))
        names = [*following(parts[:start]), *following_names(parts[start:end]), *following(parts[end:])]
        return layout.body([*heading(item), *names], item, indent)
    lay = partial(_line, layout) if item.head.text == VERB else None
    return layout.body([*heading(item), *following(parts)], item, indent, lay)


def _ends_names(part: Argument) -> bool:
    return not isinstance(part, Token) or (part.type == "WORD" and part.text in _BEHIND_NAMES)


def _option(layout: Layout, item: Statement, typed: Argument, parts: list[Argument], indent: int) -> Laid:
    """`option name: type modifiers -> property`: modifiers on the line, or all in the block, one a line."""
    rows = rows_of(item.block.entries) if item.block else Rows[Item](())
    if not all(is_modifier(row.item) for row in rows.rows) or (parts and not is_word(parts[0])):
        return layout.body([*heading(item), *following([typed, *parts])], item, indent)
    head, tail = [*heading(item), *following([typed])], arrow_text(item.arrow)
    inside = [part for row in rows.rows for part in modifier_words(row.item)]
    if not rows.has_comment:
        found = _on_the_line(head, [*parts, *inside], tail, indent)
        if found is not None:
            return found
        every = [Row(modifier) for modifier in modifiers([*parts, *inside])]
    else:
        every = [Row(modifier) for modifier in modifiers(parts)]
        every += [one for row in rows.rows for one in _apart(row)]
    laid = [(row, plain(joined(row.item), indent + STEP)) for row in every]
    lines, opened = on_lines(head, rows, laid, tail, indent)
    return Laid(tuple(lines), comment_line=-1 if rows.has_comment else opened)


def _on_the_line(head: list[Piece], modifiers: list[Argument], tail: str, indent: int) -> Laid | None:
    """The option with its modifiers behind the type; None where they belong into a block."""
    line = [*head, *following(modifiers), tail]
    lines = compose(line, indent)
    is_open = len(lines) > 1 and all(len(one) <= WIDTH for one in lines) and not fits(flat([*head, " {"]), indent)
    if modifiers and not is_open and not fits(flat(line), indent):
        return None
    return Laid(tuple(lines), simple=len(lines) == 1)


def _apart(row: Row[Item]) -> list[Row[tuple[Argument, ...]]]:
    """The modifiers of a line, the first and the last with its comments."""
    found = [Row(modifier) for modifier in modifiers(modifier_words(row.item))]
    found[0] = attrs.evolve(found[0], above=row.above, blank=row.blank)
    found[-1] = attrs.evolve(found[-1], behind=row.behind)
    return found
