"""Set Variables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.runtime.bench import new_session, run_of

from runtime.liquid import Template
from runtime.step import Exit
from runtime.steps import SetVariables
from runtime.values import Json

EXITS = {"next": "on"}


def test_variables_are_there_for_the_flow_and_under_the_step() -> None:
    session = new_session()
    step = SetVariables("set", variables=[("a", "1"), ("b", "{{contact.channel.address}}")], exits=EXITS)

    assert step.decide(run_of(session)) == Exit("next", "on")
    assert session.variables == {"a": 1, "b": "+15550001111"}
    assert session.widgets == {"set": {"a": 1, "b": "+15550001111"}}


def test_a_value_does_not_see_another_of_the_same_step() -> None:
    session = new_session()
    session.variables["a"] = "old"
    step = SetVariables("set", variables=[("a", "new"), ("b", "{{flow.variables.a}}")], exits=EXITS)

    step.decide(run_of(session))

    assert session.variables == {"a": "new", "b": "old"}


def test_a_variable_can_count() -> None:
    session = new_session()
    step = SetVariables("set", variables=[("n", "{{flow.variables.n | plus: 1}}")], exits=EXITS)

    for _ in range(3):
        step.decide(run_of(session))

    assert session.variables == {"n": 3}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-1", -1),
        ("2.5", 2.5),
        ("0", 0),
        ("007", "007"),
        ("+1", "+1"),
        ("1.50", "1.50"),
        ("1e3", "1e3"),
        (" 7", " 7"),
        ("true", "true"),
        ("null", "null"),
        ("NaN", "NaN"),
        ("9" * 5000, "9" * 5000),
        ("", ""),
    ],
)
def test_a_number_is_a_number_where_no_type_says_otherwise(text: str, value: Json) -> None:
    session = new_session()
    session.data["text"] = text
    step = SetVariables("set", variables=[("a", "{{flow.data.text}}"), ("b", text, "string")], exits=EXITS)

    step.decide(run_of(session))

    assert session.variables == {"a": value, "b": text}
    assert type(session.variables["a"]) is type(value)


@given(st.text(st.sampled_from("0123456789.-+eE ") | st.characters(exclude_categories=["Cs"]), max_size=12))
@settings(max_examples=150)
def test_a_variable_is_printed_as_it_was_set(text: str) -> None:
    session = new_session()
    session.data["text"] = text

    SetVariables("set", variables=[("a", "{{flow.data.text}}")], exits=EXITS).decide(run_of(session))

    assert run_of(session).render(Template("{{flow.variables.a}}")) == text


def test_a_variable_that_counts_can_be_compared() -> None:
    session = new_session()
    step = SetVariables("set", variables=[("n", "{{flow.variables.n | plus: 1}}")], exits=EXITS)
    step.decide(run_of(session))

    assert run_of(session).render(Template("{% if flow.variables.n < 2 %}fewer{% endif %}")) == "fewer"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, null]}', {"a": [1, None]}),
        ("[1, 2]", [1, 2]),
        ("7", 7),
        ("no json", "no json"),
        ("", ""),
        ("NaN", "NaN"),
        ('"\\ud800"', '"\\ud800"'),
        ("[" * 9999, "[" * 9999),
    ],
)
def test_a_json_object_is_kept_as_an_object(text: str, value: Json) -> None:
    session = new_session()
    session.data["text"] = text
    step = SetVariables("set", variables=[("o", "{{flow.data.text}}", "json_object")], exits=EXITS)

    step.decide(run_of(session))

    assert session.variables == {"o": value}


def test_a_text_that_looks_like_json_stays_a_text_without_the_type() -> None:
    session = new_session()

    SetVariables("set", variables=[("o", "[1]"), ("s", "{}", "string")], exits=EXITS).decide(run_of(session))

    assert session.variables == {"o": "[1]", "s": "{}"}


def test_a_step_that_sets_nothing_goes_on() -> None:
    assert SetVariables("set", exits=EXITS).decide(run_of(new_session())) == Exit("next", "on")
