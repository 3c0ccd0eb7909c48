"""Exports from before the v2 API are recognised, and refused with advice."""

from __future__ import annotations

import pytest
from tests.definitions.facts import JsonObject, read
from tests.definitions.owls import owls


def old() -> JsonObject:
    """A flow in the format of 2018."""
    return {
        "description": "An old flow",
        "states": [
            {
                "name": "Trigger",
                "type": "InitialState",
                "sid": "FF1",
                "transitions": [{"event": "incomingCall", "conditions": [], "next": "FF2", "uuid": "u1"}],
                "properties": {"offset": {"x": 0, "y": 0}},
            },
            {
                "name": "greeting",
                "type": "SayPlay",
                "sid": "FF2",
                "transitions": [{"event": "audioComplete", "conditions": [], "next": None, "uuid": "u2"}],
                "properties": {"say": "Hello", "play": None, "timeout": None},
            },
        ],
    }


def test_an_old_export_is_refused_with_one_message_and_its_cure() -> None:
    found = read(old())
    (one,) = found.diagnostics

    assert found.flow is None
    assert (one.code, one.message) == (
        "FLW802",
        "this export is from before Studio's v2 API (`#/states/0/type`)",
    )
    assert one.span.text == '"InitialState"'
    assert one.help == "open the flow in Studio's console, save it, and download it again"


@pytest.mark.parametrize("mark", ["sid", "uuid"])
def test_one_type_of_that_time_with_its_identifier_is_enough(mark: str) -> None:
    definition = owls()
    state = definition["states"][1]
    state["type"] = "SayPlay"
    (state if mark == "sid" else state["transitions"][0])[mark] = "1"

    assert [one.code for one in read(definition).diagnostics] == ["FLW802"]


def test_a_type_of_that_name_alone_is_a_type_that_nobody_knows() -> None:
    definition = owls()
    definition["states"][1]["type"] = "Gather"
    found = read(definition)

    assert found.diagnostics == ()
    assert found.flow is not None
    assert found.flow.states[1].widget is None


def test_an_identifier_alone_makes_no_old_export() -> None:
    definition = owls()
    definition["states"][1]["sid"] = "FF1"

    assert [one.code for one in read(definition).diagnostics] == ["FLW803"]
