"""Edit distance: cheap where the words are far apart, exact where they are near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.diagnostics.distance import edit_distance

words = st.text(alphabet="abc", max_size=12)
short_words = st.text(alphabet="abc", max_size=5)


def by_definition(left: str, right: str) -> int:
    """The distance by its recurrence, without a limit."""
    if not left or not right:
        return len(left) + len(right)
    costs = [
        by_definition(left[:-1], right) + 1,
        by_definition(left, right[:-1]) + 1,
        by_definition(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    ]
    if left[-2:] == right[-2:][::-1] and len(left[-2:]) == 2 == len(right[-2:]):
        costs.append(by_definition(left[:-2], right[:-2]) + 1)
    return min(costs)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("", "", 0),
        ("say", "say", 0),
        ("say", "sy", 1),
        ("say", "stay", 1),
        ("say", "sad", 1),
        ("say", "asy", 1),
        ("gather", "gahter", 1),
        ("kitten", "sitting", 3),
        ("ca", "abc", 3),
    ],
)
def test_a_slip_counts_one_and_so_does_a_swap_of_neighbours(left: str, right: str, expected: int) -> None:
    assert edit_distance(left, right, 10) == expected


def test_what_is_past_the_limit_has_no_distance() -> None:
    assert edit_distance("kitten", "sitting", 3) == 3
    assert edit_distance("kitten", "sitting", 2) is None
    assert edit_distance("a", "abcd", 2) is None


@given(short_words, short_words, st.integers(0, 7))
def test_it_is_the_distance_by_definition_up_to_the_limit(left: str, right: str, limit: int) -> None:
    exact = by_definition(left, right)

    assert edit_distance(left, right, limit) == (exact if exact <= limit else None)


@given(words, words, st.integers(0, 7))
def test_the_distance_is_the_same_both_ways(left: str, right: str, limit: int) -> None:
    assert edit_distance(left, right, limit) == edit_distance(right, left, limit)
