"""What each line of a file is, by where it stands: a statement, an exit, a case, an option."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import attrs

from flowc.language import (
    BLOCK,
    DEFAULT,
    EXIT,
    FILE_STATEMENTS,
    FLOW,
    IF,
    MENU,
    OUTPUT,
    PROMPT_VERB,
    SPLIT,
    TEST,
    WIDGET,
)
from flowc.syntax.nodes import Assignment, Block, Call, Entry, File, Item, Statement, Token, arguments
from flowc.vocabulary.documented import documented


class Line(Enum):
    """What a line of a file may be."""

    FILE = "statement of a file"
    BODY = "statement of a body"
    EXIT = "exit or option of a statement"
    CASE = "case of a split"
    CHOICE = "choice of a menu"
    DECLARED = "exit or output of a block"
    MEMBER = "member of an option"
    SETTING = "setting"
    TEST = "line of a test"


# What stands in these is no body.
_OF_THEIR_OWN = {FLOW: Line.SETTING, DEFAULT: Line.EXIT, WIDGET: None, TEST: Line.TEST}


@attrs.frozen(eq=False)
class Placed:
    """A line with what it is; `owner` is the verb in whose block it stands, `block` the block declared around it.

    `within` are the statements that it stands in, the outermost first.
    """

    item: Item
    line: Line
    documentation: str = ""
    owner: str = ""
    block: str = ""
    within: tuple[Statement, ...] = ()


def lines_of(file: File) -> Iterator[Placed]:
    """Every line of a file, each before those in its block."""
    for item, documentation in documented(file.entries):
        yield from lines_in(item, documentation)


def lines_in(item: Item, documentation: str) -> Iterator[Placed]:
    """A statement of a file, and every line in it, each before those in its block."""
    yield from every_line(Placed(item, Line.FILE, documentation))


def every_line(placed: Placed) -> Iterator[Placed]:
    """A line, and every line in it, each before those in its block."""
    yield placed
    for inner in lines_within(placed):
        yield from every_line(inner)


def lines_within(placed: Placed) -> Iterator[Placed]:
    """The lines of a line's own block."""
    item = placed.item
    if not isinstance(item, Statement):
        return
    within, owner, block = (*placed.within, item), placed.owner, placed.block
    if item.block is not None:
        below, owner, block = _below(item, placed.line, owner, block)
        if below is not None:
            yield from _entries(item.block.entries, below, owner, block, within)
    for branch in item.elses:
        if isinstance(branch.body, Block):
            yield from _entries(branch.body.entries, Line.BODY, "", block, within)


def block_name(statement: Statement) -> Token | None:
    """The name of the block that a statement declares."""
    parts = arguments(statement.parts)
    heading = parts[0] if parts else None
    name = heading.name if isinstance(heading, Call) else heading
    return name if isinstance(name, Token) and name.type == "WORD" else None


def _entries(
    entries: tuple[Entry, ...], line: Line, owner: str, block: str, within: tuple[Statement, ...]
) -> Iterator[Placed]:
    for item, documentation in documented(entries):
        kind = line
        if line is Line.BODY and block and len(within) == 1 and _declares(item):
            kind = Line.DECLARED
        yield Placed(item, kind, documentation, owner, block, within)


def _below(item: Statement, line: Line, owner: str, block: str) -> tuple[Line | None, str, str]:
    """What the lines in the block of a line are, and the verb and the block that they belong to."""
    head = item.head.text if item.head is not None else ""
    if line is Line.FILE and head in FILE_STATEMENTS:
        if head == BLOCK:
            name = block_name(item)
            return Line.BODY, "", name.text if name is not None else ""
        if head in _OF_THEIR_OWN:
            return _OF_THEIR_OWN[head], head, ""
        return Line.BODY, "", block
    if line is Line.BODY:
        inner = {SPLIT: Line.CASE, IF: Line.BODY, MENU: Line.CHOICE}.get(head, Line.EXIT)
        return inner, {MENU: PROMPT_VERB, IF: ""}.get(head, head), block
    if line is Line.TEST:
        return None, "", ""
    if line in (Line.EXIT, Line.CHOICE) and _is_option(item):
        return Line.MEMBER, owner, block
    return (None if line is Line.DECLARED else Line.BODY), "", block


def _declares(item: Item) -> bool:
    """Whether a line at the top of a block's body is no statement of it."""
    return isinstance(item, Statement) and item.head is not None and item.head.text in (EXIT, OUTPUT)


def _is_option(item: Statement) -> bool:
    """Whether a line with a block is an option: its block then holds assignments and no statement."""
    held = [entry for entry in item.block.entries if isinstance(entry, Statement | Assignment)] if item.block else []
    return bool(held) and item.arrow is None and all(isinstance(one, Assignment) for one in held)
