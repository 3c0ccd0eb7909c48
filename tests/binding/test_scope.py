"""The names of a file: labels and sections, each once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    "statements",
    [
        'a: say "x"\n  a: say "y"',
        'a: say "x"\n  http GET "https://example.com" { failed { a: say "y" } }',
        'a: say "x"\n  if caller.Digits is_blank { say "y" } else { a: say "z" }',
        'a: say "x"\n  split caller.Digits { 1 { a: say "z" } }',
        'a: say "x"\n  menu "y" { 1 { a: say "z" } }',
        'a: say "x"\n  "a": say "y"',
    ],
)
def test_a_label_given_twice_is_one_finding_wherever_it_stands(report: Report, statements: str) -> None:
    (found,) = report(statements)

    assert (found[0], found[1].strip('"'), found[2]) == ("FLW103", "a", "`a` is the name of two widgets")


def test_each_further_use_of_a_name_is_a_finding(report: Report) -> None:
    assert [code for code, *_ in report('a: say "x"\na: say "y"\na: say "z"')] == ["FLW103", "FLW103"]


def test_the_name_of_the_trigger_is_taken(report: Report) -> None:
    assert report('Trigger: say "x"') == [
        (
            "FLW103",
            "Trigger",
            "`Trigger` is the name of the trigger",
            "every flow has one trigger of this name; write another name",
        )
    ]


@pytest.mark.parametrize(
    ("label", "advice"),
    [
        ('"a b"', "for example `a_b`"),
        ('"a.b"', "for example `a_b`"),
        ("a.b", "for example `a_b`"),
        ("_a", "for example `a`"),
        ('"1a"', "for example `w_1a`"),
        ('"été"', "for example `t`"),
        ('"§"', "for example `w`"),
    ],
)
def test_a_name_that_the_console_forbids_warns_and_compiles(
    report: Report, states: States, label: str, advice: str
) -> None:
    name = label.strip('"')

    assert report(f'{label}: say "x"') == [
        ("FLW109", label, f"`{name}` is a name that Studio's console does not allow", advice)
    ]
    assert name in states(f'{label}: say "x"')


@pytest.mark.parametrize("label", ["a-b", "a_b", "A1", '"${local.name}"', "say", "else", "if", '"next"'])
def test_other_names_are_free(report: Report, label: str) -> None:
    assert report(f'{label}: say "x"') == []


def test_an_empty_name_is_one_finding(report: Report) -> None:
    assert report('"": say "x"') == [("FLW110", '""', "a name is empty", "write a name, as `greeting`")]


def test_a_section_and_its_first_statement_may_have_one_name(report_file: Report) -> None:
    assert report_file('on call -> a\nsection a { a: say "x" }\n') == []


@pytest.mark.parametrize(
    "text",
    [
        'on call -> a\nsection a { say "x" }\nsection a { say "y" }\n',
        'on call -> a\nsection a { say "x"; a: say "y" }\n',
        'on call { a: say "x" }\nsection a { say "y" }\n',
        'on call { say "x" }\nsection b { a: say "x" }\nsection a { say "y" }\n',
    ],
)
def test_a_section_shares_its_name_with_nothing_else(report_file: Report, text: str) -> None:
    assert [(code, place) for code, place, *_ in report_file(text)] == [("FLW103", "a")]


def test_labels_in_blocks_are_names_of_their_own(report_file: Report) -> None:
    text = 'block b(x: text) {\n  a: gather x { timeout -> a }\n}\non call {\n  a: say "y"\n  b "z"\n}\n'

    assert report_file(text) == []


def test_labels_around_a_mistake_are_known(report_file: Report) -> None:
    text = 'on call {\n  owl { failed { a: say "x" } }\n  -> a\n}\nb: say "y"\non message -> b\n'

    assert [code for code, *_ in report_file(text)] == ["FLW101", "FLW113"]
