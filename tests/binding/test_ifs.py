"""`if`, `else if` and `else`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]

EXAMPLE = 'for example `if menu.Digits equal_to "1" { … }`'


def leads(state: dict[str, Any]) -> list[str | None]:
    return [one.get("next") for one in state["transitions"]]


def test_without_else_control_goes_on_behind_it(states: States) -> None:
    found = states('i: if caller.Digits is_blank { a: say "a" }\nb: say "b"')

    assert leads(found["i"]) == ["b", "a"]
    assert leads(found["a"]) == ["b"]


def test_an_arrow_may_stand_for_the_body(states: States) -> None:
    assert leads(states('i: if caller.Digits is_blank -> caller\nb: say "b"')["i"]) == ["b", "caller"]


def test_else_may_be_a_body_or_an_arrow(states: States) -> None:
    found = states('i: if caller.Digits is_blank { a: say "a" } else { c: say "c" }\nb: say "b"')
    assert leads(found["i"]) == ["c", "a"]

    found = states('i: if caller.Digits is_blank { a: say "a" } else -> end\nb: say "b"')
    assert leads(found["i"]) == [None, "a"]


def test_else_if_on_the_same_value_is_a_case_more_and_on_another_a_split_more(states: States) -> None:
    found = states(
        'i: if caller.Digits equal_to 1 { a: say "a" } else if caller.Digits equal_to 2 { b: say "b" } '
        'else if caller.SpeechResult contains "c" { c: say "c" } else { d: say "d" }'
    )

    assert leads(found["i"]) == ["if_1", "a", "b"]
    assert leads(found["if_1"]) == ["d", "c"]


def test_name_and_of_stand_behind_the_condition(states: States) -> None:
    found = states('i: if caller.Digits equal_to 1 name="One" of="{{x}}" -> end')

    condition = found["i"]["transitions"][1]["conditions"][0]
    assert (condition["friendly_name"], condition["arguments"]) == ("One", ["{{x}}"])


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        ('if { say "a" }', "FLW215", "if", "`if` needs a value and a condition", EXAMPLE),
        ('if caller.Digits { say "a" }', "FLW215", "if caller.Digits", "`if` needs a value and a condition", EXAMPLE),
        (
            'if caller.Digits = 1 { say "a" }',
            "FLW215",
            "if caller.Digits = 1",
            "`if` needs a value and a condition",
            "write `if caller.Digits equal_to 1`",
        ),
        (
            'if is_blank caller.Digits { say "a" }',
            "FLW215",
            "is_blank",
            "`if` begins with the value that is compared",
            "write `if caller.Digits is_blank`",
        ),
        (
            'if equal-to caller.Digits 1 { say "a" }',
            "FLW215",
            "equal-to",
            "`if` begins with the value that is compared",
            "write `if caller.Digits equal_to 1`",
        ),
        (
            'if not caller.Digits equal_to 1 { say "a" }',
            "FLW215",
            "not",
            "`if` begins with the value that is compared",
            "write the opposite condition, as `not_equal_to`",
        ),
        (
            "if caller.Digits is_blank",
            "FLW215",
            "if caller.Digits is_blank",
            "this `if` leads nowhere",
            "write `-> LABEL` or `{ … }` behind it",
        ),
        (
            'if caller.Digits is_blank { say "a" } -> end',
            "FLW215",
            "-> end",
            "an arrow behind a branch",
            "write `else -> end`, or put the arrow on a line of its own",
        ),
        (
            'if caller.Digits "is_blank" { say "a" }',
            "FLW210",
            '"is_blank"',
            "a condition is a word",
            "write `is_blank`, without quotes",
        ),
        ('if caller.Digits 5 { say "a" }', "FLW210", "5", "a condition is a word", "write `equal_to 5`"),
        (
            'if caller.Digits isblank { say "a" }',
            "FLW210",
            "isblank",
            "Studio has no condition `isblank`",
            "did you mean `is_blank`?",
        ),
        ('if owl is_blank { say "a" }', "FLW208", "owl", "a text needs quotes", 'write `"owl"`'),
        (
            'if caler.Digits is_blank { say "a" }',
            "FLW111",
            "caler",
            "no widget is labelled `caler`",
            "did you mean `caller`?",
        ),
        ('if [1] is_blank { say "a" }', "FLW201", "[1]", "the value that is compared is one text", 'for example `"…"`'),
        (
            'if caller.Digits is_blank { say "a" } else owl { say "b" }',
            "FLW209",
            "owl",
            "`else` takes no condition",
            "write `else if …`",
        ),
        (
            'if caller.Digits is_blank { say "a" } else if { say "b" }',
            "FLW215",
            "if",
            "`if` needs a value and a condition",
            EXAMPLE,
        ),
        (
            'if caller.Digits is_blank { say "a" } else { say "b" } else { say "c" }',
            "FLW113",
            "else",
            "nothing can follow the last `else`",
            "put it before the last `else`",
        ),
    ],
)
def test_a_branch_that_lacks_something_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]


def test_what_is_wrong_in_every_body_is_found(report: Report) -> None:
    found = report('if caller.Digits owl { sayy "a" } else if { sayy "b" } else { sayy "c" }')

    assert [(code, place) for code, place, *_ in found] == [
        ("FLW210", "owl"),
        ("FLW101", "sayy"),
        ("FLW215", "if"),
        ("FLW101", "sayy"),
        ("FLW101", "sayy"),
    ]
