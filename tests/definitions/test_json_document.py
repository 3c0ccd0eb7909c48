"""JSON is read as the standard library reads it, and each value has its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.definitions.embedded import original
from flowc.definitions.json_check import MAX_DEPTH, JsonError
from flowc.definitions.json_document import Node, read_json
from flowc.source import Source
from flowc.vocabulary.widget import Json

JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
HALF = "this text holds half of a character, which no file can hold"
BLANKS = st.text(" \t\r\n", max_size=3)


def tree(text: str) -> Node:
    return read_json(original(Source("flow.json", text)))


def problem(text: str) -> tuple[str, str, int]:
    """The reason, what is underlined, and where."""
    with pytest.raises(JsonError) as caught:
        tree(text)
    return caught.value.reason, caught.value.place.text, caught.value.place.start


def value_of(node: Node) -> Json:
    """The value of a node, put together from those of its parts."""
    if isinstance(node.value, dict):
        return {member.key: value_of(member.node) for member in node.members}
    return [value_of(one) for one in node.elements] if isinstance(node.value, list) else node.value


def spans_hold(node: Node) -> bool:
    """Whether the place of each value, and of each key, holds its text."""
    inner = [*node.elements, *(member.node for member in node.members)]
    keys = all(json.loads(member.place.text) == member.key for member in node.members)
    return json.loads(node.span.text) == node.value and keys and all(map(spans_hold, inner))


@st.composite
def spaced(draw: st.DrawFn) -> tuple[Json, str]:
    """A value, and a text of it with blanks where JSON allows some."""
    value = draw(JSON)
    indent = draw(st.sampled_from([None, 0, 1, "\t"]))
    comma, colon = (draw(BLANKS) + sign + draw(BLANKS) for sign in ",:")
    text = json.dumps(value, indent=indent, separators=(comma, colon), ensure_ascii=draw(st.booleans()))
    return value, draw(st.sampled_from(["", "\ufeff"])) + draw(BLANKS) + text + draw(BLANKS)


@given(spaced())
def test_every_value_is_found_with_its_place(drawn: tuple[Json, str]) -> None:
    value, text = drawn
    root = tree(text)

    assert repr(value_of(root)) == repr(value) == repr(root.value)
    assert spans_hold(root)


@given(JSON)
def test_a_text_in_a_text_has_the_places_of_the_outer_one(value: Json) -> None:
    inner_text = json.dumps(value)
    outer = tree(json.dumps({"a": 1, "definition": inner_text}))
    held = outer.by_key["definition"]
    inner = read_json(outer.original.within(held.start, held.end))

    assert repr(value_of(inner)) == repr(value)
    assert _spelled(inner)


def _spelled(node: Node) -> bool:
    """Whether the places hold what the outer text spells for each value."""
    inner = [*node.elements, *(member.node for member in node.members)]
    return json.loads(f'"{node.span.text}"') == node.text and all(map(_spelled, inner))


@pytest.mark.parametrize("escaped", [r"\ud83d\ude00", r"\u00fc", r"\\n", r"\\\"", "ü"])
def test_escapes_of_the_outer_text_do_not_move_places(escaped: str) -> None:
    outer = tree(f'{{"definition": "[\\"{escaped}\\", 22]"}}')
    held = outer.by_key["definition"]
    inner = read_json(outer.original.within(held.start, held.end))

    assert [one.span.text for one in inner.elements] == [f'\\"{escaped}\\"', "22"]


def test_of_two_members_with_one_key_the_last_counts_and_both_are_there() -> None:
    root = tree('{"a": 1, "b": 2, "a": 3}')

    assert len(root.members) == 3
    assert root.value == {"a": 3, "b": 2}
    assert root.by_key["a"].span.start == 22
    assert [(member.key, member.node.value) for member in root.members] == [("a", 1), ("b", 2), ("a", 3)]


@pytest.mark.parametrize(
    ("text", "reason", "place", "start"),
    [
        ("", "there is nothing in it", "", 0),
        (" \n", "there is nothing in it", "", 0),
        ("\ufeff", "there is nothing in it", "", 0),
        ('{"a": }', "a value is wanted here", "}", 6),
        ('{"a" 1}', "a colon is wanted here", "1", 5),
        ('{"a": 1 "b": 2}', "a comma or a closing bracket is wanted here", '"', 8),
        ("{a: 1}", "a key in double quotes is wanted here", "a", 1),
        ("[1, 2", "a comma or a closing bracket is wanted here", "", 5),
        ('["a', "this text never ends", '"', 1),
        ('["a\nb"]', "a text runs over the end of its line, or holds a control character", "\n", 3),
        (r'["a\x"]', "this backslash begins no escape", "\\", 3),
        (r'["\u12"]', r"four digits are wanted behind `\u`", "u", 3),
        ("{} {}", "there is more behind the end of the value", "{", 3),
        ("[1, NaN]", "`NaN` is no number in JSON", "NaN", 4),
        ('["NaN", -Infinity]', "`-Infinity` is no number in JSON", "-Infinity", 8),
        ("[1, 1e999]", "this number is larger than any that a program holds", "1e999", 4),
        ('["\\ud800"]', HALF, '"\\ud800"', 1),
        ('["\\ud83d\\ude00", "\\uDC00"]', HALF, '"\\uDC00"', 17),
        ("flow {}", "a value is wanted here", "f", 0),
    ],
)  # fmt: skip
def test_what_is_no_json_has_its_reason_and_its_place(text: str, reason: str, place: str, start: int) -> None:
    assert problem(text) == (reason, place, start)


def test_a_comma_before_the_end_is_told_whatever_the_version_of_python() -> None:
    assert problem("[1, ]")[0] in ("a value is wanted here", "a comma stands before the end of a list")


def test_a_number_of_too_many_digits_is_told() -> None:
    digits = "1" * 5000

    assert problem(f'["{digits}", 1.5, {digits}]') == (
        "this number is larger than any that a program holds",
        digits,
        5010,
    )


def test_a_large_number_that_fits_stays_as_it_is() -> None:
    assert tree("123456789012345678901234567890").value == 123456789012345678901234567890


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_too_deep_is_told_at_the_first_bracket_too_many(opening: str, closing: str) -> None:
    assert tree(opening * MAX_DEPTH + "1" + closing * MAX_DEPTH).start == 0
    for depth in (MAX_DEPTH + 1, 100_000):
        reason, _, start = problem(opening * depth + "1" + closing * depth)

        assert reason == f"it is nested deeper than {MAX_DEPTH} levels"
        assert start == len(opening) * MAX_DEPTH


def test_brackets_in_texts_nest_nothing() -> None:
    assert tree(json.dumps(["[" * 500])).elements[0].value == "[" * 500


@given(st.text(alphabet='{}[]:,"\\ \n0123456789.eE-+truefalsenullNaIity\ud800u', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        root = tree(text)
    except JsonError as error:
        assert 0 <= error.place.start <= error.place.end <= len(text)  # noqa: PT017 - either way is right
    else:
        assert repr(value_of(root)) == repr(json.loads(text.removeprefix("\ufeff")))
