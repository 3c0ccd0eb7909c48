"""What is no flow is refused: with the path in the JSON, the place and the reason, and all of it at once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.definitions.changed import GONE, changed
from tests.definitions.facts import read
from tests.definitions.owls import owls

from flowc.diagnostics import Diagnostic, Severity

CONDITION = "states/3/transitions/1/conditions"
CASE: dict[str, Any] = owls()["states"][3]["transitions"][1]["conditions"][0]

# Of each: what is changed, the message, and what is underlined.
REFUSED: list[tuple[str, Any, str, str | None]] = [
    # The definition
    ("states", [], "this definition has no widget", "[]"),
    ("states", None, "`null` is no list of states", "null"),
    ("states", "none", "a text is no list of states", '"none"'),
    ("states", GONE, "this definition has no `states` (`#`)", "{"),
    ("initial_state", "greeting", "the flow begins with `greeting`, which is not the trigger", '"greeting"'),
    # States
    ("states/1", None, "`null` is no state", "null"),
    ("states/1", [], "a list is no state", "[]"),
    ("states/1/name", GONE, "this state has no name", "{"),
    ("states/1/name", "", "this state has an empty name", '""'),
    ("states/1/name", None, "`null` is no name", "null"),
    ("states/1/name", 7, "a number is no name", "7"),
    ("states/1/name", "save", "two widgets are called `save` (`#/states/5/name`)", '"save"'),
    ("states/5/name", "Trigger", "two widgets are called `Trigger`", '"Trigger"'),
    ("states/1/type", GONE, "this state has no type", "{"),
    ("states/1/type", "", "this state has an empty type", '""'),
    ("states/1/type", True, "a boolean is no type", "true"),
    ("states/0/type", "say-play", "this definition has no trigger (`#/states`)", "{"),
    ("states/1/type", "trigger", "this definition has more than one trigger", '"trigger"'),
    ("states/1/properties", "none", "a text is no object of properties", '"none"'),
    ("states/1/properties", [], "a list is no object of properties", "[]"),
    ("states/3/properties/input", ["x"], "this split does not say what it compares", None),
    # Transitions
    ("states/1/transitions", {}, "an object is no list of transitions", "{}"),
    ("states/1/transitions", "menu", "a text is no list of transitions", '"menu"'),
    ("states/1/transitions/0", "menu", "a text is no transition", '"menu"'),
    ("states/1/transitions/0/event", 1, "a number is no event", "1"),
    ("states/1/transitions/0/next", 1, "a number is no target", "1"),
    ("states/1/transitions/0/next", "Trigger", "a transition leads back to the trigger", '"Trigger"'),
    # Conditions
    (CONDITION, "x", "a text is no list of conditions", '"x"'),
    (CONDITION, [CASE, CASE], "a case with several conditions has no statement in Flow", None),
    (f"{CONDITION}/0", "x", "a text is no condition", '"x"'),
    (f"{CONDITION}/0/type", GONE, "this condition has no type (`#/states/3/transitions/1/conditions/0`)", "{"),
    (f"{CONDITION}/0/type", "is", "Studio has no condition `is`", '"is"'),
    (f"{CONDITION}/0/type", None, "`null` is no type", "null"),
    (f"{CONDITION}/0/value", ["1"], "a list is no text", None),
    (f"{CONDITION}/0/friendly_name", {}, "an object is no text", "{}"),
    (f"{CONDITION}/0/arguments", "x", "a text is no list of arguments", '"x"'),
    (f"{CONDITION}/0/arguments", ["x", "y"], "a condition with several arguments has no statement in Flow", '"y"'),
    (
        f"{CONDITION}/0/arguments",
        [None],
        "`null` is no text (`#/states/3/transitions/1/conditions/0/arguments/0`)",
        "null",
    ),
]


def at(path: str, message: str) -> str:
    """A message of the table: one that names no path is about the place that was changed."""
    return message if message.endswith("`)") else f"{message} (`#/{path}`)"


def refusals(definition: object) -> tuple[Diagnostic, ...]:
    """Why something is refused."""
    found = read(definition)  # type: ignore[arg-type]
    assert found.flow is None
    assert not found.positions
    assert {one.severity for one in found.diagnostics} == {Severity.ERROR}
    return found.diagnostics


@pytest.mark.parametrize(
    ("path", "value", "message", "place"), REFUSED, ids=[f"{path} {value}"[:60] for path, value, *_ in REFUSED]
)
def test_it_is_refused_with_one_message(path: str, value: object, message: str, place: str | None) -> None:
    (one,) = refusals(changed(path, value))

    assert one.code == "FLW801"
    assert one.message == at(path, message)
    assert one.label
    if place is not None:
        assert one.span.text == place


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    definition = changed("states/1/name", "")
    definition["states"][2]["transitions"][0]["next"] = 5
    definition["states"][5]["type"] = None
    definition["states"].append("done")

    assert [one.message for one in refusals(definition)] == [
        "this state has an empty name (`#/states/1/name`)",
        "a number is no target (`#/states/2/transitions/0/next`)",
        "`null` is no type (`#/states/5/type`)",
        "a text is no state (`#/states/6`)",
    ]


def test_what_is_wrong_with_a_second_state_of_a_name_is_told_as_well() -> None:
    definition = changed("states/5/name", "greeting")
    definition["states"][5]["properties"] = 7

    assert [one.message for one in refusals(definition)] == [
        "two widgets are called `greeting` (`#/states/5/name`)",
        "a number is no object of properties (`#/states/5/properties`)",
    ]


def test_two_triggers_of_one_name_are_told_once() -> None:
    definition = owls()
    definition["states"].append(definition["states"][0])

    assert [one.message for one in refusals(definition)] == ["two widgets are called `Trigger` (`#/states/6/name`)"]


@pytest.mark.parametrize("key", ["name", "type"])
def test_a_trigger_without_a_name_or_a_type_is_not_told_to_be_missing(key: str) -> None:
    (one,) = refusals(changed(f"states/0/{key}", GONE))

    assert one.message == f"this state has no {key} (`#/states/0/{key}`)"


def test_where_something_is_refused_nothing_is_said_of_what_would_be_mended() -> None:
    definition = changed("states/1/name", 7)
    definition["initial_state"] = "Begin"

    assert len(refusals(definition)) == 1


def test_a_second_state_of_a_name_shows_the_first() -> None:
    (one,) = refusals(changed("states/5/name", "greeting"))

    (note,) = one.notes
    assert note.message == "the other is here"
    assert note.span is not None
    assert (note.span.text, note.span.start < one.span.start) == ('"greeting"', True)
    assert one.why


def test_a_widget_with_the_name_of_the_trigger_is_refused_where_the_trigger_has_another() -> None:
    definition = changed("states/0/name", "Start")
    definition["initial_state"] = "Start"
    definition["states"][5]["name"] = "Trigger"

    (one,) = refusals(definition)

    assert one.message == "a widget that is no trigger is called `Trigger` (`#/states/5/name`)"


def test_a_condition_that_looks_at_nothing_is_refused() -> None:
    definition = changed("states/3/properties/input", GONE)
    del definition["states"][3]["transitions"][1]["conditions"][0]["arguments"]

    first, *_ = refusals(definition)

    assert first.message.startswith("this condition looks at nothing (")


def test_a_split_without_conditions_that_names_no_value_is_refused() -> None:
    definition = changed("states/3/properties/input", GONE)
    del definition["states"][3]["transitions"][1]

    assert [one.message for one in refusals(definition)] == [
        "this split does not say what it compares (`#/states/3/properties/input`)"
    ]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("", "this is no JSON: there is nothing in it (`#`)", ""),
        ("on call { }", "this is no JSON: a value is wanted here (`#`)", "o"),
        ('{"states": [}', "this is no JSON: a value is wanted here (`#`)", "}"),
        ('{"states": [NaN]}', "this is no JSON: `NaN` is no number in JSON (`#`)", "NaN"),
        ("[" * 5000, "this is no JSON: it is nested deeper than 50 levels (`#`)", "["),
        ("[]", "a list is no flow definition (`#`)", "["),
        ('["x"]', "a list is no flow definition (`#`)", "["),
        ("7", "a number is no flow definition (`#`)", "7"),
        ('"flow"', "a text is no flow definition (`#`)", '"flow"'),
        ("null", "`null` is no flow definition (`#`)", "null"),
        ("{}", "this object has no `states`, so it is no flow definition (`#`)", "{"),
        ('{"code": 20404, "status": 404}', "this object has no `states`, so it is no flow definition (`#`)", "{"),
    ],
)
def test_what_holds_no_definition_is_refused(text: str, message: str, place: str) -> None:
    (one,) = refusals(text)

    assert (one.code, one.message, one.span.text) == ("FLW801", message, place)
