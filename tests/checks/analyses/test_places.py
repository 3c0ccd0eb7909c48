"""Where the values of a template stand in JSON, in addresses and in forms."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.checks.analyses.places import Place, Placed, in_address, in_form, in_json
from flowc.liquid import read_template

TEXTS = st.lists(st.sampled_from(["a", " ", "{{x.y}}", r"\"", "\\\\", "é", ":", "{", "}", "[", ","]), max_size=4).map(
    "".join
)
LEAVES = st.one_of(st.just("{{x.y}}"), st.just("1"), st.just("null"), TEXTS.map(lambda text: f'"{text}"'))
JSON = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "[" + ", ".join(parts) + "]"),
        st.lists(st.tuples(TEXTS, inner), max_size=3).map(
            lambda pairs: "{ " + ",".join(f'"{key}": {value}' for key, value in pairs) + " }"
        ),
    ),
    max_leaves=6,
)


def named(found: tuple[Placed, ...]) -> list[str]:
    return [one.place.value for one in found]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"a": "{{x}}"}', ["whole text"]),
        ('{"a": "b {{x}}", "c": {{y}}}', ["in text", "bare"]),
        ('[{{x}}, "{{y}}{{z}}"]', ["bare", "in text", "in text"]),
        (r'{"a": "\"{{x}}\""}', ["in text"]),
        ('{"a": "{% if x %}{{x}}{% else %}b{% endif %}"}', ["in text"]),
        ('{"{{x}}": 1}', ["whole text"]),
        ('{"a": "{{x}}"', []),
        ("{{x}}", []),
        ('"{{x}}"', []),
        ("{ {{x}} }", []),
        ('{"a": 1}', []),
    ],
)
def test_a_value_in_json_is_a_text_a_part_of_one_or_bare(text: str, places: list[str]) -> None:
    assert named(in_json(read_template(text))) == places


def filled(text: str, placed: tuple[Placed, ...], bare: str, inside: str) -> str:
    """A template with the same value in each of its bare outputs, and another in each of those in texts."""
    for one in reversed(placed):
        value = bare if one.place is Place.BARE else inside
        text = text[: one.output.start] + value + text[one.output.end :]
    return text


@given(JSON)
def test_letters_in_texts_and_bare_numbers_keep_json_whole_and_nothing_else_does(text: str) -> None:
    placed = in_json(read_template(text))
    bare = [one for one in placed if one.place is Place.BARE]
    if not placed:
        return

    json.loads(filled(text, placed, "7", "seven"))
    if bare:
        with pytest.raises(ValueError, match="line"):
            json.loads(filled(text, placed, "seven", "seven"))
    if len(bare) < len(placed):
        with pytest.raises(ValueError, match="line"):
            json.loads(filled(text, placed, "7", 's"s'))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("https://e.com/{{x}}?a={{y}}", ["path", "path"]),
        ("https://{{x}}.e.com/{{y}}", ["host", "path"]),
        ("https://{{x}}{{y}}/", ["host", "host"]),
        ("{{x}}/a/{{y}}", ["path"]),
        ("{{x}}", []),
    ],
)
def test_a_value_in_an_address_is_in_its_host_or_behind_it(text: str, places: list[str]) -> None:
    assert named(in_address(read_template(text))) == places


@pytest.mark.parametrize(
    ("text", "count"),
    [("a={{x}}&b={{y}}", 2), ("a=1&b={{x}}c", 1), ("a = {{x}}", 0), ("Hi {{x}}", 0), ("{{x}}", 0), ("a={{x}} b", 0)],
)
def test_a_form_is_names_with_values(text: str, count: int) -> None:
    assert len(in_form(read_template(text))) == count
