"""What holds for every definition: it comes back equal, and its flow is formatted."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from tests.decompile.definitions import (
    JsonObject,
    comes_back,
    errors,
    flow,
    graphs,
    is_formatted,
    say,
    text_of,
)
from tests.definitions.generated import definitions

from flowc.compile import compile_text
from flowc.decompile import decompile

LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]  # a flow is a large value, and means to be


@settings(max_examples=150, deadline=None, suppress_health_check=LARGE)
@given(graphs())
def test_a_graph_of_any_shape_comes_back(graph: JsonObject) -> None:
    text = text_of(graph)

    assert comes_back(json.dumps(graph))
    assert [one for one in errors(text) if one.code < "FLW3"] == []
    assert is_formatted(text)


@settings(max_examples=40, deadline=None, suppress_health_check=LARGE)
@given(graphs())
def test_the_order_of_states_changes_nothing_that_matters(graph: JsonObject) -> None:
    trigger, *states = graph["states"]
    turned = {**graph, "states": [trigger, *reversed(states)]}

    assert comes_back(json.dumps(turned))
    assert text_of(turned) == text_of(json.loads(json.dumps(turned)))


@settings(max_examples=40, deadline=None, suppress_health_check=LARGE)
@given(graphs())
def test_what_was_decompiled_once_is_the_same_the_second_time(graph: JsonObject) -> None:
    text = text_of(graph)
    compiled = compile_text(text).definition
    if compiled is not None:
        assert decompile(compiled).text is not None
        assert comes_back(compiled)


@settings(max_examples=150, deadline=None, suppress_health_check=LARGE)
@given(definitions())
def test_a_definition_of_anything_that_studio_could_hold_comes_back(found: JsonObject) -> None:
    source = json.dumps(found)
    text = decompile(source).text

    assert comes_back(source)
    assert text is None or is_formatted(text)


@pytest.mark.parametrize("name", ["next", "end", "a b", "a.b", "-", "1", '"', "x\ny", "Trigger2", "\u2028", "else"])
def test_a_widget_of_any_name_comes_back(name: str) -> None:
    found = flow([say(name, "b"), say("b", name)], incomingCall=name)

    assert text_of(found)
    assert comes_back(json.dumps(found))


def test_a_name_that_no_text_holds_is_refused() -> None:
    result = decompile(json.dumps(flow([say("a\0b")], incomingCall="a\0b")))

    assert result.text is None
    assert "this name holds the character of the code 0" in next(one.message for one in result.diagnostics)
