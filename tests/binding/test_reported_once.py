"""What has been reported gives no second finding, and what is only warned of is compiled as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc import check

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        # syntax has said it already
        ("say json(12:30)", "FLW006"),
        ('raw "x" { property "n" = json(12:30) }', "FLW006"),
        ('gather "x" timeout=12:30', "FLW006"),
        ('"Hello', "FLW002"),
        ('menu "x" tries=12:30 { 1 -> end }', "FLW006"),
        ("dial 12:30", "FLW006"),
        # a line of a block that is no exit
        ('say "a" { loop: 2 }', "FLW205"),
        ('say "a" { loop -> next }', "FLW104"),
        ('say "a" { recording { x = 1 } }', "FLW205"),
        ('say "a" { say "b" }', "FLW113"),
        # given twice
        ('menu "x" tries=2 tries=3 { 1 -> end }', "FLW206"),
        ('say "a" loop=2 loop=3', "FLW206"),
        # an argument that was not understood may be the one that is missing
        ("dial loop", "FLW202"),
        ("dial number-multi foo(1)", "FLW201"),
        ("http GET url -> next", "FLW205"),
    ],
)
def test_one_mistake_gives_one_finding(report: Report, statement: str, code: str) -> None:
    assert [found[0] for found in report(statement)] == [code]


@pytest.mark.parametrize("date", ["0001-01-01", "2024-02-29", "9999-12-31", "2026-01-31", "2026-12-01"])
def test_a_day_of_the_calendar_is_a_date(report: Report, date: str) -> None:
    assert report(f'if caller.Digits is_before_date "{date}" {{ -> end }}') == []


@pytest.mark.parametrize("date", ["0000-01-01", "2026-02-29", "2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32"])
def test_a_day_that_no_calendar_has_is_no_date(report: Report, date: str) -> None:
    assert [found[0] for found in report(f'if caller.Digits is_before_date "{date}" {{ -> end }}')] == ["FLW211"]


def test_of_two_options_with_one_name_the_one_is_meant_that_has_an_effect() -> None:
    text = """\
widget shout "my-shout" {
  arg kind: short | long required
  arg number: integer when kind=short -> what
  arg words: text when kind=long -> what
  exit done main
}
on call {
  say "Hello."
  shout long what="some words"
  shout what="some words" kind=long
}
"""

    assert check(text).diagnostics == ()


def test_too_many_widgets_leads_to_the_limits_of_twilio() -> None:
    found = check("on call {\n" + 'say "a"\n' * 1001 + "}\n").diagnostics

    assert [(one.code, one.url) for one in found] == [
        ("FLW401", "https://www.twilio.com/docs/studio/rest-api/v2/schemas"),
    ]
