"""What is told of two JSON values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diff.facts import value_fact

from flowc.diff.model import Given, ValueChange
from flowc.diff.values import compare_values

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(("key", "value", "x")), inner),
    max_leaves=12,
)


def changes(before: Any, after: Any) -> list[ValueChange]:  # noqa: ANN401 - any value of JSON
    return list(compare_values(("p",), Given(before), Given(after)))


def told(before: Any, after: Any) -> list[str]:  # noqa: ANN401 - as above
    return [value_fact(change) for change in changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (1, 1, []),
        (1, True, ["p: 1 > True"]),
        (1, 1.0, ["p: 1 > 1.0"]),
        ("a", None, ["p: 'a' > None"]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
        ({"a": 1, "b": {"c": 2}}, {"a": 1, "b": {"c": 3}}, ["p.b.c: 2 > 3"]),
        ({"a": 1}, {"b": 1}, ["p.b: nothing > 1", "p.a: 1 > nothing"]),
        ({"a": 1}, {}, ["p: {'a': 1} > {}"]),
        ([1, 2], [2, 1], ["p: [1, 2] > [2, 1]"]),
        (["a"], ["a", "b"], ["p: ['a'] > ['a', 'b']"]),
        ([], [1], ["p: [] > [1]"]),
        ([{"a": 1}, {"a": 2}], [{"a": 1}, {"a": 3}], ["p.1.a: 2 > 3"]),
        ([{"a": 1}], [{"a": 1}, {"a": 3}], ["p: [{'a': 1}] > [{'a': 1}, {'a': 3}]"]),
    ],
)
def test_the_smallest_part_that_changed_is_told(before: object, after: object, expected: list[str]) -> None:
    assert told(before, after) == expected


def test_elements_of_lists_are_told_apart_by_the_member_that_names_them() -> None:
    before = [{"key": "a", "value": "1"}, {"key": "b", "value": "1"}]
    after = [{"key": "b", "value": "1"}, {"key": "c", "value": "1"}]

    assert told(before, after) == [
        "p.c: nothing > {'key': 'c', 'value': '1'}",
        "p.a: {'key': 'a', 'value': '1'} > nothing",
    ]


def test_of_two_members_that_could_name_elements_the_one_by_which_most_meet_does() -> None:
    before = [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]
    after = [{"key": "a", "value": "8"}, {"key": "b", "value": "9"}]

    assert told(before, after) == ["p.a.value: '1' > '8'", "p.b.value: '2' > '9'"]


def test_elements_with_names_in_another_order_are_told_in_both_orders() -> None:
    one, other = {"key": "a", "value": "1"}, {"key": "b", "value": "2"}

    assert told([one, other], [other, one]) == ["p.order of key: ['a', 'b'] > ['b', 'a']"]


def test_where_two_elements_have_one_name_they_are_told_by_their_places() -> None:
    assert told([{"key": "a", "n": 1}, {"key": "a", "n": 2}], [{"key": "a", "n": 1}, {"key": "a", "n": 3}]) == [
        "p.1.n: 2 > 3"
    ]


@given(JSON)
def test_a_value_and_itself_have_no_difference(value: object) -> None:
    assert changes(value, value) == []


@given(JSON, JSON)
def test_two_values_have_a_difference_if_and_only_if_they_are_two(before: object, after: object) -> None:
    equal = repr(_sorted(before)) == repr(_sorted(after))

    assert (changes(before, after) == []) == equal


@given(JSON, JSON)
def test_in_the_other_direction_the_same_paths_changed(before: object, after: object) -> None:
    forth = {(repr(one.path), repr(one.before), repr(one.after)) for one in changes(before, after)}
    back = {(repr(one.path), repr(one.after), repr(one.before)) for one in changes(after, before)}

    assert forth == back


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return [(key, _sorted(value[key])) for key in sorted(value)] + ["object"]
    return [_sorted(one) for one in value] if isinstance(value, list) else value
