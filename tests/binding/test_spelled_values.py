"""Numbers in quotes, and conditions whose words stand in another order or have another form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize("spelled", ["30", "30s", '"30"'])
def test_a_number_that_studio_keeps_as_text_may_stand_in_quotes(properties: Properties, spelled: str) -> None:
    assert properties(f'dial "number" +15550100 time_limit={spelled}')["time_limit"] == "30"


@pytest.mark.parametrize("spelled", ['"30x"', '"-1"', '""'])
def test_what_is_no_number_is_none_in_quotes_either(report: Report, spelled: str) -> None:
    assert [found[0] for found in report(f'dial "number" +15550100 time_limit={spelled}')] == ["FLW201"]


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        ("equal_to caller.Digits 5", "write `if caller.Digits equal_to 5`"),
        ("matches_any_of caller.Digits [1, 2]", "write `if caller.Digits matches_any_of [1, 2]`"),
    ],
)
def test_a_condition_in_the_wrong_order_is_shown_in_the_right_one(report: Report, condition: str, advice: str) -> None:
    assert [found[3] for found in report(f"if {condition} {{ -> end }}")] == [advice]


@pytest.mark.parametrize(
    ("condition", "message", "advice"),
    [
        (
            'is_before_time "25:00"',
            "`is_before_time` compares with a time of 24 hours",
            'for example `is_before_time "08:00"`',
        ),
        (
            'is_after_time "8"',
            "`is_after_time` compares with a time of 24 hours",
            'for example `is_after_time "08:00"`',
        ),
    ],
)
def test_a_value_of_another_form_is_refused_with_an_example(
    report: Report, condition: str, message: str, advice: str
) -> None:
    ((code, _, found, shown),) = report(f"if caller.Digits {condition} {{ -> end }}")

    assert (code, found, shown) == ("FLW211", message, advice)


def test_a_case_whose_condition_cannot_be_read_gives_one_finding(report: Report) -> None:
    assert [found[0] for found in report("split caller.Digits { 12:30 -> end; else -> end }")] == ["FLW006"]
