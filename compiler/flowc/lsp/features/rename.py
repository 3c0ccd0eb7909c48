"""Renames labels, sections, blocks, values and all that a flow names itself, wherever the name stands."""

from __future__ import annotations

import re

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from flowc.language import BODY_STATEMENTS, CONSOLE_NAME, END, FILE_STATEMENTS, NEXT, ROOTS, TRIGGER_NAME
from flowc.lsp.features.references import places
from flowc.lsp.paths import is_of_library
from flowc.lsp.server import FlowServer
from flowc.source import Span
from flowc.symbols import Index, Kind, Symbol

_RENAMED = frozenset(
    {
        *(Kind.LABEL, Kind.SECTION, Kind.BLOCK, Kind.PARAMETER, Kind.EXIT, Kind.OUTPUT),
        *(Kind.PARAM, Kind.CONST, Kind.MODULE),
    }
)
_LABELS = frozenset({Kind.LABEL, Kind.SECTION})


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        place = server.place(params.text_document, params.position)
        found = server.flows.index(place[0]).symbol_at(*place) if place is not None else None
        if found is None or reason_against(found[0]):
            return None
        return types.PrepareRenamePlaceholder(server.flows.positions.range(_bare(found[1])), found[0].name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        place = server.place(params.text_document, params.position)
        if place is None:
            return None
        await server.breathe()
        index = server.flows.index(place[0], everywhere=True)
        found = index.symbol_at(*place)
        if found is None:
            return None
        symbol, name = found[0], params.new_name
        reason = reason_against(symbol) or reason_against_name(index, symbol, name)
        if reason:
            raise JsonRpcInvalidParams(reason)
        edits: dict[str, list[types.TextEdit]] = {}
        for span in dict.fromkeys(_bare(one) for one in places(index, symbol, declared=True)):
            edit = types.TextEdit(server.flows.positions.range(span), name)
            edits.setdefault(server.uri(span.source.path), []).append(edit)
        return types.WorkspaceEdit(changes=edits)


def reason_against(symbol: Symbol) -> str:
    """Why a symbol cannot be renamed; an empty text where it can."""
    if is_of_library(symbol.place.source.path):
        return f"`{symbol.name}` is declared in the library"
    if symbol.kind not in _RENAMED:
        return f"`{symbol.name}` is declared by Twilio"
    if symbol.kind is Kind.MODULE and symbol.place.text != symbol.name:
        return f"the module has the name of its file: write `as {symbol.name}` first"
    if symbol.kind is Kind.MODULE and symbol.around.text.endswith(f".{symbol.name}"):
        return f"the module has its own name: write `as {symbol.name}` first"
    return ""


def reason_against_name(index: Index, symbol: Symbol, name: str) -> str:
    """Why a symbol cannot have a name; an empty text where it can."""
    if not re.fullmatch(CONSOLE_NAME, name):
        return f"`{name}` is no name: a letter first, then letters, digits, `_` and `-`"
    if name in (NEXT, END) or (symbol.kind in _LABELS and name in (TRIGGER_NAME, *ROOTS)):
        return f"`{name}` means something else"
    if symbol.kind is Kind.BLOCK and name in (*FILE_STATEMENTS, *BODY_STATEMENTS):
        return f"`{name}` means something else"
    file = index.files[symbol.place.source.path]
    neighbours = [one.name for one in file.all() if one.block == symbol.block and _clash(one, symbol)]
    if symbol.kind is Kind.BLOCK:
        neighbours += file.vocabulary.verbs
    return f"there is a `{name}` already" if name != symbol.name and name in neighbours else ""


def _clash(one: Symbol, other: Symbol) -> bool:
    """Whether two symbols of one scope may not have one name."""
    return any(one.kind in group and other.kind in group for group in _GROUPS)


_GROUPS = (
    frozenset({Kind.LABEL, Kind.SECTION, Kind.EXIT}),
    frozenset({Kind.PARAM, Kind.CONST, Kind.MODULE}),
    *(frozenset({kind}) for kind in (Kind.BLOCK, Kind.PARAMETER, Kind.OUTPUT)),
)


def _bare(span: Span) -> Span:
    """A name without the quotes around it."""
    text = span.text
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return Span(span.source, span.start + 1, span.end - 1) if is_quoted else span
