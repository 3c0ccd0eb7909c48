"""The predicates of a split."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowc.play.definition import Condition
from flowc.play.predicates import PREDICATES, holds


def hold(type_: str, text: str, value: str) -> bool:
    return holds(Condition(type_, "", value), text)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("equal_to", "1", "1"),
        ("equal_to", " Yes ", "yes"),
        ("equal_to", "", " "),
        ("not_equal_to", "2", "1"),
        ("matches_any_of", "B", "a, b,c"),
        ("does_not_match_any_of", "d", "a, b,c"),
        ("does_not_match_any_of", "", ""),
        ("is_blank", "  ", "Is Blank"),
        ("is_not_blank", "x", "Is Not Blank"),
        ("regex", "12", r"\d+"),
        ("regex", "ab", r"\D+"),
        ("regex", "ABC", "a.c"),
        ("contains", "I want SALES please", "sales"),
        ("does_not_contain", "support", "sales"),
        ("starts_with", "Salesman", "sales"),
        ("does_not_start_with", "my sales", "sales"),
        ("less_than", "9", "10"),
        ("less_than", "-1.5", "-1"),
        ("greater_than", "10", "9"),
        ("is_before_time", "08:59", "09:00"),
        ("is_after_time", "17:01", "17:00"),
        ("is_before_date", "2026-12-24", "2026-12-25"),
        ("is_after_date", "2027-01-01", "2026-12-31"),
    ],
)
def test_a_condition_holds(type_: str, text: str, value: str) -> None:
    assert hold(type_, text, value)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("equal_to", "11", "1"),
        ("not_equal_to", "YES", "yes"),
        ("matches_any_of", "a, b", "a, b"),
        ("matches_any_of", "", "a,,b"),
        ("does_not_match_any_of", "A", "a"),
        ("is_blank", "x", ""),
        ("is_not_blank", "", ""),
        ("regex", "123", r"\d"),
        ("regex", "x", "["),
        ("contains", "sale", "sales"),
        ("starts_with", "my sales", "sales"),
        ("less_than", "nine", "10"),
        ("less_than", "9", "ten"),
        ("less_than", "9", "9"),
        ("greater_than", "b", "a"),
        ("greater_than", "nan", "1"),
        ("is_before_time", "8:59", "09:00"),
        ("is_before_time", "09:00", "09:00"),
        ("is_after_time", "25:00", "17:00"),
        ("is_before_date", "24.12.2026", "2026-12-25"),
        ("is_after_date", "2026-13-01", "2026-12-31"),
        ("sounds_like", "sails", "sales"),
    ],
)
def test_a_condition_does_not_hold(type_: str, text: str, value: str) -> None:
    assert not hold(type_, text, value)


def test_all_predicates_of_studio_are_known(shared: Path) -> None:
    widgets = json.loads((shared / "reference" / "widgets.json").read_text(encoding="utf-8"))["widgets"]
    split = json.dumps(widgets["split-based-on"])

    assert [name for name in PREDICATES if f'"{name}"' not in split] == []
    assert len(PREDICATES) == 17


NEGATIONS = [
    ("equal_to", "not_equal_to"),
    ("matches_any_of", "does_not_match_any_of"),
    ("is_blank", "is_not_blank"),
    ("contains", "does_not_contain"),
    ("starts_with", "does_not_start_with"),
]


@settings(max_examples=60)
@given(st.sampled_from(NEGATIONS), st.text(max_size=6), st.text(max_size=6))
def test_of_two_opposites_exactly_one_holds(pair: tuple[str, str], text: str, value: str) -> None:
    assert hold(pair[0], text, value) is not hold(pair[1], text, value)


@settings(max_examples=60)
@given(st.sampled_from(list(PREDICATES)), st.text(max_size=8), st.text("ab1,-:[", max_size=8))
def test_no_text_and_no_value_breaks_a_predicate(type_: str, text: str, value: str) -> None:
    assert hold(type_, text, value) in {True, False}


@settings(max_examples=60)
@given(st.integers(-999, 999), st.integers(-999, 999))
def test_numbers_are_less_greater_or_equal(one: int, other: int) -> None:
    found = [hold(type_, str(one), str(other)) for type_ in ("less_than", "equal_to", "greater_than")]

    assert found.count(True) == 1
