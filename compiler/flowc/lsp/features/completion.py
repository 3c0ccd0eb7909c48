"""Completion: what may stand at the cursor."""

from __future__ import annotations

import re

from lsprotocol import types

from flowc.lsp.completion import suggestions
from flowc.lsp.cursor import Cursor, cursor_at
from flowc.lsp.server import FlowServer
from flowc.lsp.suggest.place import Place
from flowc.source import Source, Span

_LIQUID_WORD = re.compile(r"[\w-]*$")


def register(server: FlowServer) -> None:
    """Registers the feature."""
    options = types.CompletionOptions(trigger_characters=[".", ">", "=", "{", "|", " ", "%", ":"])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def complete(params: types.CompletionParams) -> types.CompletionList:
        place = server.place(params.text_document, params.position)
        source = server.flows.source(place[0]) if place is not None else None
        if place is None or source is None:
            return types.CompletionList(is_incomplete=False, items=[])
        items = completions(server, source, place[1])
        return types.CompletionList(is_incomplete=False, items=items)


def completions(server: FlowServer, source: Source, offset: int) -> list[types.CompletionItem]:
    """The suggestions at an offset, each with the edit that takes it over."""
    cursor = cursor_at(source.text, offset)
    index = server.flows.names(source.path)
    found = suggestions(Place(index, index.files[source.path], cursor))
    typed = server.flows.positions.range(_typed(source, cursor, offset))
    unique = {item.label: item for item in reversed(found)}
    items = [item for item in found if unique[item.label] is item]
    for number, item in enumerate(items):
        item.sort_text = f"{number:04}"
        item.text_edit = types.TextEdit(typed, item.insert_text or item.label)
        item.insert_text = None
    return items


def _typed(source: Source, cursor: Cursor, offset: int) -> Span:
    """What is typed of the word at the cursor, and is replaced by the one that is taken."""
    if cursor.text is None:
        return Span(source, cursor.start, offset)
    word = _LIQUID_WORD.search(cursor.text)
    return Span(source, offset - len(word.group()) if word is not None else offset, offset)
