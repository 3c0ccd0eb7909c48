"""Comments and quotes of other languages."""

from __future__ import annotations

import pytest
from tests.syntax.texts import findings, marked, outline, read

from flowc.syntax.nodes import Statement, Token, items, tokens
from flowc.syntax.strings import decode


@pytest.mark.parametrize(
    ("text", "sign", "expected"),
    [
        ("⟦//⟧ a { comment\nsay", "//", "say"),
        ("say a ⟦//⟧ don't \"\nplay", "//", "say play"),
        ("⟦/*⟧ a\n } [ */ say\nplay", "/*", "say play"),
        ("⟦/*⟧ a\nplay", "/*", "play"),
        ("⟦//⟧", "//", ""),
    ],
)
def test_a_comment_of_another_language_is_read_as_one(text: str, sign: str, expected: str) -> None:
    assert findings(text) == [("FLW009", f"`{sign}` begins no comment")]
    assert outline(marked(text)[0]) == expected


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("“Hello you”", "Hello you"),
        ("„Hello“", "Hello"),
        ("«Hello»", "Hello"),
        ("\N{LEFT SINGLE QUOTATION MARK}Hello\N{RIGHT SINGLE QUOTATION MARK}", "Hello"),
        ("'Hello you'", "Hello you"),
        ("`Hello`", "Hello"),
        ("'a { # } ; -> b'", "a { # } ; -> b"),
        ('“say "it"”', 'say "it"'),
        ("''", ""),
    ],
)
@pytest.mark.parametrize("rest", ["", " voice=alice", " {\n  x = 1\n}", " # it's"])
def test_a_text_in_other_quotes_is_a_text(quoted: str, said: str, rest: str) -> None:
    text = f"say {quoted}{rest}\nplay\n"
    (problem,) = read(text).diagnostics
    statement = items(read(text).file.entries)[0]

    assert (problem.code, problem.message) == ("FLW009", f"`{quoted[0]}` is no quote")
    assert problem.span.text == quoted[0]
    assert isinstance(statement, Statement)
    assert isinstance(statement.parts[0], Token)
    assert decode(statement.parts[0]) == said
    assert outline(text).endswith(" play")


def test_a_quote_that_is_not_closed_on_its_line_belongs_to_its_word() -> None:
    assert findings("say ⟦'Hello⟧ you\nplay") == [("FLW006", "a text needs quotes")]


def test_an_apostrophe_within_a_word_opens_no_text() -> None:
    assert findings("say ⟦don't⟧ stop, ⟦it's⟧ ok\nplay") == [("FLW006", "a text needs quotes")] * 2


def test_the_fix_of_other_quotes_escapes_what_it_must() -> None:
    (problem,) = read('say “a "b"”').diagnostics

    assert problem.fixes[0].replacement == r'"a \"b\""'


def test_the_blanks_behind_a_text_in_other_quotes_are_kept() -> None:
    text = "say “a”   #  b  \n"

    assert [token.leading for token in tokens(read(text).file)][1:3] == [" ", "   "]
