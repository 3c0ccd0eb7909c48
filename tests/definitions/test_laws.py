"""What holds of every definition that is read."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.definitions.facts import JsonObject, facts, read, written
from tests.definitions.generated import answers, definitions, spoiled
from tests.spell.states import compiled, manner_of, spelled_in_a_row

from flowc.backends.studio.offsets import read_offsets, write_offsets
from flowc.diagnostics import Severity

LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=300, suppress_health_check=LARGE)
@given(definitions(), st.data())
def test_a_definition_that_needs_no_mending_is_the_same_when_it_is_written_again(
    definition: JsonObject, data: st.DataObject
) -> None:
    found = read(data.draw(answers(definition)))

    assert [one.message for one in found.diagnostics] == []
    assert facts(written(found)) == facts(definition)


@settings(max_examples=100, suppress_health_check=LARGE)
@given(definitions())
def test_positions_are_the_same_after_they_stood_in_a_layout_file(definition: JsonObject) -> None:
    positions = read(definition).positions

    assert read_offsets(write_offsets(positions)) == positions


@settings(max_examples=100, suppress_health_check=LARGE)
@given(definitions())
def test_the_trigger_comes_first_and_the_others_in_their_order(definition: JsonObject) -> None:
    flow = read(definition).flow
    assert flow is not None
    names = [one["name"] for one in definition["states"]]

    assert [state.name for state in flow.states] == [flow.initial, *(name for name in names if name != flow.initial)]


@settings(max_examples=200, suppress_health_check=LARGE)
@given(definitions())
def test_every_place_is_that_of_what_it_stands_for(definition: JsonObject) -> None:
    flow = read(definition).flow
    assert flow is not None

    for state in flow.states:
        assert json.loads(state.span.text) == state.name
        for property_ in state.properties:
            assert repr(json.loads(property_.span.text)) == repr(property_.value)
        for exit_ in state.exits:
            assert json.loads(exit_.span.text) == exit_.event
            assert exit_.written


@settings(max_examples=600, suppress_health_check=LARGE)
@given(spoiled())
def test_what_is_spoiled_is_refused_with_reasons_or_mended_once_and_for_all(definition: JsonObject) -> None:
    found = read(definition)
    severities = {one.severity for one in found.diagnostics}

    if found.flow is None:
        assert severities == {Severity.ERROR}
        assert not found.positions
    else:
        assert severities <= {Severity.INFO}
        again = read(written(found))
        assert [one.message for one in again.diagnostics] == []
        assert facts(written(again)) == facts(written(found))
    messages = [(one.message, one.span) for one in found.diagnostics]
    assert len(set(messages)) == len(messages)


@settings(max_examples=200, suppress_health_check=LARGE)
@given(spoiled())
def test_what_is_spoiled_and_not_told_of_is_kept(definition: JsonObject) -> None:
    found = read(definition)

    if found.flow is not None and not found.diagnostics:
        assert facts(written(found)) == facts(definition)


@settings(max_examples=150, suppress_health_check=LARGE)
@given(st.one_of(definitions(), spoiled()))
def test_compiling_the_statements_of_what_was_read_lists_the_same_exits(definition: JsonObject) -> None:
    found = read(definition).flow
    if found is None:
        return
    states = found.states[1:]
    spelled = spelled_in_a_row(states, manner_of(states))
    flow, _ = compiled(one.text() for one in spelled)

    for state, spelling in zip(states, spelled, strict=True):
        if not spelling.lost:
            again = flow.by_name[state.name]
            assert [(one.event, one.target, one.conditions) for one in again.exits] == [
                (one.event, one.target, one.conditions) for one in state.exits
            ]
