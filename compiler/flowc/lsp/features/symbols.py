"""The outline of a flow, and the search for a name in all flows of the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from flowc.lsp.paths import path_of
from flowc.lsp.positions import Positions
from flowc.lsp.server import FlowServer
from flowc.symbols import Kind, Symbol

_KINDS = {
    Kind.FLOW: types.SymbolKind.File,
    Kind.ENTRY: types.SymbolKind.Event,
    Kind.SECTION: types.SymbolKind.Namespace,
    Kind.LABEL: types.SymbolKind.Object,
    Kind.BLOCK: types.SymbolKind.Function,
    Kind.PARAMETER: types.SymbolKind.Variable,
    Kind.EXIT: types.SymbolKind.EnumMember,
    Kind.OUTPUT: types.SymbolKind.Property,
    Kind.PARAM: types.SymbolKind.Variable,
    Kind.CONST: types.SymbolKind.Constant,
    Kind.MODULE: types.SymbolKind.Module,
    Kind.VERB: types.SymbolKind.Function,
    Kind.OPTION: types.SymbolKind.Property,
}


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        file = server.flows.symbols(path_of(params.text_document.uri))
        return [_outlined(one, server.flows.positions) for one in file.symbols] if file is not None else []

    @server.feature(types.WORKSPACE_SYMBOL)
    async def search(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        found: list[types.WorkspaceSymbol] = []
        for path in server.flows.flows():
            # A request that is cancelled meanwhile ends here.
            await server.breathe()
            file = server.flows.symbols(path)
            if file is not None:
                found += _matching(server, file.symbols, params.query.lower())
        return found


def _outlined(symbol: Symbol, positions: Positions) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name or "…",
        kind=_KINDS[symbol.kind],
        range=positions.range(symbol.around),
        selection_range=positions.range(symbol.place),
        detail=symbol.detail or None,
        children=[_outlined(child, positions) for child in symbol.children],
    )


def _matching(server: FlowServer, symbols: Iterable[Symbol], query: str) -> Iterator[types.WorkspaceSymbol]:
    """The symbols whose names hold the letters of a query in their order."""
    for top in symbols:
        for symbol in top.all():
            if _holds(symbol.name.lower(), query):
                container = None if symbol is top else top.name
                yield types.WorkspaceSymbol(
                    server.location(symbol.place), symbol.name, _KINDS[symbol.kind], container_name=container
                )


def _holds(name: str, query: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in query)
