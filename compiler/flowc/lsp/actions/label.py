"""Gives a widget its own name as its label, so that others may refer to it."""

from __future__ import annotations

from lsprotocol import types

from flowc.lsp.actions.request import Offers, Request, replaced
from flowc.spell.names import spell_name


def offer(request: Request) -> Offers:
    """The name that the widget has already: the definition stays what it is."""
    found = request.statement()
    flow = request.server.findings.flow(request.document)
    if found is None or flow is None or found[0].label is not None or found[0].head is None:
        return
    start = found[0].head.start
    path = request.document.path
    state = next(
        (one for one in flow.states if one.span.start == start and one.span.source.path == path and not one.uses), None
    )
    if state is None or state.name in request.file.labels.get(found[1].block, {}):
        return
    text = replaced(request.source.text, [(start, start, f"{spell_name(state.name)}: ")])
    yield request.action(f"Label this widget `{state.name}`", types.CodeActionKind.RefactorRewrite, text)
