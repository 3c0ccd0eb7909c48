"""What is known of the name under the cursor; and of a text with Liquid, what it is in the definition."""

from __future__ import annotations

from lsprotocol import types

from flowc.lsp.describe import describe
from flowc.lsp.server import FlowServer
from flowc.source import Span

_LONGEST = 2_000


def register(server: FlowServer) -> None:
    """Registers the feature."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        place = server.place(params.text_document, params.position)
        if place is None:
            return None
        index = server.flows.index(place[0])
        found = index.symbol_at(*place)
        text = describe(index, found[0]) if found is not None else ""
        resolved = _resolved(server, *place)
        parts = [part for part in (text, resolved[1] if resolved else "") if part]
        if not parts:
            return None
        shown = found[1] if found is not None else resolved[0] if resolved else None
        return types.Hover(
            types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(parts)),
            server.flows.positions.range(shown) if shown is not None else None,
        )


def _resolved(server: FlowServer, path: str, offset: int) -> tuple[Span, str] | None:
    """The text with Liquid that stands at an offset, as the definition has it."""
    document = server.flows.document(path)
    graph = server.findings.graph(document) if document is not None else None
    if graph is None:
        return None
    for state in graph.flow.states:
        for one in state.properties:
            place = graph.span(one.span)
            here = place.source.path == path and place.start <= offset <= place.end
            if here and isinstance(one.value, str) and "{{" in place.text and one.value:
                return place, f"In the definition:\n\n```\n{one.value[:_LONGEST]}\n```"
    return None
