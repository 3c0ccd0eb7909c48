"""Gives a widget its own name as its label, so that others may refer to it."""

from __future__ import annotations

from lsprotocol import types

from flowc.lsp.actions.request import Offers, Request, replaced
from flowc.spell.names import spell_name


def offer(request: Request) -> Offers:
    """The name that the widget has already: the definition stays what it is."""
    found = request.statement()
    graph = request.server.findings.graph(request.document)
    if found is None or graph is None or found[0].label is not None or found[0].head is None:
        return
    start = found[0].head.start
    path = request.document.path
    own = ((one, graph.span(one.span)) for one in graph.flow.states if not one.uses)
    state = next((one for one, place in own if place.start == start and place.source.path == path), None)
    if state is None or state.name in request.file.labels.get(found[1].block, {}):
        return
    text = replaced(request.source.text, [(start, start, f"{spell_name(state.name)}: ")])
    yield request.action(f"Label this widget `{state.name}`", types.CodeActionKind.RefactorRewrite, text)
