"""The call of a step has the properties of its state, by the runtime's names."""

from __future__ import annotations

import pytest
from tests.backends.twiml.bundle_of import state_of

from flowc.backends.twiml.python import written
from flowc.backends.twiml.spoken import speaks, spoken
from flowc.backends.twiml.step import step


def made(statement: str) -> str:
    state = state_of(statement)
    found = spoken(state) if speaks(state.type) else None
    lines = written(step(state, found, "it.xml" if found else None))
    return "".join(line.strip() + (" " if line.endswith(",") else "") for line in lines)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('it: say "Hi"', 'SayPlay("it", document="it.xml", exits={"audioComplete": None})'),
        (
            'it: say "Hi {{flow.sid}}" -> other',
            'SayPlay("it", document="it.xml", liquid={"say": "Hi {{flow.sid}}"}, exits={"audioComplete": "other"})',
        ),
        (
            'it: set a="1" b="{{flow.sid}}" c=pair("{}", type=json_object)',
            'SetVariables("it", variables=[("a", "1"), ("b", "{{flow.sid}}"), ("c", "{}", "json_object")], '
            'exits={"next": None})',
        ),
        (
            "it: split flow.variables.x { 1 -> other; matches_any_of [2, 3] -> end; else -> other }",
            'SplitBasedOn("it", input="{{flow.variables.x}}", cases=['
            'When("equal_to", "{{flow.variables.x}}", "1", to="other"), '
            'When("matches_any_of", "{{flow.variables.x}}", "2,3", to=None)], exits={"noMatch": "other"})',
        ),
        (
            'it: redirect "https://example.com" { timeout = 10s; timeout, fail -> end }',
            'AddTwimlRedirect("it", document="it.xml", timeout="10", exits={"return": None, "timeout": None, '
            '"fail": None})',
        ),
    ],
)
def test_a_step_is_called_with_what_is_given(statement: str, expected: str) -> None:
    assert made(statement).replace(", ]", "]").replace(", )", ")") == expected


def test_a_property_that_is_a_word_of_python_is_given_by_the_name_with_a_line() -> None:
    found = made("it: call { busy, noAnswer, failed -> end }")

    assert 'from_="{{flow.channel.address}}", to="{{contact.channel.address}}"' in found


def test_numbers_and_switches_are_values_of_python() -> None:
    found = made("it: call { timeout = 20s; record = on; busy, noAnswer, failed -> end }")

    assert "record=True" in found
    assert "timeout=20" in found


def test_pairs_without_anything_are_an_empty_list() -> None:
    assert "parameters=[]" in made('it: http GET "https://example.com" { parameters { }; failed -> end }')


@pytest.mark.parametrize("name", ["save_response_as", "timeout"])
def test_what_only_old_exports_carry_is_left_out(name: str) -> None:
    found = made(f'it: http GET "https://example.com" {{ {name} = json("null"); failed -> end }}')

    assert name not in found


def test_a_flow_that_lives_elsewhere_has_a_step_of_another_class_with_its_address() -> None:
    state = state_of(f"it: subflow FW{'1' * 32} {{ parameters {{ a = 1 }}; failed -> next }}")

    call = step(state, None, None, "https://hours.example.com")

    assert call.function == "RunSubflowElsewhere"
    assert [name for name, _ in call.arguments] == ["", "address", "flow_sid", "flow_revision", "parameters", "exits"]
