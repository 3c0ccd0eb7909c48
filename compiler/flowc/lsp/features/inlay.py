"""Inlay hints: the names of widgets without a label, and the values that are written though nobody gave them."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from flowc.graph import State
from flowc.lsp.paths import path_of
from flowc.lsp.server import FlowServer
from flowc.source import Span
from flowc.vocabulary.spelling import spell_value
from flowc.vocabulary.widget import Option


def register(server: FlowServer) -> None:
    """Registers the feature."""

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hint(params: types.InlayHintParams) -> list[types.InlayHint]:
        document = server.flows.document(path_of(params.text_document.uri))
        graph = server.findings.graph(document) if document is not None else None
        if document is None or graph is None:
            return []
        positions, source = server.flows.positions, document.source
        start, end = positions.offset(source, params.range.start), positions.offset(source, params.range.end)
        labels = server.flows.symbols(document.path)
        named = {symbol.name for symbol in labels.all()} if labels is not None else set[str]()
        found: list[types.InlayHint] = []
        seen: set[int] = set()
        for state in graph.flow.states[1:]:
            place = graph.span(state.span)
            is_here = place.source.path == document.path and not state.uses and start <= place.start <= end
            if not is_here or place.start in seen:
                continue
            seen.add(place.start)
            found += _hints(server, place, state, named)
        return found


def _hints(server: FlowServer, place: Span, state: State, named: set[str]) -> Iterator[types.InlayHint]:
    positions = server.flows.positions
    if state.name not in named:
        yield types.InlayHint(
            positions.position(place.source, place.start),
            f"{state.name}:",
            types.InlayHintKind.Type,
            padding_right=True,
            tooltip=f"the name of this widget in Studio; `{state.name}:` as a label keeps it",
        )
    given = " ".join(_defaults(place, state))
    if given:
        yield types.InlayHint(
            positions.position(place.source, place.end),
            given,
            types.InlayHintKind.Parameter,
            padding_left=True,
            tooltip="written into the definition, since nothing else is given",
        )


def _defaults(place: Span, state: State) -> Iterator[str]:
    """The options that a declaration gives a value which is written; they stand where the verb does."""
    if state.widget is None:
        return
    options: dict[str, Option] = {}
    for option in state.widget.all_options():
        options.setdefault(option.property, option)
    written = {one.name: one for one in state.properties}
    verb = place.text.split(maxsplit=1)[0]
    for name, one in written.items():
        declared = options.get(name)
        if declared is None or declared.emitted is None or one.value != declared.emitted:
            continue
        if one.span.source.path == place.source.path and one.span.text == verb:
            yield f"{declared.name}={spell_value(one.value, declared.type)}"
