"""Lays out a statement that is a widget: its options behind the verb where all fit, else in its block.

Options stand together: all on the line, or all in the block, where they come first, each under its
name, and exits below them behind a blank line.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from flowc.format.braces import on_lines, on_one_line
from flowc.format.laid import Laid, LaidRow
from flowc.format.lines import arrow_text, following, heading
from flowc.format.names import Names
from flowc.format.rows import Row, Rows, rows_of
from flowc.format.style import STEP
from flowc.format.values import Piece, compose, fits, flat
from flowc.language import MENU, PROPERTY, SPLIT
from flowc.syntax.nodes import Argument, Assignment, Item, Statement, Token, arguments

LayItem = Callable[[Item, int], Laid]


@attrs.frozen
class Parts:
    """A statement taken apart.

    `lead` is what stays behind the verb; `options` are all options in their order, wherever they were
    written; `others` the further options of its block, which stay there; `exits` the other lines.
    `block` is what stood in braces, None where there were none.
    """

    statement: Statement
    lead: tuple[Argument, ...]
    options: tuple[Row[Item], ...]
    others: tuple[Row[Item], ...]
    exits: tuple[Row[Item], ...]
    block: Rows[Item] | None


def take_apart(statement: Statement, names: Names) -> Parts:
    """The parts of a statement, its options under their names."""
    verb = statement.head.text if statement.head and statement.head.type == "WORD" else ""
    lead, inline = _arguments(arguments(statement.parts), verb, names)
    options: list[Row[Item]] = [Row(_renamed(part, verb, names)) for part in inline]
    others: list[Row[Item]] = []
    exits: list[Row[Item]] = []
    block = rows_of(statement.block.entries) if statement.block else None
    for row in block.rows if block else ():
        item = row.item
        if isinstance(item, Assignment):
            options.append(attrs.evolve(row, item=_renamed(item, verb, names)))
        elif names.is_block_option(verb, item):
            assert isinstance(item, Statement)
            assert item.head is not None
            others.append(attrs.evolve(row, item=attrs.evolve(item, head=names.short(verb, item.head))))
        else:
            (others if _is_property(item) else exits).append(row)
    lead = tuple(_renamed(part, verb, names) if isinstance(part, Assignment) else part for part in lead)
    return Parts(statement, lead, tuple(options), tuple(others), tuple(exits), block)


def _arguments(parts: list[Argument], verb: str, names: Names) -> tuple[tuple[Argument, ...], tuple[Assignment, ...]]:
    """What stays behind the verb, and the options behind it.

    An option before an argument goes behind it, unless that might change which argument is which.
    """
    behind_last = 1 + max((at for at, part in enumerate(parts) if not isinstance(part, Assignment)), default=-1)
    lead, inline = parts[:behind_last], [part for part in parts[behind_last:] if isinstance(part, Assignment)]
    early = [part for part in lead if isinstance(part, Assignment)]
    if early and all(names.is_harmless(verb, part.key) for part in early):
        return tuple(part for part in lead if not isinstance(part, Assignment)), (*early, *inline)
    return tuple(lead), tuple(inline)


def _renamed(option: Assignment, verb: str, names: Names) -> Assignment:
    key = names.short(verb, option.key)
    return option if key is option.key else attrs.evolve(option, key=key)


def _is_property(item: Item) -> bool:
    return isinstance(item, Statement) and item.head is not None and item.head.text == PROPERTY and not item.label


def lay_step(parts: Parts, indent: int, lay_other: LayItem, lay_exit: LayItem) -> Laid:
    """The lines of a statement."""
    statement = parts.statement
    head = [*heading(statement), *following(parts.lead)]
    tail = arrow_text(statement.arrow)
    rows = parts.block or Rows[Item](())
    others = [(row, lay_other(row.item, indent + STEP)) for row in parts.others]
    exits = [(row, lay_exit(row.item, indent + STEP)) for row in parts.exits]
    inner = _grouped([], others, exits)
    if _may_be_inline(parts, inner, rows):
        found = _inline(parts, [*head, *following(_options(parts))], rows, inner, tail, indent)
        if found is not None:
            return found
    options = [(row, lay_other(row.item, indent + STEP)) for row in parts.options]
    everything = _grouped(options, others, exits)
    lines, opened = on_lines(head, rows, everything, tail, indent)
    # Behind the `}` a comment would speak of the options no more.
    only_options = not parts.exits and not parts.others and not rows.has_comment
    return Laid(tuple(lines), comment_line=opened if only_options and everything else -1)


def _options(parts: Parts) -> list[Argument]:
    return [row.item for row in parts.options if isinstance(row.item, Assignment)]


def _may_be_inline(parts: Parts, inner: list[LaidRow], rows: Rows[Item]) -> bool:
    """Whether no comment needs the options, or the block, to be where they are."""
    if any(row.has_comment for row in parts.options):
        return False
    return bool(inner) or not rows.has_loose_comment or not parts.options


def _inline(
    parts: Parts, head: list[Piece], rows: Rows[Item], inner: list[LaidRow], tail: str, indent: int
) -> Laid | None:
    """The statement with its options behind the verb; None where they do not fit there."""
    if not inner and not rows.has_loose_comment:
        is_bare = _may_lose_braces(parts)
        line = [*head, tail if is_bare else f" {{ }}{tail}"]
        if parts.options and not fits(flat(line), indent):
            return None
        lines = compose(line, indent)
        return Laid(tuple(lines), simple=is_bare and len(lines) == 1)
    text = None if _is_table(parts.statement) else on_one_line(head, rows, inner, tail, indent)
    if text is not None:
        return Laid((text,))
    if parts.options:
        text = flat([*head, " {"])
        if not fits(text, indent):
            return None
    lines, _ = on_lines(head, rows, inner, tail, indent)
    return Laid(tuple(lines))


def _is_table(statement: Statement) -> bool:
    """Whether the lines of a statement are read as a table, which keeps its form with a single line."""
    return statement.head is not None and statement.head.text in (MENU, SPLIT)


def _may_lose_braces(parts: Parts) -> bool:
    """Whether a statement without lines in its block needs no braces."""
    statement = parts.statement
    if parts.block is None:
        return True
    if _is_table(statement):
        return False
    # An arrow directly behind a word may be read as that word's value.
    last = parts.lead[-1] if parts.lead and not parts.options else None
    return statement.arrow is None or not (isinstance(last, Token) and last.type == "WORD")


def _grouped(options: list[LaidRow], others: list[LaidRow], exits: list[LaidRow]) -> list[LaidRow]:
    """Options, further options and exits below each other, with blank lines where one kind follows another."""
    found = [*options]
    for row, laid in others:
        is_new = bool(found) and _has_block(row.item) != _has_block(found[-1][0].item)
        found.append((row.with_blank_above() if is_new else row, laid))
    for number, (row, laid) in enumerate(exits):
        found.append((row.with_blank_above() if found and not number else row, laid))
    return found


def _has_block(item: Item) -> bool:
    return isinstance(item, Statement) and item.block is not None
