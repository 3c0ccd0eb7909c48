"""Finds the names that a file gives to its widgets and sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flowc.binding.context import REPORTED, Context, shortened, text_of
from flowc.binding.entries import is_name
from flowc.binding.verbs import file_statement, is_lonely_section
from flowc.diagnostics import Note
from flowc.language import BLOCK, CONSOLE_NAME, CONST, DEFAULT, FLOW, PARAM, SECTION, TRIGGER_NAME, USE, WIDGET
from flowc.source import Span
from flowc.syntax.nodes import Block, File, Statement, Token, arguments, items

# What stands in these has names of its own, or none.
_CLOSED = (FLOW, WIDGET, USE, PARAM, CONST, DEFAULT, BLOCK)


def find_names(context: Context, file: File) -> dict[str, Span]:
    """The labels and sections of a file; reports names that are empty, odd or given twice."""
    return _found(context, _names(context, file))


def find_names_of_sections(context: Context, file: File) -> dict[str, Span]:
    """As `find_names`, for a module: what stands in its entries is no part of the flow."""
    sections = [item for item in items(file.entries) if isinstance(item, Statement) and _is_section(item)]
    return _found(context, _names(context, File(tuple(sections), file.end)))


def section_names(file: File) -> dict[str, Statement]:
    """The sections of a file by name, as far as they have one; of two with one name, the first."""
    found: dict[str, Statement] = {}
    for item in items(file.entries):
        if isinstance(item, Statement) and _is_section(item):
            parts = arguments(item.parts)
            if parts and isinstance(parts[0], Token) and is_name(parts[0]):
                found.setdefault(text_of(parts[0]), item)
    return found


def find_names_in_body(context: Context, block: Block) -> dict[str, Span]:
    """As `find_names`, for the body of a block."""
    return _found(context, _labels(block, None))


def _is_section(item: Statement) -> bool:
    return file_statement(item.head) == SECTION


def _found(context: Context, names: Iterable[tuple[Token, bool]]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for name, is_alias in names:
        text = text_of(name)
        if not text:
            context.report("FLW110", "a name is empty", name, label="no character", help="write a name, as `greeting`")
        elif text == TRIGGER_NAME:
            context.report(
                "FLW103",
                f"`{text}` is the name of the trigger",
                name,
                label="taken",
                help="every flow has one trigger of this name; write another name",
            )
        elif text in found and not is_alias:
            context.report(
                "FLW103",
                f"`{shortened(text)}` is the name of two widgets",
                name,
                label="the second time",
                notes=(Note("first named here", found[text]),),
                why="Twilio refuses a flow in which two widgets have one name",
                help="rename one of them",
            )
        elif text not in found:
            found[text] = context.span(name)
            _check_name(context, name, text)
    return found


def _check_name(context: Context, name: Token, text: str) -> None:
    if re.fullmatch(CONSOLE_NAME, text) or "${" in text:
        return
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", text).strip("_")
    allowed = plain if re.fullmatch(CONSOLE_NAME, plain) else f"w_{plain}".rstrip("_")
    context.report(
        "FLW109",
        f"`{shortened(text)}` is a name that Studio's console does not allow",
        name,
        label="not a letter first, then letters, digits, `_` and `-`",
        why="the flow runs, but nobody can edit the widget's name in the console",
        help=f"for example `{shortened(allowed)}`",
    )


def _names(context: Context, file: File) -> Iterator[tuple[Token, bool]]:
    """The names in the order of the source; with each, whether it repeats its section's name."""
    for item in items(file.entries):
        if not isinstance(item, Statement) or item.head is None or item.head.text in _CLOSED:
            continue
        parts = arguments(item.parts)
        first = parts[0] if parts and file_statement(item.head) == SECTION else None
        section = first if isinstance(first, Token) and is_name(first) else None
        if section is not None:
            yield section, False
        elif file_statement(item.head) == SECTION:
            context.open_labels = True
        elif is_lonely_section(context, item):
            yield item.head, False
        elif item.label is not None and item.label.name.type not in REPORTED:
            yield item.label.name, False
        if item.block is not None:
            yield from _labels(item.block, text_of(section) if section else None)


def _labels(block: Block, section: str | None) -> Iterator[tuple[Token, bool]]:
    for index, item in enumerate(items(block.entries)):
        if not isinstance(item, Statement):
            continue
        if item.label is not None and item.head is not None and item.label.name.type not in REPORTED:
            yield item.label.name, index == 0 and text_of(item.label.name) == section
        for inner in _blocks(item):
            yield from _labels(inner, None)


def _blocks(statement: Statement) -> Iterator[Block]:
    if statement.block is not None:
        yield statement.block
    for branch in statement.elses:
        if isinstance(branch.body, Block):
            yield branch.body
