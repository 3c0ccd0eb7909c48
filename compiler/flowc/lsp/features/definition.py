"""Go to definition: of labels, values, blocks and modules, and of verbs, options, exits and outputs in the library."""

from __future__ import annotations

from lsprotocol import types

from flowc.lsp.server import FlowServer
from flowc.source import Span
from flowc.symbols import Kind, Symbol


def register(server: FlowServer) -> None:
    """Registers the feature."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def define(params: types.DefinitionParams) -> types.Location | None:
        place = server.place(params.text_document, params.position)
        if place is None:
            return None
        index = server.flows.index(place[0])
        found = index.symbol_at(*place)
        if found is None:
            return None
        symbol, name = found
        if symbol.kind is Kind.MODULE and name == symbol.place:
            return _beginning(server, symbol)
        return server.location(symbol.place)


def _beginning(server: FlowServer, module: Symbol) -> types.Location | None:
    """The beginning of the file that a `use` names."""
    path = module.place.source.path
    used = server.flows.index(path).module(path, module.name)
    return server.location(Span(used.source, 0, 0)) if used is not None else None
