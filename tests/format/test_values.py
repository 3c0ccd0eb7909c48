"""Values on a line, and lists and calls that are opened up."""

from __future__ import annotations

import pytest
from tests.format.formatted import one, values

from flowc.format.style import WIDTH
from flowc.format.values import compose, fits, flat, joined, pieces


def on_a_line(text: str) -> str | None:
    return flat(joined(values(text)))


def opened(text: str, indent: int = 0, column: int | None = None) -> str:
    return "\n".join(compose(joined(values(text)), indent, column))


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        ("a   b", "a b"),
        ("a , b", "a b"),
        ("a = b", "a=b"),
        ('"a b"  =1', '"a b"=1'),
        ("[ ]", "[]"),
        ("[a b,\n c ,]", "[a, b, c]"),
        ("f ( )", "f()"),
        ("f(a,b = c d :e|f=  g)", "f(a, b=c, d: e | f = g)"),
        ("a:b", "a: b"),
        ("a : b|c =d", "a: b | c = d"),
        ("[[a], f([b])]", "[[a], f([b])]"),
        ('"a\\n" 0.50 007 -1 +15550100 2m', '"a\\n" 0.50 007 -1 +15550100 2m'),
        ('"""a "b" c"""', '"""a "b" c"""'),
    ],
)
def test_values_on_a_line_have_one_form(written: str, formatted: str) -> None:
    assert on_a_line(written) == formatted


@pytest.mark.parametrize("text", ["[a # b\n]", "f([\n# b\n])", 'a="""\nb"""', "[# a\n]"])
def test_a_comment_or_a_text_of_several_lines_forbids_one_line(text: str) -> None:
    assert on_a_line(text) is None


def test_a_list_that_does_not_fit_has_an_element_a_line_with_a_comma_each() -> None:
    assert opened(f"[a, {'b' * 96}]") == f"[\n  a,\n  {'b' * 96},\n]"


def test_the_last_column_may_be_used() -> None:
    exactly = f"[{'a' * (WIDTH - 2)}]"

    assert opened(exactly) == exactly
    assert opened(exactly, column=1) == f"[\n  {'a' * (WIDTH - 2)},\n]"


def test_what_stands_behind_a_list_must_fit_too() -> None:
    long = "a" * 91

    assert opened(f"[{long}] b=c d=e") == f"[\n  {long},\n] b=c d=e"


def test_a_list_is_not_opened_where_it_would_not_help() -> None:
    long = '"' + "a" * WIDTH + '"'

    assert opened(f"[a] {long}") == f"[a] {long}"
    assert opened(f"{long} [a]") == f"{long} [a]"


def test_only_as_many_lists_are_opened_as_it_takes() -> None:
    long = ", ".join(["abcdefgh"] * 6)

    assert opened(f"[{long}] [{long}]").count("\n") == 7
    assert opened(f"[{long}] [{long}]").startswith(f"[{long}] [\n")


def test_lists_in_lists_are_opened_from_outside() -> None:
    long = "a" * 84

    assert opened(f"[f({long}, b), f(c, d)]") == f"[\n  f({long}, b),\n  f(c, d),\n]"
    assert opened(f"[f({long}, {long}), c]") == f"[\n  f(\n    {long},\n    {long},\n  ),\n  c,\n]"


def test_a_list_of_one_record_is_opened_with_it() -> None:
    long = "a" * 80

    assert opened(f"[f(b={long}, c={long})]") == f"[f(\n  b={long},\n  c={long},\n)]"


def test_the_value_of_an_option_in_a_list_is_opened_too() -> None:
    long = "a" * 60

    assert opened(f"f(a=[{long}, {long}], b)") == f"f(\n  a=[\n    {long},\n    {long},\n  ],\n  b,\n)"


def test_comments_stay_with_their_elements() -> None:
    text = "[ # one\na # two\n,\n# three\nb=c, # four\n# five\n]"

    assert opened(text) == "[  # one\n  a,  # two\n  # three\n  b=c,  # four\n  # five\n]"


def test_a_list_of_only_a_comment_keeps_it() -> None:
    assert opened("[ # one\n]") == "[  # one\n]"
    assert opened("[\n\n# one\n\n]") == "[\n  # one\n]"


def test_lines_behind_the_first_are_indented() -> None:
    assert opened(f"[{'a' * 99}]", indent=4) == f"[\n      {'a' * 99},\n    ]"


def test_an_assignment_on_a_line_of_its_own_has_blanks() -> None:
    assert flat(pieces(values("a=b")[0], " = ")) == "a = b"


def test_a_text_that_is_not_there_does_not_fit() -> None:
    assert not fits(None, 0)
    assert fits("", WIDTH)
    assert not fits("a", WIDTH)


def test_a_line_of_very_many_values_stays_one() -> None:
    assert one("say " + "a " * 10_000).count("\n") == 0
