"""The source map of a definition: from each widget and exit to the line it comes from."""

from __future__ import annotations

from flowc.graph.flow import Flow, State
from flowc.source import Source, Span
from flowc.vocabulary.widget import Json

VERSION = 1


def source_map(flow: Flow) -> dict[str, Json]:
    """`widgets` maps each name to its place, and to the places of the exits that the source writes.

    A widget that comes from a block stands where the block is used; `statement` is its place in the
    block. A place in another file than the flow's own names that as its `source`.
    """
    return {
        "version": VERSION,
        "source": flow.source.path,
        "widgets": {state.name: _widget(state, flow.source) for state in flow.states},
    }


def _widget(state: State, own: Source) -> dict[str, Json]:
    exits: dict[str, Json] = {}
    for number, exit_ in enumerate(state.exits):
        if exit_.written:
            exits[str(number)] = {"event": exit_.event, **_place(exit_.span, own)}
    inner: dict[str, Json] = {"statement": _place(state.span, own)} if state.uses else {}
    return {**_place(state.place, own), **inner, "transitions": exits}


def _place(span: Span, own: Source) -> dict[str, Json]:
    """Line and column, both from 1; columns in characters, the end exclusive."""
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    elsewhere: dict[str, Json] = {} if span.source is own else {"source": span.source.path}
    return {**elsewhere, "line": line, "column": column, "endLine": end_line, "endColumn": end_column}
