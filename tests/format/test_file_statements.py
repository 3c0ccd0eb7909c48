"""Statements at the top of a file, and the blank lines between them."""

from __future__ import annotations

import pytest

from flowc import format_text


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        ('flow"a"', 'flow "a"'),
        ('flow "a" { }', 'flow "a"'),
        ('flow "a" allow_concurrent_calls=on', 'flow "a" { allow_concurrent_calls = on }'),
        ("flow { allow_concurrent_calls=on }", "flow { allow_concurrent_calls = on }"),
        ("use std.consent", "use std.consent"),
        ('use "./a.flow" as  a', 'use "./a.flow" as a'),
        ("param a:url", "param a: url"),
        ("param a:b|c=b", "param a: b | c = b"),
        ("const a=[1,2]", "const a = [1, 2]"),
        ("default say gather{voice=a}", "default say, gather { voice = a }"),
        ("default http { parameters { a = 1 } }", "default http {\n  parameters { a = 1 }\n}"),
        ("default say", "default say"),
        ("on call request->a", "on call, request -> a"),
        ("on call { }", "on call { }"),
        ("on call { -> a } -> b", "on call { -> a } -> b"),
        ('section "a b"{->c}', 'section "a b" { -> c }'),
        ("block a(){->b}", "block a() { -> b }"),
        ("block a(b:text,c:url=none){->d}", "block a(b: text, c: url = none) { -> d }"),
        ("block a { exit b c; -> d }", "block a {\n  exit b, c\n  -> d\n}"),
        ("block a { exit b c failure; -> d }", "block a {\n  exit b, c failure\n  -> d\n}"),
        ("block a { exit failure; -> d }", "block a {\n  exit failure\n  -> d\n}"),
        ("block a { output b=c.d e=c.f; -> d }", "block a {\n  output b = c.d, e = c.f\n  -> d\n}"),
        ("block a { exit b { -> c }; output; d = 1 }", "block a {\n  exit b { -> c }\n  output\n  d = 1\n}"),
        ("a = 1", "a = 1"),
        ("-> a", "-> a"),
        ("a: on call { -> b }", "a: on call { -> b }"),
        ("on call { -> a } else { -> b }", "on call {\n  -> a\n} else {\n  -> b\n}"),
    ],
)
def test_a_statement_of_a_file_has_one_form(written: str, formatted: str) -> None:
    assert format_text(written).text == f"{formatted}\n"


LONG = "on call {\n  -> a\n  -> b\n}\n"
SHORT = "on message { -> a }\n"


@pytest.mark.parametrize(("first", "second"), [(LONG, SHORT), (SHORT, LONG), (LONG, LONG.replace("call", "request"))])
def test_what_has_several_lines_has_a_blank_line_above_and_below(first: str, second: str) -> None:
    for between in ("", "\n", "\n\n\n"):
        assert format_text(first + between + second).text == f"{first}\n{second}"


def test_between_statements_of_one_line_blank_lines_are_kept() -> None:
    assert format_text(SHORT + SHORT).text == SHORT + SHORT
    assert format_text(f"{SHORT}\n\n\n{SHORT}").text == f"{SHORT}\n{SHORT}"


def test_the_blank_line_stands_above_the_documentation() -> None:
    assert format_text(f"{LONG}## A message.\n{SHORT}").text == f"{LONG}\n## A message.\n{SHORT}"
    assert format_text(f"{SHORT}## A call.\n# Really.\n{LONG}").text == f"{SHORT}\n## A call.\n# Really.\n{LONG}"


def test_a_comment_that_belongs_to_the_statement_above_stays_there() -> None:
    assert format_text(f"{LONG}# That was it.\n\n{SHORT}").text == f"{LONG}# That was it.\n\n{SHORT}"


def test_comments_at_the_end_are_kept_as_they_stand() -> None:
    assert format_text(f"{LONG}# one\n\n\n# two\n\n").text == f"{LONG}# one\n\n# two\n"
