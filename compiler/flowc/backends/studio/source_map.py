"""The source map of a definition: from each widget and exit to the line it comes from."""

from __future__ import annotations

from flowc.graph.flow import Flow
from flowc.source import Span
from flowc.vocabulary.widget import Json

VERSION = 1


def source_map(flow: Flow) -> dict[str, Json]:
    """`widgets` maps each name to its place, and to the places of the exits that the source writes."""
    widgets: dict[str, Json] = {}
    for state in flow.states:
        exits: dict[str, Json] = {}
        for number, exit_ in enumerate(state.exits):
            if exit_.written:
                exits[str(number)] = {"event": exit_.event, **_place(exit_.span)}
        widgets[state.name] = {**_place(state.span), "transitions": exits}
    return {"version": VERSION, "source": flow.source.path, "widgets": widgets}


def _place(span: Span) -> dict[str, Json]:
    """Line and column, both from 1; columns in characters, the end exclusive."""
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {"line": line, "column": column, "endLine": end_line, "endColumn": end_column}
