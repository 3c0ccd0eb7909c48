"""The Studio flow definition of a flow, as JSON values with the console's keys in the console's order."""

from __future__ import annotations

from collections.abc import Mapping

from flowc.backends.studio.offsets import Position
from flowc.graph.flow import Condition, Exit, Flow, State
from flowc.vocabulary.widget import Json

JsonObject = dict[str, Json]


def definition(flow: Flow, positions: Mapping[str, Position]) -> JsonObject:
    """The definition of a flow whose widgets stand at these places of the canvas."""
    found: JsonObject = {}
    if flow.description is not None:
        found["description"] = flow.description
    found["states"] = [_state(state, positions.get(state.name)) for state in flow.states]
    found["initial_state"] = flow.initial
    if flow.allow_concurrent_calls is not None:
        found["flags"] = {"allow_concurrent_calls": flow.allow_concurrent_calls}
    return found


def _state(state: State, position: Position | None) -> JsonObject:
    properties: JsonObject = {property_.name: property_.value for property_ in state.properties}
    if position is not None:
        properties["offset"] = {"x": position[0], "y": position[1]}
    return {
        "name": state.name,
        "type": state.type,
        "transitions": [_transition(exit_) for exit_ in state.exits],
        "properties": properties,
    }


def _transition(exit_: Exit) -> JsonObject:
    """`next` first, as in exports; left out where the flow ends (widgets.json, transition.fields.next)."""
    found: JsonObject = {}
    if exit_.target is not None:
        found["next"] = exit_.target
    found["event"] = exit_.event
    if exit_.conditions:
        found["conditions"] = [_condition(condition) for condition in exit_.conditions]
    return found


def _condition(condition: Condition) -> JsonObject:
    return {
        "friendly_name": condition.friendly_name,
        "arguments": [condition.argument],
        "type": condition.type,
        "value": condition.value,
    }
