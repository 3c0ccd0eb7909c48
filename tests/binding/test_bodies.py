"""The statements of a body: their verbs, and lines that stand where they mean nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]

OUTSIDE = "an option stands behind its verb or in the block of its statement"


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        ('sayy "a"', "FLW101", "sayy", "unknown verb `sayy`", "did you mean `say`?"),
        ('SAY "a"', "FLW101", "SAY", "unknown verb `SAY`", "did you mean `say`?"),
        ('gathr "a" { timeout -> next }', "FLW101", "gathr", "unknown verb `gathr`", "did you mean `gather`?"),
        ('mneu "a" { 1 -> next }', "FLW101", "mneu", "unknown verb `mneu`", "did you mean `menu`?"),
        ("spilt caller.Digits { 1 -> next }", "FLW101", "spilt", "unknown verb `spilt`", "did you mean `split`?"),
        (
            "start_conversation",
            "FLW101",
            "start_conversation",
            "unknown verb `start_conversation`",
            "did you mean `start-conversation`?",
        ),
        ("hoot", "FLW101", "hoot", "unknown verb `hoot`", ""),
        ("caller", "FLW101", "caller", "unknown verb `caller`", "write `-> caller`"),
        ("end", "FLW101", "end", "unknown verb `end`", "write `-> end`"),
        (
            'caller.Digits equal_to 1 { say "a" }',
            "FLW101",
            "caller.Digits",
            "unknown verb `caller.Digits`",
            "to compare it write `if caller.Digits …`",
        ),
        ('"a"', "FLW101", '"a"', "a statement begins with a verb", 'for example `say "…"`'),
        ('"say" "a"', "FLW101", '"say"', "a statement begins with a verb", "write `say`, without quotes"),
        (
            "1 -> next",
            "FLW101",
            "1",
            "a statement begins with a verb",
            "keys stand in the block of a `menu` or a `split`",
        ),
        ("on message { }", "FLW113", "on", "`on` inside of a body", "move it out of the block"),
        ('section a { say "a" }', "FLW113", "section", "`section` inside of a body", "move it out of the block"),
        ('say "a" -> next; voice = alice', "FLW113", "voice = alice", "an option outside of a statement", OUTSIDE),
        ("a = 1; b = 2; c = 3", "FLW113", "a = 1", "an option outside of a statement", OUTSIDE),
        (
            "failed -> next",
            "FLW113",
            "failed",
            "an exit outside of a statement",
            "write it in the block of its statement: `{ failed -> … }`",
        ),
        (
            'say "a"\n  voice = alice\n  audioComplete -> next',
            "FLW113",
            "voice = alice",
            "an option outside of a statement",
            "write `{` at the end of the line of `say`, and `}` below this block",
        ),
    ],
)
def test_a_line_that_means_nothing_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]


@pytest.mark.parametrize(
    "statement", ['hoot "a" -> nowhere', "hoot { failed -> nowhere }", "hoot { failed { -> nowhere } }"]
)
def test_around_an_unknown_verb_arrows_are_checked_all_the_same(report: Report, statement: str) -> None:
    assert [code for code, *_ in report(statement)] == ["FLW101", "FLW102"]


def test_a_near_verb_that_does_not_fit_is_one_finding(report: Report) -> None:
    assert [code for code, *_ in report('recorder "a" loud=on { owl -> next }')] == ["FLW101"]


def test_a_near_verb_is_taken_for_what_is_meant_so_that_nothing_else_is_missed(report_file: Report) -> None:
    found = report_file('on call {\n  sayy "Hello, this call is recorded."\n  record on { failed -> next }\n}\n')

    assert [code for code, *_ in found] == ["FLW101"]


def test_in_the_bodies_of_a_near_verb_everything_is_checked(report: Report) -> None:
    assert [place for _, place, *_ in report('gathr "a" { timeout { sayy "b" } }')] == ["gathr", "sayy"]


def test_mistakes_nested_deep_are_found_in_time(report: Report) -> None:
    depth = 20
    found = report('gathr "a" { timeout { ' * depth + 'sayy "b"' + " } }" * depth)

    assert len(found) == depth + 1


def test_two_statements_may_stand_on_one_line_with_a_semicolon(states: States) -> None:
    assert {"a", "b"} <= set(states('a: say "a"; b: say "b"'))
