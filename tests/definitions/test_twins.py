"""Of a key that stands twice in one object the last counts, and a note says so."""

from __future__ import annotations

import json

from tests.definitions.facts import facts, read, written
from tests.definitions.owls import owls


def test_each_key_that_stands_again_is_told_at_its_second_place() -> None:
    text = json.dumps(owls()).replace('"loop": 1', '"loop": 7, "say": "Hello.", "loop": 1')
    found = read(text)
    expected = owls()
    expected["states"][1]["properties"] = {"say": "Hello.", "loop": 1}

    assert [(one.message, one.span.text) for one in found.diagnostics] == [
        ("the key `say` stands twice in one object: the last one counts (`#/states/1/properties`)", '"say"'),
        ("the key `loop` stands twice in one object: the last one counts (`#/states/1/properties`)", '"loop"'),
    ]
    assert [one.span.start for one in found.diagnostics] == [text.index('"say": "Hello'), text.index('"loop": 1')]
    assert facts(written(found)) == facts(expected)


def test_twins_deep_in_a_value_are_told_with_their_path() -> None:
    text = json.dumps(owls()).replace('"key": "lost"', '"key": "found", "key": "lost"')
    (one,) = read(text).diagnostics

    assert one.message.endswith("(`#/states/5/properties/variables/0`)")


def test_the_last_list_of_states_counts() -> None:
    text = json.dumps(owls()).replace('"states": [', '"states": [7], "states": [')
    found = read(text)

    assert [one.message for one in found.diagnostics] == [
        "the key `states` stands twice in one object: the last one counts (`#`)"
    ]
    assert facts(written(found)) == facts(owls())
