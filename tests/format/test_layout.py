"""Bodies, branches, exits and cases."""

from __future__ import annotations

import pytest
from tests.format.formatted import lines_of, one

from flowc.format.style import SHORT


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        ("->end", "-> end"),
        ('->"end"', '-> "end"'),
        ("a : -> end", "a: -> end"),
        ('"my.label" :say "a"', '"my.label": say "a"'),
        ("record off{failed->next}->end", "record off { failed -> next } -> end"),
        ("dial number +15550100{busy noAnswer->a}", "dial number +15550100 { busy, noAnswer -> a }"),
        ("raw x{done->a}", "raw x { done -> a }"),
        ('"a" -> b', '"a" -> b'),
        ("else -> a", "else -> a"),
    ],
)
def test_a_statement_has_one_form(written: str, formatted: str) -> None:
    assert one(written) == formatted


def test_a_block_of_one_short_item_stands_on_one_line() -> None:
    short = '"' + "a" * (SHORT - len('say ""')) + '"'

    assert lines_of(f"if a.b is_blank {{\nsay {short}\n}}") == [f"if a.b is_blank {{ say {short} }}"]
    assert lines_of(f'if a.b is_blank {{ say "a{short[1:]} }}') == [
        "if a.b is_blank {",
        f'  say "a{short[1:]}',
        "}",
    ]


@pytest.mark.parametrize(
    "inside",
    ["-> a; -> b", "record off { failed -> next }", "\n# a comment\n-> a", "-> a # a comment\n", "-> a\n# a comment\n"],
)
def test_two_items_braces_or_a_comment_make_lines_of_a_block(inside: str) -> None:
    assert one(f"if a.b is_blank {{{inside}}}").startswith("if a.b is_blank {\n  ")


def test_beside_an_else_every_body_has_lines() -> None:
    assert lines_of("if a.b is_blank{->a}else if a.c is_blank{ }else{->c}") == [
        "if a.b is_blank {",
        "  -> a",
        "} else if a.c is_blank {",
        "} else {",
        "  -> c",
        "}",
    ]


def test_the_last_branch_may_be_an_arrow() -> None:
    assert lines_of("if a.b is_blank { } else->c")[-1] == "} else -> c"
    assert lines_of("if a.b is_blank { } else if a.c is_blank->c")[-1] == "} else if a.c is_blank -> c"


def test_comments_in_branches_stay_there() -> None:
    text = "if a.b is_blank { # one\n} else { # two\n# three\n} # four"

    assert lines_of(text) == ["if a.b is_blank {  # one", "} else {  # two", "  # three", "}  # four"]


def test_a_branch_that_is_too_long_opens_its_list() -> None:
    values = ", ".join(["abcdefghijkl"] * 8)

    assert lines_of(f"if a.b matches_any_of [{values}] {{ -> a }} else {{ -> b }}")[:2] == [
        "if a.b matches_any_of [",
        "  abcdefghijkl,",
    ]


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        ("1 or 2->a", "1 or 2 -> a"),
        ("1 2->a", "1, 2 -> a"),
        ('1,"two" or "three"->a', '1, "two" or "three" -> a'),
        ("none,timeout{->a}", "none, timeout { -> a }"),
        ("none { }", "none { }"),
        ("none { -> a } -> b", "none { -> a } -> b"),
    ],
)
def test_the_names_of_a_choice_have_commas_unless_there_is_an_or(written: str, formatted: str) -> None:
    assert one(f'menu "a" {{ {written} }}') == f'menu "a" {{\n  {formatted}\n}}'


def test_the_words_of_a_case_have_none() -> None:
    assert one('split a.b { regex,"^9$",name="Nine"->a }') == 'split a.b {\n  regex "^9$" name="Nine" -> a\n}'


def test_arrows_and_braces_of_neighbours_stand_below_each_other() -> None:
    text = 'menu "a" { 1 -> a; "two" or 3 -> b; none { say "c" }; timeout { say "d"; -> a }; failed -> e }'

    assert lines_of(text)[1:] == [
        "  1          -> a",
        '  "two" or 3 -> b',
        '  none       { say "c" }',
        "  timeout {",
        '    say "d"',
        "    -> a",
        "  }",
        "  failed -> e",
        "}",
    ]


def test_statements_of_a_body_are_not_lined_up() -> None:
    assert lines_of("if a.b is_blank -> a\nif flow.variables.c is_blank -> b") == [
        "if a.b is_blank -> a",
        "if flow.variables.c is_blank -> b",
    ]


def test_pairs_stand_on_one_line_while_they_are_short() -> None:
    assert one('http "https://a.example" { parameters { a = 1; "b c" = 2 } }').split("\n")[1] == (
        '  parameters { a = 1; "b c" = 2 }'
    )
    long = one(f'http "https://a.example" {{ parameters {{ a = 1; b = "{"c" * SHORT}" }} }}')
    assert long.split("\n")[1:4] == ["  parameters {", "    a = 1", f'    b = "{"c" * SHORT}"']


def test_the_blocks_of_neighbouring_options_are_lined_up() -> None:
    assert lines_of("agent { configurations { a = 1 }; parameters { b = 2 } }")[1:3] == [
        "  configurations { a = 1 }",
        "  parameters     { b = 2 }",
    ]


def test_the_block_of_an_unknown_verb_is_a_body_where_verbs_stand_in_it() -> None:
    assert one('x { say  "a" "b"; busy c -> d }') == 'x {\n  say "a" "b"\n  busy c -> d\n}'
    assert one("x { busy c -> d }") == "x { busy, c -> d }"


def test_lines_that_mean_nothing_keep_their_words() -> None:
    assert one("record on {\nfailed }") == "record on { failed }"
    assert one("a = 1") == "a = 1"
    assert one('say "a" { b } else { c }') == 'say "a" {\n  b\n} else {\n  c\n}'
