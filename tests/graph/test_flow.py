"""The graph's own values: what a state and a flow answer when they are asked."""

from __future__ import annotations

import attrs
import pytest
from tests.graph.graph_of import graph_of, on_call

from flowc.source import Source


def test_every_state_property_and_exit_has_a_place_in_the_source() -> None:
    text = 'on call {\n  g: gather "x" {\n    timeout = 4s\n    timeout -> end\n  }\n  say "y"\n}'
    flow = graph_of(text).flow
    gather = flow.by_name["g"]

    assert [state.span.text for state in flow.states] == ["on call", 'gather "x"', 'say "y"']
    assert [(item.name, item.span.text) for item in gather.properties] == [("say", '"x"'), ("timeout", "4s")]
    assert [(exit_.event, exit_.span.line) for exit_ in gather.exits] == [
        ("keypress", 2),
        ("speech", 2),
        ("timeout", 4),
    ]


def test_the_graph_is_frozen() -> None:
    flow = on_call('say "x"').flow

    for thing in (flow, flow.states[0], flow.states[0].exits[0]):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            thing.span = None  # type: ignore[misc, union-attr]


def test_a_value_is_what_stands_among_the_properties() -> None:
    state = on_call('gather "x" timeout=4s').state("gather_1")

    assert (state.value("timeout"), state.value("loop")) == (4, None)


def test_values_know_what_studio_takes_where_nothing_is_given() -> None:
    state = on_call('gather "x" timeout=4s').state("gather_1")

    assert (state.values["timeout"], state.values["loop"]) == (4, 1)


def test_values_of_a_type_that_nothing_declares_are_its_properties() -> None:
    state = on_call('raw "t" { property a = 1 }').state("raw_1")

    assert state.values == {"a": 1}


def test_states_are_found_by_name() -> None:
    flow = on_call('a: say "x"').flow

    assert flow.by_name["a"] is flow.states[1]
    assert list(flow.by_name) == ["Trigger", "a"]


def test_widgets_are_the_declarations_of_the_states_by_type_in_their_order() -> None:
    flow = on_call('say "x"; raw "of-tomorrow"; set a=1; say "y"').flow

    assert list(flow.widgets) == ["trigger", "say-play", "set-variables"]
    assert all(flow.widgets[state.type] is state.widget for state in flow.states if state.widget)


def test_a_flow_knows_its_source_its_description_and_its_flag() -> None:
    flow = graph_of('flow "All" { allow_concurrent_calls = off }\non call { say "x" }').flow

    assert (flow.description, flow.allow_concurrent_calls) == ("All", False)
    assert isinstance(flow.source, Source)


def test_a_flow_without_a_word_on_it_has_no_description_and_takes_concurrent_calls() -> None:
    flow = graph_of('on call { say "x" }').flow

    assert (flow.description, flow.allow_concurrent_calls) == (None, True)


def test_a_flow_may_leave_the_flag_out() -> None:
    assert graph_of('flow { allow_concurrent_calls = none }\non call { say "x" }').flow.allow_concurrent_calls is None


def test_a_flow_without_an_entry_is_built_all_the_same() -> None:
    graph = graph_of("section a { set b=1 }")

    assert graph.names == ["a"]
    assert graph.entries == {}
    assert graph.codes == ("FLW403",)
