"""The live graph is that of a check, and its places are found in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import EXAMPLES

from flowc import check
from flowc.graph import Flow
from flowc.live import LiveFlow, LiveGraph
from flowc.source import Span

TEXTS = [path.read_text(encoding="utf-8") for path in EXAMPLES]
FLOW = 'on call {\n  say "Hello."\n  ask: gather "Press one." { timeout -> ask }\n}\n'
LINES = ("# A remark.\n", "\n", '  say "More."\n', "  record on\n", "  -> end\n", "}\n", "section more {\n")


def place(graph: LiveGraph, span: Span) -> object:
    """A place as what the text says there."""
    found = graph.span(span)
    return found.source.path, found.start, found.end, found.text


def shown(graph: LiveGraph) -> list[object]:
    """All that a graph says, with places in the text."""
    return [
        (
            *(state.name, state.type, place(graph, state.span), [place(graph, use) for use in state.uses]),
            [(one.name, one.value, place(graph, one.span)) for one in (*state.properties, *state.notes)],
            [(one.event, one.target, one.written, one.conditions != (), place(graph, one.span)) for one in state.exits],
        )
        for state in graph.flow.states
    ]


def whole(text: str) -> Flow:
    """The graph of a check of all of a text."""
    flow = check(text, "a.flow").flow
    assert flow is not None
    return flow


def test_before_the_first_text_there_is_no_graph() -> None:
    assert LiveFlow("a.flow").graph is None


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in EXAMPLES])
def test_the_graph_of_an_example_is_that_of_a_check(text: str) -> None:
    live = LiveFlow("a.flow")
    live.check(text)
    assert live.graph is not None

    assert shown(live.graph) == shown(LiveGraph(whole(text)))


def test_a_text_that_is_read_as_a_whole_has_a_graph_as_well() -> None:
    live = LiveFlow("a.flow")
    live.check(FLOW)
    live.check(FLOW + "section {{{ ")
    assert live.graph is not None

    assert live.graph.places is None
    assert [state.name for state in live.graph.flow.states] == ["Trigger", "say_1", "ask"]


def test_places_move_with_what_is_typed_before_them() -> None:
    live = LiveFlow("a.flow")
    live.check(FLOW)
    live.check("# A remark.\n" + FLOW.replace("Hello.", "Hello, everybody."))
    assert live.graph is not None
    say, ask = live.graph.flow.states[1:]

    assert live.graph.span(say.span).text == 'say "Hello, everybody."'
    assert live.graph.span(say.span).line == 3
    assert live.graph.span(ask.span).line == 4


@settings(max_examples=40)
@given(st.data())
def test_law_after_any_edits_of_lines_the_graph_is_that_of_a_check(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    live = LiveFlow("a.flow")
    live.check(text)
    for _ in range(data.draw(st.integers(1, 4))):
        lines = text.splitlines(keepends=True) or ["\n"]
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at : at + data.draw(st.integers(0, 1))] = [data.draw(st.sampled_from(LINES))]
        text = "".join(lines)
        live.check(text)

        assert live.graph is not None
        assert shown(live.graph) == shown(LiveGraph(whole(text)))
