"""The conditions of `split` and `if`: each predicate, its value and its settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flowc.binding.predicates import PREDICATES

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]


def condition(states: States, text: str) -> dict[str, Any]:
    found = states(f"s: split caller.Digits {{ {text} -> end }}")
    first: dict[str, Any] = found["s"]["transitions"][1]["conditions"][0]
    return first


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ('equal_to "a"', "equal_to", "a"),
        ("equal_to 1", "equal_to", "1"),
        ('not_equal_to "a"', "not_equal_to", "a"),
        ("matches_any_of [3, 4]", "matches_any_of", "3,4"),
        ('matches_any_of ["a b", caller.Digits, 4]', "matches_any_of", "a b,{{widgets.caller.Digits}},4"),
        ('matches_any_of "a, b"', "matches_any_of", "a, b"),
        ('does_not_match_any_of ["a"]', "does_not_match_any_of", "a"),
        ("is_blank", "is_blank", "Is Blank"),
        ("is_not_blank", "is_not_blank", "Is Not Blank"),
        ('is_not_blank "x"', "is_not_blank", "x"),
        ('regex "^9.*$"', "regex", "^9.*$"),
        ('contains "a"', "contains", "a"),
        ('does_not_contain "a"', "does_not_contain", "a"),
        ('starts_with "a"', "starts_with", "a"),
        ('does_not_start_with "a"', "does_not_start_with", "a"),
        ("less_than 5", "less_than", "5"),
        ("greater_than -0.5", "greater_than", "-0.5"),
        ('is_before_time "08:00"', "is_before_time", "08:00"),
        ('is_after_time "23:59"', "is_after_time", "23:59"),
        ('is_before_date "2028-02-29"', "is_before_date", "2028-02-29"),
        ('is_after_date "2026-12-24"', "is_after_date", "2026-12-24"),
        # what is only known later passes every form
        ('less_than "{{a}}"', "less_than", "{{a}}"),
        ("less_than flow.variables.x", "less_than", "{{flow.variables.x}}"),
        ('is_before_time "${local.open}"', "is_before_time", "${local.open}"),
        ("equal_to caller.Digits", "equal_to", "{{widgets.caller.Digits}}"),
        # without a predicate
        ('"a"', "equal_to", "a"),
        ("1", "equal_to", "1"),
    ],
)
def test_each_condition_becomes_studios(states: States, text: str, type_: str, value: str) -> None:
    assert condition(states, text) == {
        "friendly_name": f"If value {type_} {value}",
        "arguments": ["{{widgets.caller.Digits}}"],
        "type": type_,
        "value": value,
    }


def test_all_of_studios_predicates_exist(shared: Path) -> None:
    text = (shared / "reference" / "widgets.json").read_text(encoding="utf-8")

    assert all(f'"{name}"' in text for name in PREDICATES)
    assert len(PREDICATES) == 17


def test_name_and_of_override_what_the_console_would_write(states: States) -> None:
    found = condition(states, 'equal_to "a" name="An a" of="{{b}}"')

    assert (found["friendly_name"], found["arguments"]) == ("An a", ["{{b}}"])


def test_an_empty_name_overrides_too(states: States) -> None:
    assert condition(states, '"a" name=""')["friendly_name"] == ""


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "advice"),
    [
        ("equal-to 1", "FLW210", "equal-to", "Studio has no condition `equal-to`", "did you mean `equal_to`?"),
        ("equals_to 1", "FLW210", "equals_to", "Studio has no condition `equals_to`", "did you mean `equal_to`?"),
        (
            "owl",
            "FLW210",
            "owl",
            "Studio has no condition `owl`",
            'for example `equal_to "…"`, `is_blank` or `regex "…"`; a text alone needs quotes',
        ),
        ("equal_to", "FLW204", "equal_to", "`equal_to` needs a text", 'for example `equal_to "…"`'),
        ("less_than", "FLW204", "less_than", "`less_than` needs a number", "for example `less_than 5`"),
        ("regex", "FLW204", "regex", "`regex` needs a regular expression", 'for example `regex "^9.*$"`'),
        (
            "matches_any_of []",
            "FLW204",
            "[]",
            "`matches_any_of` needs a list of values",
            "for example `matches_any_of [1, 2]`",
        ),
        ("matches_any_of 1 2", "FLW209", "2", "`matches_any_of` takes one value", "write `matches_any_of [1, 2]`"),
        ("equal_to 1 2", "FLW209", "2", "`equal_to` takes one value", "write `matches_any_of [1, 2]`"),
        ('contains "a" "b"', "FLW209", '"b"', "`contains` takes one value", "write a case for each"),
        (
            'equal_to "a" and "b"',
            "FLW209",
            'and "b"',
            "`equal_to` takes one value",
            "put a second `if` into the body of this one",
        ),
        (
            'equal_to "a" or "b"',
            "FLW209",
            'or "b"',
            "`equal_to` takes one value",
            "write a case, or an `else if`, for each",
        ),
        ("equal_to [1]", "FLW201", "[1]", "`equal_to` takes one value", "write `matches_any_of [1]`"),
        ("not_equal_to [1]", "FLW201", "[1]", "`not_equal_to` takes one value", "write `does_not_match_any_of [1]`"),
        ("contains [1]", "FLW201", "[1]", "`contains` takes one value", "write a case for each"),
        (
            'matches_any_of ["a,b"]',
            "FLW211",
            '"a,b"',
            "a value of this list may hold no comma",
            "write `regex` for such a value",
        ),
        ("less_than owl", "FLW211", "owl", "`less_than` compares with a number", "for example `less_than 5`"),
        ('less_than "five"', "FLW211", '"five"', "`less_than` compares with a number", "for example `less_than 5`"),
        (
            'is_before_time "8:00"',
            "FLW211",
            '"8:00"',
            "`is_before_time` compares with a time of 24 hours",
            'for example `is_before_time "08:00"`',
        ),
        (
            'is_before_time "24:00"',
            "FLW211",
            '"24:00"',
            "`is_before_time` compares with a time of 24 hours",
            'for example `is_before_time "08:00"`',
        ),
        (
            'is_after_date "2026-02-29"',
            "FLW211",
            '"2026-02-29"',
            "`is_after_date` compares with a date",
            'for example `is_after_date "2026-12-24"`',
        ),
        (
            'is_after_date "24.12.2026"',
            "FLW211",
            '"24.12.2026"',
            "`is_after_date` compares with a date",
            'for example `is_after_date "2026-12-24"`',
        ),
        ("equal_to owl", "FLW208", "owl", "a text needs quotes", 'write `"owl"`'),
        ("equal_to caler.Digits", "FLW111", "caler", "no widget is labelled `caler`", "did you mean `caller`?"),
        ("equal_to 1 nam=2", "FLW205", "nam", "a condition has no option `nam`", "did you mean `name`?"),
        ("equal_to 1 name=2 name=3", "FLW206", "name=3", "`name` is given twice", "keep one of them"),
        ("equal_to 1 name=owl", "FLW208", "owl", "a text needs quotes", 'write `"owl"`'),
        ("equal_to 1 of=[2]", "FLW201", "[2]", "`of` is one text", 'for example `"…"`'),
    ],
)
def test_a_condition_that_cannot_be_read_is_one_finding(
    report: Report, text: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(f"split caller.Digits {{ {text} -> next }}") == [(code, place, message, advice)]
