"""The definition has the console's keys in the console's order, and Studio's JSON types."""

from __future__ import annotations

from tests.backends.studio.studio_of import definition_of, states_of

TEXT = """
flow "All of it" { allow_concurrent_calls = off }

on call {
  say "hi" { voice = Polly.Joanna }
  split flow.variables.x {
    regex "^9" name="Nine" -> end
    else -> last
  }
  last: http GET "https://example.com" { parameters { a = "1" } }
}
"""


def test_the_keys_of_a_definition_stand_in_the_order_of_the_console() -> None:
    assert list(definition_of(TEXT)) == ["description", "states", "initial_state", "flags"]


def test_the_keys_of_a_state_stand_in_the_order_of_the_console() -> None:
    for state in definition_of(TEXT)["states"]:
        assert list(state) == ["name", "type", "transitions", "properties"]


def test_the_keys_of_a_transition_stand_in_the_order_of_the_console() -> None:
    states = states_of(TEXT)

    assert [list(transition) for transition in states["split_1"]["transitions"]] == [
        ["next", "event"],
        ["event", "conditions"],
    ]
    assert [list(transition) for transition in states["say_1"]["transitions"]] == [["next", "event"]]
    assert [list(transition) for transition in states["last"]["transitions"]] == [["event"], ["event"]]


def test_a_case_that_leads_on_has_next_event_and_conditions() -> None:
    states = states_of("on call { split flow.variables.x { 1 -> next }; set a=1 }")

    assert list(states["split_1"]["transitions"][1]) == ["next", "event", "conditions"]


def test_the_keys_of_a_condition_stand_in_the_order_of_the_console() -> None:
    (condition,) = states_of(TEXT)["split_1"]["transitions"][1]["conditions"]

    assert list(condition.items()) == [
        ("friendly_name", "Nine"),
        ("arguments", ["{{flow.variables.x}}"]),
        ("type", "regex"),
        ("value", "^9"),
    ]


def test_properties_stand_in_declared_order_whatever_the_order_of_the_source_and_the_offset_last() -> None:
    states = states_of('on call { gather "x" { loop = 2; timeout = 3; voice = alice } }')

    assert list(states["gather_1"]["properties"]) == ["say", "voice", "loop", "timeout", "offset"]


def test_a_place_on_the_canvas_is_two_whole_numbers() -> None:
    for state in definition_of(TEXT)["states"]:
        offset = state["properties"]["offset"]
        assert list(offset) == ["x", "y"]
        assert {type(value) for value in offset.values()} == {int}


def test_the_trigger_is_named_as_every_export_names_it() -> None:
    definition = definition_of(TEXT)

    assert definition["initial_state"] == definition["states"][0]["name"] == "Trigger"
    assert list(definition["states"][0]["properties"]) == ["offset"]


def test_a_description_that_is_not_given_is_left_out_and_an_empty_one_is_kept() -> None:
    assert "description" not in definition_of("on call { set a=1 }")
    assert definition_of('flow ""\non call { set a=1 }')["description"] == ""


def test_the_flag_is_true_when_nothing_is_said_and_may_be_left_out() -> None:
    assert definition_of("on call { set a=1 }")["flags"] == {"allow_concurrent_calls": True}
    assert definition_of(TEXT)["flags"] == {"allow_concurrent_calls": False}
    assert "flags" not in definition_of("flow { allow_concurrent_calls = none }\non call { set a=1 }")


def test_where_the_flow_ends_a_transition_has_no_next() -> None:
    states = states_of('on call { say "x" -> end }')

    assert states["say_1"]["transitions"] == [{"event": "audioComplete"}]


def test_values_keep_their_json_types() -> None:
    states = states_of(
        'on call { raw "t" { property a = json("null"); property b = 1; property c = 1.5; property d = on; '
        'property e = ["x"]; property f = json("{\\"y\\": [1]}"); property g = "1" } }'
    )

    assert states["raw_1"]["properties"] | {"offset": None} == {
        "a": None,
        "b": 1,
        "c": 1.5,
        "d": True,
        "e": ["x"],
        "f": {"y": [1]},
        "g": "1",
        "offset": None,
    }
    assert type(states["raw_1"]["properties"]["b"]) is int


def test_states_stand_in_the_order_of_the_source() -> None:
    names = list(states_of("section b { set x=1 }\non request { set a=1 }\nsection a { set y=1 }"))

    assert names == ["Trigger", "b", "set_1", "a"]
