"""What a session can keep."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.values import Json, read_json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, 2.5, true, null, "é"]}', {"a": [1, 2.5, True, None, "é"]}),
        ("[]", []),
        ('"x"', "x"),
        (' {"a": 1, "a": 2} ', {"a": 2}),
    ],
)
def test_json_is_read(text: str, value: Json) -> None:
    assert read_json(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "{", "{'a': 1}", "NaN", "-Infinity", '{"a": NaN}', '"\\ud800"', "[" * 100_000, "9" * 5_000, "\ufeff{}"],
)
def test_what_is_no_json_or_could_not_be_kept_is_nothing(text: str) -> None:
    assert read_json(text) is None


@given(st.text(st.sampled_from('[]{}",:0123456789.eE+-truefalsn \\u') | st.characters(), max_size=30))
@settings(max_examples=200)
def test_whatever_is_read_can_be_written_and_read_again(text: str) -> None:
    value = read_json(text)

    assert read_json(json.dumps(value)) == value
