"""Indentation tells which brace is missing, and which is one too many."""

from __future__ import annotations

import pytest
from tests.syntax.texts import EXAMPLES, findings, marked, outline, read

UNCLOSED = ("FLW004", "a block is not closed")
TOO_MANY = ("FLW005", "a `}` too many")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on call ⟦{⟧\n  say\n\nsection b {\n  play\n}\n", "on(say) section(play)"),
        ("on call ⟦{⟧\n  say\n\n## About b.\nsection b {\n  play\n}\n", "on(say) section(play)"),
        ("on call {\n  gather ⟦{⟧\n    x = 1\n  say\n}\nsection b {\n}\n", "on(gather(x=) say) section()"),
        ("on call {\n  gather ⟦{⟧\n    x = 1\n\n  # a\n  say\n}\n", "on(gather(x=) say)"),
        ("on call {\n  gather ⟦{⟧\n    x = 1\n}\nsay\n", "on(gather(x=)) say"),
        ("on call {\n  record ⟦{⟧ failed -> next\n  say\n}\nsay\n", "on(record(failed->next) say) say"),
        ("on call {\n  if a ⟦{⟧\n    say\n  else {\n    play\n  }\n  say\n}\n", "on(if(say)(play) say)"),
        ("on call {\n  if a {\n    say\n  } else ⟦{⟧\n    play\n  say\n}\n", "on(if(say)(play) say)"),
        ("on call ⟦{⟧\n  say\n", "on(say)"),
        ("on call ⟦{⟧", "on()"),
        ("on call ⟦{⟧\n  say\n  gather ⟦{⟧\n    x = 1", "on(say gather(x=))"),
        ("on call ⟦{⟧\nsay\nplay\n", "on(say play)"),
        ("on call ⟦{⟧\n\tsay\nplay\n", "on(say) play"),
        ("a {\n  b ⟦{⟧\n    x = [1,\n2]\n    y = 1\n  z = 1\n}\n", "a(b(x= y=) z=)"),
    ],
)
def test_a_missing_brace_is_found_at_the_block_that_it_would_close(text: str, expected: str) -> None:
    assert set(findings(text)) == {UNCLOSED}
    assert outline(marked(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on call {\n  say\n}\n⟦}⟧\nsay\n", "on(say) say"),
        ("⟦}⟧\nsay\n", "say"),
        ("say ⟦}⟧ -> a\nplay", "say->a play"),
        ("on call {\n  gather {\n    x = 1\n  }\n  ⟦}⟧\n  say\n}\nplay\n", "on(gather(x=) say) play"),
        ("on call {\n  say\n  ⟦}⟧\n  play\n}\nsay\n", "on(say play) say"),
        ("a {\n}\n⟦}⟧\n⟦}⟧\n", "a()"),
    ],
)
def test_a_brace_too_many_is_found_where_it_stands(text: str, expected: str) -> None:
    assert set(findings(text)) == {TOO_MANY}
    assert outline(marked(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on call\n  say\n⟦}⟧\nplay\n", "on(say) play"),
        ("on call # a\n\n  say\n⟦}⟧\nplay\n", "on(say) play"),
        ("on call {\n  gather a\n    x = 1\n\n    y = 1\n  ⟦}⟧\n  say\n}\nplay\n", "on(gather(x= y=) say) play"),
        ("on call {\n  if a {\n    say\n  } else\n    play\n  ⟦}⟧\n}\n", "on(if(say)(play))"),
        ("on call {\n  if a\n    say\n  ⟦}⟧ else {\n    play\n  }\n}\n", "on(if(say)(play))"),
    ],
)
def test_a_brace_whose_partner_is_missing_opens_its_block_by_indentation(text: str, expected: str) -> None:
    assert findings(text) == [("FLW005", "a `}` without its `{`")]
    assert outline(marked(text)[0]) == expected


def test_the_fix_writes_the_brace_that_is_missing() -> None:
    text = "on call # a\n  say\n}\n"
    (problem,) = read(text).diagnostics
    (fix,) = problem.fixes

    assert text[: fix.span.start] + fix.replacement + text[fix.span.end :] == "on call { # a\n  say\n}\n"


def test_one_missing_above_and_one_too_many_below_are_both_found_in_a_text_with_other_mistakes() -> None:
    text = "on call {\n  gather ⟦{⟧\n    x = 1\n  say\n}\nsection b {\n  say\n}\n⟦}⟧\n-> a ⟦b⟧\n"

    assert [code for code, _ in findings(text)] == ["FLW004", "FLW005", "FLW001"]
    assert outline(marked(text)[0]) == "on(gather(x=) say) section(say) ->a b"


def test_one_too_many_above_and_one_missing_below_are_both_found() -> None:
    text = "on call {\n  say\n}\n⟦}⟧\nsection b ⟦{⟧\n  say\n"

    assert [code for code, _ in findings(text)] == ["FLW005", "FLW004"]
    assert outline(marked(text)[0]) == "on(say) section(say)"


def test_balanced_braces_are_not_judged_by_their_indentation() -> None:
    assert read("on call {\n  gather {\n    x = 1\n}\n  say\n  }\nsection b {\n      say\n}\n").diagnostics == ()


def test_a_brace_that_is_indented_wrongly_is_no_second_mistake() -> None:
    text = "on call {\n  gather {\n    x = 1\n   }\n  say\n}\nsection b ⟦{⟧\n  say\nsection c {\n}\n"

    assert findings(text) == [UNCLOSED]
    assert outline(marked(text)[0]) == "on(gather(x=) say) section(say) section()"


def test_indentation_that_says_nothing_leaves_the_counting() -> None:
    text = "a {\nb {\nc {\n}\n}\nsay\n"

    assert [problem.code for problem in read(text).diagnostics] == ["FLW004"]


def test_the_note_shows_where_the_block_seems_to_end() -> None:
    (problem,) = read("on call {\n  say\n\nsection b {\n}\n").diagnostics
    (note,) = problem.notes

    assert note.message == "the block seems to end here"
    assert note.span is not None
    assert note.span.line == 2


def test_the_note_shows_the_end_of_the_file() -> None:
    (problem,) = read("on call {\n  say").diagnostics
    (note,) = problem.notes

    assert note.message == "the file ends here"


@pytest.mark.parametrize("name", EXAMPLES)
def test_taking_away_any_last_brace_of_a_line_gives_one_finding(name: str) -> None:
    lines = EXAMPLES[name].splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.strip() == "}":
            text = "".join([*lines[:number], *lines[number + 1 :]])
            codes = [problem.code for problem in read(text).diagnostics]
            assert codes == ["FLW004"], text


@pytest.mark.parametrize("name", EXAMPLES)
def test_adding_a_brace_behind_any_other_gives_one_finding(name: str) -> None:
    lines = EXAMPLES[name].splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.strip() == "}":
            text = "".join([*lines[:number], line, *lines[number:]])
            codes = [problem.code for problem in read(text).diagnostics]
            assert codes == ["FLW005"], text


def test_indentation_is_taste_also_where_the_else_of_a_split_stands_below_a_brace() -> None:
    text = """section a {
  b: split "x" {
    "y" {
    c: split "z" {
      "y" { -> b }
      else -> next
    }
  }
    else -> next
  }
}
"""

    assert findings(text) == []
    assert outline(text) == 'section(b:split("y"(c:split("y"(->b) else->next)) else->next))'
