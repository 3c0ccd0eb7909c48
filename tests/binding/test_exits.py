"""Exits in a statement's block: where they lead, and what is no exit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc import check
from flowc.fix import fix

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]
Findings = Callable[[str], list[Any]]


def leads(states: States, statement: str) -> dict[str, str | None]:
    found = states(f'{statement}\nafter: say "after"')
    return {one["event"]: one.get("next") for one in list(found.values())[2]["transitions"]}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", {"success": "after", "failed": None}),
        ("failed -> next", {"success": "after", "failed": "after"}),
        ("failed -> end", {"success": "after", "failed": None}),
        ("failed -> caller", {"success": "after", "failed": "caller"}),
        ('"failed" -> "caller"', {"success": "after", "failed": "caller"}),
        ("success, failed -> caller", {"success": "caller", "failed": "caller"}),
        ("success failed -> caller", {"success": "caller", "failed": "caller"}),
        ('failed { sorry: say "sorry" }', {"success": "after", "failed": "sorry"}),
        ('failed { sorry: say "sorry" } -> caller', {"success": "after", "failed": "sorry"}),
    ],
)
def test_an_exit_leads_where_its_line_says(states: States, lines: str, expected: dict[str, str | None]) -> None:
    assert leads(states, f'http GET "https://example.com" {{ {lines} }}') == expected


def test_an_arrow_behind_the_block_takes_every_main_exit_that_the_block_does_not_name(states: States) -> None:
    assert leads(states, 'gather "a" { keypress -> end } -> caller') == {
        "keypress": None,
        "speech": "caller",
        "timeout": None,
    }


def test_a_body_of_an_exit_joins_behind_the_statement(states: States) -> None:
    found = states('http GET "https://example.com" { failed { sorry: say "sorry" } }\nafter: say "after"')

    assert found["sorry"]["transitions"] == [{"event": "audioComplete", "next": "after"}]


@pytest.mark.parametrize(
    ("line", "code", "place", "message", "advice"),
    [
        ("fail -> end", "FLW104", "fail", "Make HTTP Request has no exit `fail`", "did you mean `failed`?"),
        ("Failed -> end", "FLW104", "Failed", "Make HTTP Request has no exit `Failed`", "did you mean `failed`?"),
        ("owl -> end", "FLW104", "owl", "Make HTTP Request has no exit `owl`", "the exits are `success` and `failed`"),
        ("owl", "FLW104", "owl", "Make HTTP Request has no exit `owl`", "the exits are `success` and `failed`"),
        (
            "failed, succes -> end",
            "FLW104",
            "succes",
            "Make HTTP Request has no exit `succes`",
            "did you mean `success`?",
        ),
        ("failed or success -> end", "FLW104", "or", "Make HTTP Request has no exit `or`", "write `,` between exits"),
        (
            "failed, [a] -> end",
            "FLW104",
            "[a]",
            "an exit is a name",
            "write `EXIT -> LABEL`, and several as `EXIT, EXIT -> LABEL`",
        ),
        ("body -> end", "FLW104", "body", "Make HTTP Request has no exit `body`", "write `body = end`"),
        ("failed, body -> end", "FLW104", "body", "Make HTTP Request has no exit `body`", "write `body = …`"),
        (
            "failed",
            "FLW104",
            "failed",
            "the exit `failed` leads nowhere",
            "write `failed -> next`, `failed -> LABEL` or `failed { … }`",
        ),
        ("failed -> end; failed -> next", "FLW107", "failed", "`failed` is written twice", "keep one of them"),
        ("failed, failed -> end", "FLW107", "failed", "`failed` is written twice", "keep one of them"),
        ("f: failed -> end", "FLW108", "f:", "a label on an exit", "remove `f:`"),
        ('"" -> end', "FLW110", '""', "the name of an exit is empty", ""),
        (
            "-> end",
            "FLW113",
            "-> end",
            "an arrow without an exit",
            "name the exit before it, or write the arrow behind the `}`",
        ),
        (
            'say "a"',
            "FLW113",
            "say",
            "a statement inside a statement",
            "put it behind the `}`, or into the body of an exit: `EXIT { … }`",
        ),
        (
            "set a=1",
            "FLW113",
            "set",
            "a statement inside a statement",
            "put it behind the `}`, or into the body of an exit: `EXIT { … }`",
        ),
        (
            'failed { say "a" } else { say "b" }',
            "FLW113",
            "else",
            "this `else` belongs to no `if`",
            "write `if VALUE CONDITION { … } else { … }`",
        ),
        ("failed -> nowhere", "FLW102", "nowhere", "nothing is labelled `nowhere`", "there is only `caller`"),
        (
            "failed {}",
            "FLW402",
            "{}",
            "this body is empty",
            "write `-> next` to go on with the next statement, or `-> end` to end the flow",
        ),
    ],
)
def test_a_line_that_is_no_exit_is_one_finding(
    report: Report, line: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(f'http GET "https://example.com" {{ {line} }}') == [(code, place, message, advice)]


def test_an_exit_by_the_name_that_another_widget_has_for_it_is_known_from_the_declaration(report: Report) -> None:
    (found,) = report("agent connector_name=owl { liveAgentHandoff -> end }")

    assert found[3] == "did you mean `live-agent-handoff`?"


def test_an_exit_written_twice_names_the_first(findings: Findings) -> None:
    (finding,) = findings('http GET "https://example.com" { failed -> end; failed -> next }')

    assert [(note.message, note.span.text) for note in finding.notes] == [("first written here", "failed")]
    assert finding.notes[0].span.start < finding.span.start


@pytest.mark.parametrize(
    ("statement", "code", "place", "message"),
    [
        (
            'say "a" { audioComplete -> end } -> caller',
            "FLW107",
            "-> caller",
            "every main exit of `say` is written in its block",
        ),
        (
            'raw "owl" { done -> next } -> caller',
            "FLW104",
            "-> caller",
            "`raw` has no main exit that an arrow could take",
        ),
    ],
)
def test_an_arrow_that_takes_nothing_along_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str
) -> None:
    assert [found[:3] for found in report(statement)] == [(code, place, message)]


def test_an_exit_and_an_option_may_have_one_name(states: States) -> None:
    assert leads(states, 'gather "a" { timeout = 5s; timeout -> caller }')["timeout"] == "caller"


def test_what_is_wrong_in_the_body_of_an_unknown_exit_is_found_too(report: Report) -> None:
    found = report('http GET "https://example.com" { owl { sayy "a" } }')

    assert [(code, place) for code, place, *_ in found] == [("FLW104", "owl"), ("FLW101", "sayy")]


def test_an_option_written_as_a_label_is_one_finding_with_its_fix() -> None:
    text = 'on call { say "a" { voice: alice } }\n'

    (found,) = check(text).diagnostics

    assert (found.code, found.span.text, found.help) == ("FLW205", "voice:", "write `voice = …`")
    assert fix(text).text == 'on call { say "a" { voice = alice } }\n'
