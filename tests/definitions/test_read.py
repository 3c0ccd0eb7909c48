"""What is read of a definition, value by value."""

from __future__ import annotations

import json

import pytest
from tests.definitions.changed import GONE, changed
from tests.definitions.facts import flow_of, read, written
from tests.definitions.owls import owls

from flowc.definitions.json_check import MAX_DEPTH
from flowc.vocabulary.widget import Json


def test_a_state_has_its_declaration_and_its_place() -> None:
    flow = flow_of(owls())
    greeting = flow.by_name["greeting"]

    assert greeting.widget is not None
    assert greeting.widget.type == "say-play"
    assert (greeting.span.text, greeting.span.line) == ('"greeting"', 33)
    assert greeting.span.source is flow.source


def test_a_type_that_nobody_declares_keeps_its_events_in_their_order() -> None:
    definition = changed("states/1/type", "some-new-type")
    definition["states"][1]["transitions"] = [{"event": "z"}, {"event": "a", "next": "menu"}, {"event": "B"}]
    state = flow_of(definition).by_name["greeting"]

    assert state.widget is None
    assert [(exit_.event, exit_.target) for exit_ in state.exits] == [("z", None), ("a", "menu"), ("B", None)]


def test_events_stand_in_the_order_of_the_declaration_and_cases_in_that_of_the_file() -> None:
    definition = owls()
    choice = definition["states"][3]
    case = choice["transitions"][1]
    second = {**case, "next": "save", "conditions": [{**case["conditions"][0], "value": "2"}]}
    choice["transitions"] = [second, case, choice["transitions"][0]]
    definition["states"][2]["transitions"].reverse()
    flow = flow_of(definition)

    assert [exit_.event for exit_ in flow.by_name["menu"].exits] == ["keypress", "speech", "timeout"]
    assert [exit_.event for exit_ in flow.by_name["choice"].exits] == ["noMatch", "match", "match"]
    assert [exit_.target for exit_ in flow.by_name["choice"].exits] == ["menu", "save", "task"]


def test_an_event_that_was_missing_is_told_from_those_of_the_file() -> None:
    found = read(changed("states/2/transitions/1", GONE))
    assert found.flow is not None

    assert [(exit_.event, exit_.written) for exit_ in found.flow.by_name["menu"].exits] == [
        ("keypress", True),
        ("speech", False),
        ("timeout", True),
    ]


def test_an_event_that_only_one_source_names_is_kept_and_not_added() -> None:
    without, with_it = owls(), owls()
    with_it["states"][4]["transitions"].insert(0, {"event": "composerStarted", "next": "save"})

    assert [exit_.event for exit_ in flow_of(without).by_name["task"].exits][-1] == "callFailure"
    assert [exit_.event for exit_ in flow_of(with_it).by_name["task"].exits][-1] == "composerStarted"


@pytest.mark.parametrize(
    "value", [None, "", 0, 0.0, 1, 1.0, -1, True, "1", "true", [], {}, [None, {"a": [1.0, 1]}], 10**30, 1e-7]
)
def test_a_property_that_nobody_declares_keeps_its_value_and_its_json_type(value: Json) -> None:
    flow = flow_of(changed("states/1/properties/odd", value))

    assert repr(flow.by_name["greeting"].value("odd")) == repr(value)


@pytest.mark.parametrize(
    "name", [" ", "a b", "a.b", "Ünïcode", "1", "\u2028", "{{x}}", "x" * 300, "trigger", "greeting "]
)
def test_an_odd_name_is_kept_and_transitions_find_it(name: str) -> None:
    definition = changed("states/1/name", name)
    definition["states"][0]["transitions"][1]["next"] = name
    flow = flow_of(definition)

    assert flow.states[1].name == name
    assert flow.states[0].exits[1].target == name


def test_positions_are_those_of_the_offsets_and_no_property() -> None:
    definition = changed("states/1/properties/offset", {"x": -30, "y": 12345678901234567890})
    found = read(definition)

    assert dict(found.positions) == {"Trigger": (0, 0), "greeting": (-30, 12345678901234567890)}
    assert written(found)["states"][1]["properties"]["offset"] == {"x": -30, "y": 12345678901234567890}


def test_a_trigger_of_another_name_takes_its_position_along() -> None:
    definition = changed("states/0/name", "Start")
    definition["initial_state"] = "Start"
    definition["states"][0]["properties"]["offset"] = {"x": 5, "y": 6}
    found = read(definition)
    assert found.flow is not None

    assert [one.message for one in found.diagnostics] == [
        "the trigger is called `Trigger` in every flow: `Start` became that (`#/states/0/name`)"
    ]
    assert (found.flow.initial, found.flow.states[0].name, found.positions["Trigger"]) == ("Trigger", "Trigger", (5, 6))


def test_a_trigger_further_down_comes_first() -> None:
    definition = owls()
    definition["states"].append(definition["states"].pop(0))

    assert [state.name for state in flow_of(definition).states] == [
        "Trigger", "greeting", "menu", "choice", "task", "save",
    ]  # fmt: skip


def test_states_that_nobody_reaches_and_loops_are_kept() -> None:
    definition = changed("states/0/transitions/1/next", "save")
    definition["states"][1]["transitions"][0]["next"] = "greeting"

    assert flow_of(definition).by_name["greeting"].exits[0].target == "greeting"


def test_missing_transitions_are_told_by_the_events_that_are_listed() -> None:
    for value in (GONE, None):
        (one,) = read(changed("states/5/transitions", value)).diagnostics

        assert one.message == "the event `next` is missing: listed, and the flow ends there (`#/states/5/transitions`)"


@pytest.mark.parametrize(("value", "what"), [(GONE, "are missing"), (None, "are `null`")])
def test_missing_transitions_of_a_type_that_nobody_declares_have_a_note(value: object, what: str) -> None:
    definition = changed("states/5/transitions", value)
    definition["states"][5]["type"] = "some-new-type"
    (one,) = read(definition).diagnostics

    assert one.message == f"the transitions {what}: they became `[]` (`#/states/5/transitions`)"


def test_a_value_as_deep_as_json_may_be_is_kept() -> None:
    deep: Json = 1
    for _ in range(MAX_DEPTH - 4):
        deep = [deep]

    assert flow_of(changed("states/1/properties/odd", deep)).by_name["greeting"].value("odd") == deep


def test_a_mark_at_the_beginning_and_other_line_ends_move_no_place() -> None:
    text = "\ufeff" + json.dumps(owls(), indent=2).replace("\n", "\r\n")
    greeting = flow_of(text).by_name["greeting"]

    assert (greeting.span.text, greeting.span.line) == ('"greeting"', 33)


def test_an_object_of_a_type_that_only_its_name_is_known_of_gets_no_events() -> None:
    definition = changed("states/1/type", "understand")
    definition["states"][1]["transitions"] = [{"event": "done", "next": "menu"}]
    state = flow_of(definition).by_name["greeting"]

    assert state.widget is not None
    assert [exit_.event for exit_ in state.exits] == ["done"]
