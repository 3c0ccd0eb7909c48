"""Arrows: `next`, `end`, and the names they lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    ("statement", "target"),
    [
        ('say "a" -> next', "after"),
        ('say "a" -> end', None),
        ('say "a" -> caller', "caller"),
        ('say "a" -> "caller"', "caller"),
        ('say "a"', "after"),
        ('say "a"; -> end', None),
        ('say "a"; -> caller', "caller"),
    ],
)
def test_an_arrow_leads_to_a_label_to_the_next_statement_or_to_the_end(
    states: States, statement: str, target: str | None
) -> None:
    found = states(f'{statement}\nafter: say "after"')

    assert found["say_1"]["transitions"][0].get("next") == target


def test_next_is_the_statement_after_the_one_that_holds_the_line(states: States) -> None:
    found = states('http GET "https://example.com" { failed { say "a"; -> next } }\nafter: say "after"; -> next')

    assert found["say_1"]["transitions"][0].get("next") == "after"
    assert found["after"]["transitions"][0].get("next") is None


def test_quoted_words_of_the_language_are_names(states: States) -> None:
    found = states('say "a" -> "end"\nsay "b" -> "next"\n"end": say "c"\n"next": say "d" -> end')

    assert [found[name]["transitions"][0].get("next") for name in ("say_1", "say_2", "end", "next")] == [
        "end",
        "next",
        "next",
        None,
    ]


@pytest.mark.parametrize(
    ("arrow", "code", "place", "message", "advice"),
    [
        ("-> caler", "FLW102", "caler", "nothing is labelled `caler`", "did you mean `caller`?"),
        ('-> "caler"', "FLW102", '"caler"', "nothing is labelled `caler`", "did you mean `caller`?"),
        ("-> Next", "FLW102", "Next", "nothing is labelled `Next`", "did you mean `next`?"),
        ('-> "Next"', "FLW102", '"Next"', "nothing is labelled `Next`", "there is only `caller`"),
        ("-> Trigger", "FLW102", "Trigger", "nothing is labelled `Trigger`", "there is only `caller`"),
        ('-> ""', "FLW110", '""', "an arrow to an empty name", "write `-> LABEL`"),
    ],
)
def test_an_arrow_to_nothing_is_one_finding(
    report: Report, arrow: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(f'say "a" {arrow}') == [(code, place, message, advice)]


def test_each_arrow_to_nothing_is_found(report: Report) -> None:
    found = report('http GET "https://example.com" { failed -> a } -> b\n-> c')

    assert [place for _, place, *_ in found] == ["a", "b", "c"]


def test_a_label_on_an_arrow_is_one_finding(report: Report) -> None:
    assert report("a: -> caller") == [
        ("FLW108", "a:", "a label on an arrow", "remove the label, and let arrows to it lead where this arrow leads")
    ]
