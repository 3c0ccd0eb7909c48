"""A definition is found in the answers of Twilio's REST API, as an object and as a text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.definitions.facts import facts, read, written
from tests.definitions.owls import owls

FLOW = {"sid": "FW00000000000000000000000000000001", "friendly_name": "Owls", "status": "published", "errors": []}
EMPTY = {**FLOW, "definition": None}


def answer(definition: object) -> dict[str, Any]:
    return {**FLOW, "definition": definition}


@pytest.mark.parametrize(
    "whole",
    [
        answer(owls()),
        answer(json.dumps(owls())),
        answer(json.dumps(owls(), indent="\t")),
        {"meta": {"page": 0}, "flows": [answer(owls())]},
        {"meta": {"page": 0}, "revisions": [EMPTY, answer(json.dumps(owls()))]},
        [answer(owls())],
    ],
    ids=["object", "text", "text with tabs", "list", "one of a list", "bare list"],
)
def test_a_definition_in_an_answer_is_read(whole: object) -> None:
    found = read(json.dumps(whole))

    assert found.diagnostics == ()
    assert facts(written(found)) == facts(owls())


def test_a_definition_with_a_key_definition_is_itself() -> None:
    (note,) = read({**owls(), "definition": {}}).diagnostics

    assert note.message == "the key `definition` of the definition means nothing in a flow: left out (`#/definition`)"


@pytest.mark.parametrize(
    ("whole", "message", "place"),
    [
        (EMPTY, "this answer carries `null` instead of a definition (`#/definition`)", "null"),
        ({"flows": [EMPTY, EMPTY]}, "this answer carries `null` instead of a definition (`#/definition`)", "null"),
        (answer(7), "this answer carries a number instead of a definition (`#/definition`)", "7"),
        (answer("owls"), "the text of the definition is no JSON: a value is wanted here (`#/definition`)", "o"),
        (answer(' ["é", }'), "the text of the definition is no JSON: a value is wanted here (`#/definition`)", "}"),
        (answer(" [1]"), "a list is no flow definition (`#/definition`)", '" [1]"'),
        (answer({}), "this definition has no `states` (`#`)", "{"),
        ({"flows": []}, "this object has no `states`, so it is no flow definition (`#`)", "{"),
    ],
)
def test_an_answer_without_a_definition_is_refused(whole: object, message: str, place: str) -> None:
    found = read(json.dumps(whole))

    assert found.flow is None
    assert [(one.message, one.span.text) for one in found.diagnostics] == [(message, place)]


def test_an_answer_with_two_definitions_is_refused_and_shows_both() -> None:
    second = {**answer(owls()), "friendly_name": "Mice"}
    found = read(json.dumps({"flows": [answer(owls()), EMPTY, second]}, indent=1))
    (one,) = found.diagnostics

    assert one.message == "this answer carries 2 definitions (`#`)"
    assert [note.message for note in one.notes] == ["one more: `Mice`"]
    assert one.notes[0].span is not None
    assert one.notes[0].span.line > one.span.line


def test_places_in_a_definition_that_is_a_text_are_those_of_the_file() -> None:
    definition = owls()
    definition["states"][1]["properties"]["say"] = 'Say "owl" \\ \U0001f989\n'
    text = json.dumps(answer(json.dumps(definition)), indent=2)
    flow = read(text).flow
    assert flow is not None

    for state in flow.states:
        assert state.span.text == f'\\"{state.name}\\"'
        assert state.span.source.text == text
        assert state.span.line == 6
    (say, *_) = flow.states[1].properties
    assert json.loads(json.loads(f'"{say.span.text}"')) == say.value
