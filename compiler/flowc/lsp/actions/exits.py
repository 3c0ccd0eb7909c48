"""Adds the exits that a statement says nothing of; each ends the flow, as it did before."""

from __future__ import annotations

from lsprotocol import types

from flowc.format.style import STEP
from flowc.language import END
from flowc.lsp.actions.request import Offers, Request, indentation, replaced
from flowc.syntax.nodes import Statement, Token, arguments, items, last_token
from flowc.vocabulary.widget import Widget

_TITLE = "Add the missing exits"


def offer(request: Request) -> Offers:
    """The exits that are neither written nor main ones."""
    found = request.statement()
    if found is None or found[0].head is None:
        return
    item = found[0]
    declared = request.index.declaration(request.document.path, item.head.text if item.head is not None else "")
    missing = _missing(item, declared[0]) if declared is not None else []
    if missing:
        edit = _added(request, item, [f"{name} -> {END}" for name in missing])
        yield request.action(_TITLE, types.CodeActionKind.RefactorRewrite, replaced(request.source.text, [edit]))


def _missing(item: Statement, widget: Widget) -> list[str]:
    written = {
        token.text.strip('"')
        for line in (items(item.block.entries) if item.block is not None else [])
        if isinstance(line, Statement) and line.head is not None
        for token in (line.head, *(part for part in arguments(line.parts) if isinstance(part, Token)))
    }
    return [
        exit_.event
        for exit_ in widget.exits
        if not exit_.main and not exit_.repeated and not exit_.unconfirmed and exit_.event not in written
    ]


def _added(request: Request, item: Statement, lines: list[str]) -> tuple[int, int, str]:
    """The edit that adds lines to the block of a statement, or the block to the statement."""
    source = request.source
    outer = indentation(source, item.head.start if item.head is not None else request.start)
    inner = outer + " " * STEP
    new = "".join(f"{inner}{line}\n" for line in lines)
    if item.block is None:
        end = last_token(item.parts[-1] if item.parts else item.head or item).end
        return end, end, f" {{\n{new}{outer}}}"
    close = item.block.close.start
    begin = len(source.text[:close].rstrip(" \t"))
    before = "" if source.text[:begin].endswith(("\n", "\r")) else "\n"
    return begin, close, f"{before}{new}{outer}"
