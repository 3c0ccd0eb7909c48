"""Call hierarchy: which sections, entries and blocks lead to which."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from flowc.lsp.paths import path_of
from flowc.lsp.server import FlowServer
from flowc.source import Span
from flowc.symbols import Index, Kind, Symbol

_CALLED = frozenset({Kind.SECTION, Kind.BLOCK, Kind.ENTRY})
_KINDS = {
    Kind.SECTION: types.SymbolKind.Namespace,
    Kind.BLOCK: types.SymbolKind.Function,
    Kind.ENTRY: types.SymbolKind.Event,
}


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)
    def prepare(params: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem] | None:
        place = server.place(params.text_document, params.position)
        if place is None:
            return None
        index = server.flows.index(place[0])
        found = index.symbol_at(*place)
        symbol = found[0] if found is not None and found[0].kind in _CALLED else _around(index, *place)
        return [_item(server, symbol)] if symbol is not None else None

    @server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)
    async def incoming(params: types.CallHierarchyIncomingCallsParams) -> list[types.CallHierarchyIncomingCall]:
        await server.breathe()
        index = server.flows.index(path_of(params.item.uri), everywhere=True)
        symbol = _named(server, index, params.item)
        found: dict[tuple[str, int], tuple[Symbol, list[Span]]] = {}
        for path, reference in index.references(symbol) if symbol is not None else ():
            caller = _around(index, path, reference.place.start)
            if caller is not None:
                found.setdefault(caller.key, (caller, []))[1].append(reference.place)
        ranges = server.flows.positions.range
        return [
            types.CallHierarchyIncomingCall(_item(server, caller), [ranges(place) for place in places])
            for caller, places in found.values()
        ]

    @server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)
    def outgoing(params: types.CallHierarchyOutgoingCallsParams) -> list[types.CallHierarchyOutgoingCall]:
        index = server.flows.index(path_of(params.item.uri))
        symbol = _named(server, index, params.item)
        found: dict[tuple[str, int], tuple[Symbol, list[Span]]] = {}
        for called, place in _calls(index, symbol) if symbol is not None else ():
            found.setdefault(called.key, (called, []))[1].append(place)
        ranges = server.flows.positions.range
        return [
            types.CallHierarchyOutgoingCall(_item(server, called), [ranges(place) for place in places])
            for called, places in found.values()
        ]


def _calls(index: Index, symbol: Symbol) -> Iterator[tuple[Symbol, Span]]:
    """What a section, an entry or a block leads to, and where."""
    path = symbol.place.source.path
    for reference in index.files[path].references:
        if symbol.around.start <= reference.place.start < symbol.around.end:
            called = index.resolve(path, reference)
            if called is not None and called.kind in (Kind.SECTION, Kind.BLOCK):
                yield called, reference.place


def _around(index: Index, path: str, offset: int) -> Symbol | None:
    """The section, the entry or the block that an offset stands in."""
    for symbol in index.files[path].symbols:
        if symbol.kind in _CALLED and symbol.around.start <= offset <= symbol.around.end:
            return symbol
    return None


def _named(server: FlowServer, index: Index, item: types.CallHierarchyItem) -> Symbol | None:
    """The symbol of an item that was sent before, where it is still there."""
    file = index.files.get(path_of(item.uri))
    if file is None:
        return None
    offset = server.flows.positions.offset(file.source, item.selection_range.start)
    return next((one for one in file.symbols if one.place.start == offset and one.kind in _CALLED), None)


def _item(server: FlowServer, symbol: Symbol) -> types.CallHierarchyItem:
    ranges = server.flows.positions.range
    return types.CallHierarchyItem(
        symbol.name,
        _KINDS[symbol.kind],
        server.uri(symbol.place.source.path),
        ranges(symbol.around),
        ranges(symbol.place),
    )
