"""Semantic tokens: the colours of a whole file, of a part of it, or of what has changed since the last time."""

from __future__ import annotations

from itertools import count

from lsprotocol import types

from flowc.lsp.paths import path_of
from flowc.lsp.semantic import LEGEND, colours, encoded
from flowc.lsp.server import FlowServer

# Of each open file, the last answer is kept.
_Kept = dict[str, tuple[str, list[int]]]


def register(server: FlowServer) -> None:
    """Registers the features."""
    kept: _Kept = {}
    numbers = count(1)

    def current(uri: str, within: types.Range | None = None) -> list[int]:
        path = path_of(uri)
        file = server.flows.symbols(path)
        if file is None:
            return []
        found = colours(server.flows.index(path), file)
        if within is not None:
            start = server.flows.positions.offset(file.source, within.start)
            end = server.flows.positions.offset(file.source, within.end)
            found = [one for one in found if one.start < end and start < one.end]
        return encoded(found, file.source, server.flows.positions)

    def remembered(uri: str, data: list[int]) -> str:
        number = str(next(numbers))
        kept[uri] = (number, data)
        return number

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    def full(params: types.SemanticTokensParams) -> types.SemanticTokens:
        data = current(params.text_document.uri)
        return types.SemanticTokens(data, remembered(params.text_document.uri, data))

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE)
    def part(params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
        return types.SemanticTokens(current(params.text_document.uri, params.range))

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA)
    def delta(params: types.SemanticTokensDeltaParams) -> types.SemanticTokens | types.SemanticTokensDelta:
        uri = params.text_document.uri
        known = kept.get(uri)
        data = current(uri)
        number = remembered(uri, data)
        if known is None or known[0] != params.previous_result_id:
            return types.SemanticTokens(data, number)
        return types.SemanticTokensDelta(edits(known[1], data), number)


def edits(before: list[int], after: list[int]) -> list[types.SemanticTokensEdit]:
    """What makes one list of numbers of the other: what stands between their common beginning and end."""
    if before == after:
        return []
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    end = next((at for at in range(shorter - start) if before[-1 - at] != after[-1 - at]), shorter - start)
    removed = len(before) - start - end
    return [types.SemanticTokensEdit(start, removed, after[start : len(after) - end])]
