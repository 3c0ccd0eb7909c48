"""Finds the names that a file gives to its widgets and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowc.binding.context import Context, is_word, shortened, text_of
from flowc.diagnostics import Note
from flowc.language import CONSOLE_NAME, ON, SECTION, TRIGGER_NAME
from flowc.source import Span
from flowc.syntax.nodes import Block, File, Statement, Token, arguments, items


def find_names(context: Context, file: File) -> dict[str, Span]:
    """The labels and sections of a file; reports names that are empty, odd or given twice."""
    found: dict[str, Span] = {}
    for name, is_alias in _names(file):
        text = text_of(name)
        place = context.span(name)
        if not text:
            context.report("FLW110", "a name is empty", name, help="give it a letter at least")
        elif text == TRIGGER_NAME:
            context.report(
                "FLW103",
                f"`{text}` is the name of the trigger",
                name,
                label="taken",
                help="every flow has one trigger of this name; choose another",
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
            found[text] = place
            _check_name(context, name, text)
    return found


def _check_name(context: Context, name: Token, text: str) -> None:
    if re.fullmatch(CONSOLE_NAME, text) or "${" in text:
        return
    context.report(
        "FLW109",
        f"`{shortened(text)}` is a name that Studio's console does not allow",
        name,
        label="not a letter first, then letters, digits, `_` and `-`",
        why="the flow runs, but nobody can edit the widget's name in the console",
    )


def _names(file: File) -> Iterator[tuple[Token, bool]]:
    """The names in the order of the source; with each, whether it repeats its section's name."""
    for item in items(file.entries):
        if not isinstance(item, Statement) or item.head is None:
            continue
        section = None
        if is_word(item.head, SECTION):
            first = next((part for part in arguments(item.parts) if isinstance(part, Token)), None)
            if first is not None:
                section = first
                yield first, False
        elif not is_word(item.head, ON) and item.label is None:
            continue
        if item.block is not None:
            yield from _labels(item.block, text_of(section) if section else None)


def _labels(block: Block, section: str | None) -> Iterator[tuple[Token, bool]]:
    for index, item in enumerate(items(block.entries)):
        if not isinstance(item, Statement):
            continue
        if item.label is not None and item.head is not None:
            yield item.label.name, index == 0 and text_of(item.label.name) == section
        for inner in _blocks(item):
            yield from _labels(inner, None)


def _blocks(statement: Statement) -> Iterator[Block]:
    if statement.block is not None:
        yield statement.block
    for branch in statement.elses:
        if isinstance(branch.body, Block):
            yield branch.body
