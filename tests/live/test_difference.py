"""Where two texts differ is found from both ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowc.live.difference import difference

TEXTS = st.text(alphabet="ab\n", max_size=12)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", (0, 0, 0)),
        ("abc", "abc", (3, 3, 0)),
        ("abc", "abXc", (2, 2, 1)),
        ("abc", "ac", (1, 2, -1)),
        ("abc", "aXc", (1, 2, 0)),
        ("aaa", "aaaa", (3, 3, 1)),
        ("aaaa", "aaa", (3, 4, -1)),
        ("", "abc", (0, 0, 3)),
        ("abc", "", (0, 3, -3)),
    ],
)
def test_a_difference_is_told_by_its_ends_and_by_how_much_the_text_has_grown(
    before: str, after: str, found: tuple[int, int, int]
) -> None:
    assert difference(before, after) == found


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_law_what_stands_around_a_difference_is_the_same_in_both_texts(before: str, after: str) -> None:
    start, end, grown = difference(before, after)

    assert 0 <= start <= end <= len(before)
    assert start <= end + grown <= len(after)
    assert before[:start] == after[:start]
    assert before[end:] == after[end + grown :]
    assert grown == len(after) - len(before)


@settings(max_examples=100)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_law_no_more_differs_than_was_changed(first: str, old: str, new: str, last: str) -> None:
    start, end, grown = difference(first + old + last, first + new + last)

    assert end - start <= len(old)
    assert end - start + grown <= len(new)
