"""All places that use a name, in all flows of the window; and those in one file, to be marked."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from flowc.lsp.server import FlowServer
from flowc.source import Span
from flowc.symbols import Index, Symbol


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def find(params: types.ReferenceParams) -> list[types.Location]:
        place = server.place(params.text_document, params.position)
        if place is None:
            return []
        await server.breathe()
        index = server.flows.index(place[0], everywhere=True)
        found = index.symbol_at(*place)
        if found is None:
            return []
        declared = params.context.include_declaration
        return [server.location(one) for one in places(index, found[0], declared=declared)]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        place = server.place(params.text_document, params.position)
        if place is None:
            return []
        index = server.flows.index(place[0])
        found = index.symbol_at(*place)
        if found is None:
            return []
        symbol = found[0]
        here = [one for one in places(index, symbol, declared=True) if one.source.path == place[0]]
        return [types.DocumentHighlight(server.flows.positions.range(one), _kind(one, symbol)) for one in here]


def places(index: Index, symbol: Symbol, *, declared: bool) -> Iterator[Span]:
    """Every place at which a name stands; with `declared`, those that define it as well, and first."""
    if declared and symbol.place.source.path in index.files:
        yield symbol.place
        yield from index.repeats(symbol)
    for _, reference in index.references(symbol):
        yield reference.place


def _kind(place: Span, symbol: Symbol) -> types.DocumentHighlightKind:
    is_definition = place.start == symbol.place.start
    return types.DocumentHighlightKind.Write if is_definition else types.DocumentHighlightKind.Read
