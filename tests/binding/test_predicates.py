"""The forms that the values of Studio's predicates have."""

from __future__ import annotations

import pytest

from flowc.binding.predicates import CONTAINS, EQUAL, LESS, PREDICATES


@pytest.mark.parametrize(
    ("name", "text", "fits"),
    [
        ("less_than", "5", True),
        ("less_than", "-5", True),
        ("less_than", "0.5", True),
        ("less_than", "", False),
        ("less_than", "5.", False),
        ("less_than", "five", False),
        ("less_than", "5 ", False),
        ("is_before_time", "00:00", True),
        ("is_before_time", "23:59", True),
        ("is_before_time", "24:00", False),
        ("is_before_time", "8:00", False),
        ("is_before_time", "08:60", False),
        ("is_before_time", "08:00:00", False),
        ("is_after_date", "2026-12-31", True),
        ("is_after_date", "2028-02-29", True),
        ("is_after_date", "2026-02-29", False),
        ("is_after_date", "2026-13-01", False),
        ("is_after_date", "2026-00-01", False),
        ("is_after_date", "2026-01-00", False),
        ("is_after_date", "0000-01-01", False),
        ("is_after_date", "26-01-01", False),
        ("equal_to", "", True),
        ("regex", "(", True),
    ],
)
def test_a_value_has_the_form_that_its_predicate_compares_with(name: str, text: str, fits: bool) -> None:
    assert PREDICATES[name].fits(text) is fits


@pytest.mark.parametrize("name", PREDICATES)
def test_an_example_has_the_form(name: str) -> None:
    predicate = PREDICATES[name]

    assert predicate.fits(predicate.example.strip('"'))
    assert predicate.listed == "" or PREDICATES[predicate.listed].lists


def test_what_menus_compare_with_exists() -> None:
    assert {EQUAL, CONTAINS, LESS} <= set(PREDICATES)
