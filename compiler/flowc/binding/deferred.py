"""The statements that this version reads and does not know the meaning of."""

from __future__ import annotations

from flowc.binding.context import Context, text_of
from flowc.language import BLOCK, CONST, DEFAULT, PARAM, USE
from flowc.syntax.nodes import Assignment, Call, File, Statement, Token, Typed, arguments, items

STATEMENTS = (USE, PARAM, CONST, DEFAULT, BLOCK)
_AS = "as"


def deferred_names(file: File) -> frozenset[str]:
    """The names that these statements define; the statement is reported, not each use of its names."""
    names: set[str] = set()
    for item in items(file.entries):
        if isinstance(item, Statement) and item.head is not None and item.head.text in STATEMENTS:
            names.update(_module_names(item) if item.head.text == USE else _own_names(item))
    return frozenset(names)


def opens_verbs(file: File) -> bool:
    """Whether one of these statements may define verbs whose names the file does not tell."""
    return any(
        isinstance(item, Statement) and item.head is not None and item.head.text == USE for item in items(file.entries)
    )


def report_deferred(context: Context, statement: Statement) -> None:
    """Reports one of these statements."""
    assert statement.head is not None
    context.report(
        "FLW190",
        f"`{statement.head.text}` is not supported yet",
        statement.head,
        label="this version reads it, but does not know what it means",
        help="write the values and statements out where they are used",
    )


def _own_names(item: Statement) -> list[str]:
    names = []
    for part in arguments(item.parts):
        if isinstance(part, Typed | Call):
            names.append(part.name.text)
        elif isinstance(part, Assignment):
            names.append(part.key.text)
        elif isinstance(part, Token) and item.head is not None and item.head.text == BLOCK:
            names.append(part.text)
    return names


def _module_names(item: Statement) -> list[str]:
    """`use std.consent` gives `consent`, `use "./common.flow" as common` gives `common`."""
    words = [text_of(part) for part in arguments(item.parts) if isinstance(part, Token)]
    if _AS in words[1:-1]:
        return [words[-1]]
    return [word.rpartition(".")[2] for word in words[:1]]
