"""Lays out a whole file: the statements at its top, and blank lines between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from flowc import language
from flowc.format.declarations import lay_declaration
from flowc.format.laid import Laid, LaidRow, stacked
from flowc.format.layout import Layout
from flowc.format.lines import arrow_text, assigned, following, following_names, heading
from flowc.format.rows import Rows, rows_of
from flowc.format.settings import plain, same_name, settings
from flowc.format.steps import lay_step, take_apart
from flowc.syntax.nodes import File, Item, Statement, Token, arguments

_EXIT = "exit"
_OUTPUT = "output"
_FAILURE = "failure"
# The lines of a test that list names, with commas between them.
_LISTING = ("passes", "avoids")


def lay_file(layout: Layout, file: File) -> list[str]:
    """The lines of a file. What has several lines has a blank line above and below."""
    rows = rows_of(file.entries, is_file=True)
    laid: list[LaidRow] = []
    for row in rows.rows:
        one = _statement(layout, row.item)
        has_lines = len(one.lines) > 1 or bool(laid and len(laid[-1][1].lines) > 1)
        laid.append((row.with_blank_above() if laid and has_lines else row, one))
    return stacked(laid, rows.closing, 0)


def _statement(layout: Layout, item: Item) -> Laid:
    if isinstance(item, Statement) and item.head is not None and item.head.type == "WORD" and not item.elses:
        lay = _STATEMENTS.get(item.head.text)
        if lay is not None:
            return lay(layout, item)
    return layout.item(item, 0)


def _entry(layout: Layout, item: Statement) -> Laid:
    """`on call, request { … }`."""
    return layout.body([*heading(item), *following_names(arguments(item.parts))], item, 0)


def _section(layout: Layout, item: Statement) -> Laid:
    """`section name { … }`, and `use`, which has no block."""
    return layout.body([*heading(item), *following(arguments(item.parts))], item, 0)


def _value(layout: Layout, item: Statement) -> Laid:
    """`const name = value` or `param name: type = default`."""
    return layout.body([*heading(item), *assigned(arguments(item.parts))], item, 0)


def _flow(layout: Layout, item: Statement) -> Laid:
    """`flow "text" { setting = value }`: settings stand in the block."""
    parts = take_apart(item, layout.names)
    head = [*heading(item), *following(parts.lead)]
    rows = Rows[Item]((*parts.options, *parts.others, *parts.exits))
    if parts.block is not None:
        rows = Rows(rows.rows, parts.block.opening, parts.block.closing)
    if not rows.rows and not rows.has_comment:
        return plain([*head, arrow_text(item.arrow)], 0)
    return settings(head, rows, arrow_text(item.arrow), 0, same_name, layout.item)


def _default(layout: Layout, item: Statement) -> Laid:
    """`default say, gather { option = value }`."""
    parts = arguments(item.parts)
    head = [*heading(item), *following_names(parts)]
    if item.block is None:
        return plain([*head, arrow_text(item.arrow)], 0)
    verbs = [part.text for part in parts if isinstance(part, Token)]
    rename = partial(layout.names.short_of_all, verbs)
    return settings(head, rows_of(item.block.entries), arrow_text(item.arrow), 0, rename, layout.option)


def _block(layout: Layout, item: Statement) -> Laid:
    """`block name(parameter: type) { … }`."""
    lay = partial(_line_of_block, layout)
    return layout.body([*heading(item), *following(arguments(item.parts))], item, 0, lay)


def _line_of_block(layout: Layout, item: Item, indent: int) -> Laid:
    """A statement, `exit a, b failure` or `output Sid = started.Sid`."""
    if not isinstance(item, Statement) or item.head is None or item.elses:
        return layout.item(item, indent)
    parts = arguments(item.parts)
    if item.head.text == _OUTPUT:
        return layout.body([*heading(item), *assigned(parts)], item, indent)
    if item.head.text == _EXIT:
        last = parts[-1] if len(parts) > 1 else None
        names = parts[:-1] if isinstance(last, Token) and last.text == _FAILURE else parts
        line = [*heading(item), *following_names(names), *following(parts[len(names) :])]
        return layout.body(line, item, indent)
    return layout.item(item, indent)


def _test(layout: Layout, item: Statement) -> Laid:
    """`test "name" { lines }`."""
    lay = partial(_line_of_test, layout)
    return layout.body([*heading(item), *following(arguments(item.parts))], item, 0, lay)


def _line_of_test(layout: Layout, item: Item, indent: int) -> Laid:
    """`hears "…"`, or a line with options and blocks of values: `given lookup status_code=404`."""
    if not isinstance(item, Statement) or item.head is None or item.elses:
        return layout.item(item, indent)
    if item.head.text in _LISTING and item.block is None:
        return layout.body([*heading(item), *following_names(arguments(item.parts))], item, indent)
    return lay_step(take_apart(item, layout.names), indent, layout.option, layout.option)


def _widget(layout: Layout, item: Statement) -> Laid:
    """`widget verb "type" { … }`."""
    return lay_declaration(layout, item)


_STATEMENTS: Mapping[str, Callable[[Layout, Statement], Laid]] = MappingProxyType(
    {
        language.FLOW: _flow,
        language.USE: _section,
        language.PARAM: _value,
        language.CONST: _value,
        language.DEFAULT: _default,
        language.BLOCK: _block,
        language.WIDGET: _widget,
        language.ON: _entry,
        language.SECTION: _section,
        language.TEST: _test,
    }
)
