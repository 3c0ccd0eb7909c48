"""The table of codes keeps its own order."""

from __future__ import annotations

import re

import pytest

from flowc.diagnostics import Severity
from flowc.diagnostics.codes import _TABLE, CODES, Code, family


def test_no_code_and_no_name_is_given_twice() -> None:
    assert len(CODES) == len(_TABLE)
    assert len({entry.name for entry in _TABLE}) == len(_TABLE)


def test_each_code_is_found_under_itself() -> None:
    assert all(code == entry.code for code, entry in CODES.items())


def test_the_table_is_in_the_order_of_the_codes() -> None:
    assert [entry.code for entry in _TABLE] == sorted(CODES)


@pytest.mark.parametrize("entry", _TABLE, ids=lambda entry: entry.code)
def test_a_code_has_three_digits_a_dashed_name_and_a_title_without_a_full_stop(entry: Code) -> None:
    assert re.fullmatch(r"FLW\d\d\d", entry.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry.name)
    assert re.fullmatch(r"[A-Z].*[^.\s]", entry.title)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("FLW001", "syntax"),
        ("FLW099", "syntax"),
        ("FLW101", "names"),
        ("FLW210", "values"),
        ("FLW301", "placement"),
        ("FLW402", "control flow"),
        ("FLW500", "templates"),
        ("FLW612", "compliance"),
        ("FLW799", "backend"),
        ("FLW801", "the way in"),
        ("FLW902", "tests"),
    ],
)
def test_the_hundreds_digit_says_the_family(code: str, expected: str) -> None:
    assert family(code) == expected


@pytest.mark.parametrize("entry", _TABLE, ids=lambda entry: entry.code)
def test_errors_of_syntax_names_values_backends_the_way_in_and_tests_are_fixed_and_nothing_else(entry: Code) -> None:
    is_of_them = family(entry.code) in ("syntax", "names", "values", "backend", "the way in", "tests")

    assert entry.fixed is (is_of_them and entry.severity is Severity.ERROR and entry.code != "FLW204")


def test_a_missing_value_can_be_allowed_since_studio_keeps_drafts() -> None:
    assert not CODES["FLW204"].fixed
