"""What holds for every definition: it comes back equal, and its flow is formatted."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from tests.decompile.definitions import JsonObject, comes_back, errors, graphs, is_formatted, text_of

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
