"""What is selected as a selection grows: a word, its part of the statement, the statement, its block, the file."""

from __future__ import annotations

from lsprotocol import types

from flowc.lsp.paths import path_of
from flowc.lsp.positions import Positions
from flowc.lsp.server import FlowServer
from flowc.source import Source, Span
from flowc.symbols.liquid_paths import tag_around
from flowc.syntax.nodes import Block, File, Node, children, span
from flowc.syntax.strings import STRING_TYPES, quotes_of


def register(server: FlowServer) -> None:
    """Registers the feature."""

    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    def select(params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
        path = path_of(params.text_document.uri)
        parsed, source = server.flows.parsed(path), server.flows.source(path)
        if parsed is None or source is None:
            return None
        positions = server.flows.positions
        return [_selected(source, parsed.file, positions, positions.offset(source, one)) for one in params.positions]


def _selected(source: Source, file: File, positions: Positions, offset: int) -> types.SelectionRange:
    found: types.SelectionRange | None = None
    for one in spans_around(source, file, offset):
        found = types.SelectionRange(positions.range(one), found)
    assert found is not None
    return found


def spans_around(source: Source, file: File, offset: int) -> list[Span]:
    """All that stands around an offset, the widest first; each is larger than the next."""
    found = [Span(source, 0, len(source.text))]

    def add(one: Span) -> None:
        # Where a place touches two things, such as a brace and what stands behind it, the larger one counts.
        is_within = found[-1].start <= one.start and one.end <= found[-1].end
        if is_within and (one.start, one.end) != (found[-1].start, found[-1].end) and one.start < one.end:
            found.append(one)

    node: Node | None = file
    while node is not None:
        inner = next((one for one in children(node) if _holds(span(source, one), offset)), None)
        if inner is None:
            break
        add(span(source, inner))
        if isinstance(inner, Block):
            inside = Span(source, inner.open.end, max(inner.open.end, inner.close.start))
            if inside.start <= offset <= inside.end:
                add(inside)
        node = inner
    for one in _within_text(source, node, offset):
        add(one)
    return found


def _within_text(source: Source, node: Node | None, offset: int) -> list[Span]:
    """The text between the quotes of a string, and the Liquid in it."""
    kind = getattr(node, "type", "")
    if node is None or kind not in STRING_TYPES:
        return []
    place = span(source, node)
    quotes = quotes_of(place.text)
    inside = Span(source, place.start + quotes, place.end - quotes)
    tag = tag_around(place.text, offset - place.start)
    found = [inside] if inside.start <= offset <= inside.end else []
    if found and tag is not None:
        found.append(Span(source, place.start + tag[0], place.start + tag[1]))
    return found


def _holds(one: Span, offset: int) -> bool:
    return one.start <= offset <= one.end and one.start < one.end
