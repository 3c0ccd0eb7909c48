"""Values without their quotes, strings without their end, and escapes that mean nothing: FLW006, FLW002, FLW003."""

from __future__ import annotations

import pytest
from tests.syntax.texts import findings, marked, outline, read

from flowc.diagnostics import Fix
from flowc.source import Source
from flowc.syntax import parse


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = ⟦08:00⟧", "a time needs quotes"),
        ("x = ⟦23:59:59⟧", "a time needs quotes"),
        ("x = ⟦2024-01-31⟧", "a date needs quotes"),
        ("x = ⟦31.1.2024⟧", "a date needs quotes"),
        ("x = ⟦31/1/2024⟧", "a date needs quotes"),
        ("x = ⟦2024-01-31T08:00:00Z⟧", "a date needs quotes"),
        ("x = ⟦*⟧", "a key needs quotes"),
        ("x = ⟦#⟧", "a key needs quotes"),
        ("x = ⟦#⟧   ", "a key needs quotes"),
        ("gather { finish_on_key = ⟦#⟧ }", "a key needs quotes"),
        ("gather { finish_on_key = ⟦#⟧; timeout = 5s }", "a key needs quotes"),
        ("say x=⟦*⟧ {\n}", "a key needs quotes"),
        ("⟦*⟧ -> menu", "a key needs quotes"),
        ("x = ⟦1st⟧", "a text needs quotes"),
        ("x = ⟦1.2.3⟧", "a text needs quotes"),
        ("x = [⟦08:00⟧, a]", "a time needs quotes"),
        ("play ⟦https://example.com/a.mp3?b=c⟧ loop=2", "a URL needs quotes"),
        ("play [⟦https://example.com/a⟧, b]", "a URL needs quotes"),
        ("x = ⟦Hello you⟧", "a text needs quotes"),
        ("x = ⟦Hello, how are 2 of you⟧", "a text needs quotes"),
        ("a { x = ⟦Hello you⟧; y = 1 }", "a text needs quotes"),
        ("mail ⟦me@example.com⟧ a", "a text needs quotes"),
        ("say ⟦Hello!⟧", "a text needs quotes"),
        ("x = ⟦50%⟧", "a text needs quotes"),
        ("say ⟦{{widgets.menu.Digits}}⟧", "a template needs quotes"),
        ("say ⟦${greeting}⟧ voice=alice", "a template needs quotes"),
    ],
)
def test_a_value_that_needs_quotes_is_named_by_its_kind(text: str, message: str) -> None:
    assert findings(text) == [("FLW006", message)]


def test_the_fix_puts_the_quotes_on() -> None:
    (problem,) = read("x = 08:00").diagnostics

    assert problem.fixes == (Fix('write `"08:00"`', problem.span, '"08:00"'),)
    assert problem.help == 'write `"08:00"`'


@pytest.mark.parametrize(
    "text", ["x = 08:00", "x = Hello you\n", "say Hello!", "play https://a.b/c", "x = #", "* -> a"]
)
def test_a_text_is_sound_once_the_quotes_are_on(text: str) -> None:
    (problem,) = read(text).diagnostics
    (fix,) = problem.fixes

    assert read(text[: fix.span.start] + fix.replacement + text[fix.span.end :]).diagnostics == ()


def test_a_very_long_value_is_not_repeated_in_full() -> None:
    (problem,) = read("x = 1" + "y" * 200).diagnostics

    assert len(problem.help) < 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('say ⟦"Hello⟧\nsay "b"', "say say"),
        ('say ⟦"Hello⟧', "say"),
        ('gather ⟦"Hello⟧ {\n say "b"\n}\nsay "c"', "gather(say) say"),
        ('on call { say ⟦"Hello⟧ }\nsay "c"', "on(say) say"),
        ('on call { say ⟦"Hello {{a.b}}⟧ }\nsay "c"', "on(say) say"),
        ('on call {\n say ⟦"Hello {{a.b}}⟧\n}\nsay "c"', "on(say) say"),
        ('split x {\n ⟦"1⟧ -> sales\n 2 -> b\n}', 'split("1->sales 2->b)'),
        ('say [a, ⟦"b⟧] {\n}\nsay "c"', "say() say"),
        ('say ⟦"Hello⟧ -> done\nsay', "say->done say"),
        ('say ⟦"Hello \\⟧\nsay "b"', "say say"),
    ],
)
def test_a_string_without_end_takes_no_more_than_its_text(text: str, expected: str) -> None:
    assert findings(text) == [("FLW002", "a text never ends")]
    assert outline(marked(text)[0]) == expected


def test_the_fix_closes_the_string() -> None:
    text = 'say "Hello \\\nsay "b"\n'
    (problem,) = read(text).diagnostics
    (fix,) = problem.fixes

    assert read(text[: fix.span.start] + fix.replacement + text[fix.span.end :]).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('say ⟦"""⟧Hello', "say"),
        ('on call {\n  say ⟦"""⟧\n    Hello\n  say "b"\n}\nsection x {\n}', "on(say say) section()"),
        ('on call {\n  say ⟦"""⟧Hello\n}\nsection x {\n  say """\n    b\n    """\n}', "on(say) section(say)"),
        ('on call {\n  say ⟦"""⟧Hello\n}\nsection x {\n  say """b"""\n}\nsay "c"', "on(say) section(say) say"),
    ],
)
def test_a_long_string_without_end_ends_where_its_indentation_does(text: str, expected: str) -> None:
    assert findings(text) == [("FLW002", "a text never ends")]
    assert outline(marked(text)[0]) == expected


@pytest.mark.parametrize(
    "text",
    ['say "a⟦\\d⟧"', 'say "⟦\\x⟧" b="⟦\\u{}⟧"', 'say """\n  ⟦\\d⟧\n"""', 'x = ["⟦\\d⟧"]'],
)
def test_an_unknown_escape_is_found_where_it_stands(text: str) -> None:
    assert {code for code, _ in findings(text)} == {"FLW003"}


def test_the_fix_doubles_the_backslash() -> None:
    source = Source("a.flow", r'say "C:\dir"')
    (problem,) = parse(source).diagnostics

    assert problem.message == r"`\d` is no escape"
    assert problem.fixes[0].replacement == r"\\d"


def test_each_unknown_escape_is_reported() -> None:
    assert [problem.span.start for problem in read(r'say "\a \b \n \c"').diagnostics] == [5, 8, 14]


def test_an_escape_in_a_text_that_cannot_be_placed_is_not_reported_as_well() -> None:
    assert [problem.code for problem in read('x = 5 ? "\\q"\n').diagnostics] == ["FLW009"]
