"""What stands around the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import EXAMPLES

from flowc.lsp.cursor import Cursor, cursor_at
from flowc.symbols.lines import Line

CURSOR = "‸"


def at(marked: str) -> Cursor:
    return cursor_at(marked.replace(CURSOR, ""), marked.index(CURSOR))


@pytest.mark.parametrize(
    ("marked", "line", "owner", "block"),
    [
        ("‸", Line.FILE, "", ""),
        ("on call { ‸", Line.BODY, "", ""),
        ("on call { } ‸", Line.FILE, "", ""),
        ('on call { a: gather "{" { ‸', Line.EXIT, "gather", ""),
        ("on call { gather { timeout { ‸", Line.BODY, "", ""),
        ("on call { gather { timeout { -> end } ‸", Line.EXIT, "gather", ""),
        ("on call { split x { ‸", Line.CASE, "split", ""),
        ("on call { menu x { ‸", Line.CHOICE, "gather", ""),
        ("on call { if x is_blank { ‸", Line.BODY, "", ""),
        ("on call { if x is_blank { } else { ‸", Line.BODY, "", ""),
        ("block b(\n a: list(text),\n) {\n ‸", Line.BODY, "", "b"),
        ("block b(a: text) { say a { ‸", Line.EXIT, "say", "b"),
        ("default say, play { ‸", Line.EXIT, "say", ""),
        ('flow "x" { ‸', Line.SETTING, "flow", ""),
        ('on call { say """\n}\n""" \n ‸', Line.BODY, "", ""),
        ("on call { # }\n ‸", Line.BODY, "", ""),
        ("} } ‸", Line.FILE, "", ""),
        ("section a { }; section b { ‸", Line.BODY, "", ""),
    ],
)
def test_a_line_is_what_the_braces_around_it_make_it(marked: str, line: Line, owner: str, block: str) -> None:
    found = at(marked)

    assert (found.line, found.owner, found.block) == (line, owner, block)


@pytest.mark.parametrize(
    ("marked", "before", "word"),
    [
        ("on call { say ‸", ["say"], ""),
        ("on call { say te‸xt", ["say"], "te"),
        ("on call { gather hints=[a,\n b‸", ["gather", "hints", "=", "[", "a", ","], "b"),
        ("on call { a; b ‸", ["b"], ""),
        ("on call { a\n b: c ‸", ["b", ":", "c"], ""),
    ],
)
def test_the_line_before_the_cursor_is_known_up_to_the_word_at_it(marked: str, before: list[str], word: str) -> None:
    found = at(marked)

    assert ([token.text for token in found.before], found.word) == (before, word)


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ('on call { say "a ‸b"', "a "),
        ('on call { say "‸"', ""),
        ('on call { say """a\n‸', "a\n"),
        ('on call { say "a" ‸', None),
        ("on call { say ‸", None),
    ],
)
def test_in_a_string_what_stands_before_the_cursor_is_known(marked: str, text: str | None) -> None:
    assert at(marked).text == text


@pytest.mark.parametrize("marked", ["# x ‸", "on call {\n ## ‸", "on call { say # ‸"])
def test_a_comment_is_known(marked: str) -> None:
    assert at(marked).is_comment


@settings(max_examples=200)
@given(st.data())
def test_law_a_cursor_stands_on_the_line_that_its_braces_make_it(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    offset = data.draw(st.integers(0, len(text)))

    found = cursor_at(text, offset)

    assert found.start <= offset
    assert text[found.start : offset] == found.word
    assert (found.line is Line.FILE) == (text[:offset].count("{") - text[:offset].count("}") == 0) or '"' in text[
        :offset
    ]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ('on call { say "x" voice=man; say "y" ‸', set()),
        ('on call { say "x" voice=man loop=2 ‸', {"voice", "loop"}),
        ('on call {\n gather "x" timeout=5s {\n stop-on = "#"\n timeout -> end\n ‸', {"timeout", "stop-on"}),
        ('on call {\n gather "x" {\n keypress { say "y" loop=2 }\n hints = "a"\n ‸', {"hints"}),
    ],
)
def test_the_options_that_are_given_are_those_of_the_statement_alone(marked: str, names: set[str]) -> None:
    assert at(marked).given == names
