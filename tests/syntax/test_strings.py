"""What the strings of a flow say, and how a text is written as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.source import Source
from flowc.syntax import flow_grammar, parse
from flowc.syntax.nodes import Token
from flowc.syntax.strings import bad_escapes, decode, encode


def string(text: str) -> Token:
    """The only token of a text."""
    token, _ = flow_grammar().tokenize(text)
    assert token.type in ("STRING", "LONG_STRING")
    return token


@pytest.mark.parametrize(
    ("spelled", "text"),
    [
        ('""', ""),
        ('"a b"', "a b"),
        (r'"\""', '"'),
        (r'"\\"', "\\"),
        (r'"a\nb\tc\sd"', "a\nb\tc d"),
        (r'"\u{e9}\u{1F642}\u{0041}"', "é🙂A"),
        (r'"\\n"', r"\n"),
        ('"{{widgets.a.Digits}} ${b}"', "{{widgets.a.Digits}} ${b}"),
        ('"""a"""', "a"),
        ('"""say "it" """', 'say "it" '),
        (r'"""a\"""b"""', 'a"""b'),
        ('""""quoted"\\s"""', '"quoted" '),
    ],
)
def test_a_string_says_what_its_escapes_mean(spelled: str, text: str) -> None:
    assert decode(string(spelled)) == text
    assert bad_escapes(string(spelled)) == []


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("\n  a\n  b\n  ", "a\nb"),
        ("\n  a\n    b\n  c\n", "a\n  b\nc"),
        ("\n\ta\n\t\tb\n\t", "a\n\tb"),
        ("\n\n  a\n\n  b\n\n  ", "\na\n\nb\n"),
        ("a\n  b\n  c", "a\nb\nc"),
        ("\n  a \\\n  b\n", "a b"),
        ("\n  a\\n\n  b\n", "a\n\nb"),
        ("\n  \\s a\n  b\n", "  a\nb"),
        ("\n  a\n b\n", " a\nb"),
        ("   \n  a\n", "a"),
        ("\n", ""),
        ("\n\n", ""),
        ("\n  a\n\tb\n", "  a\n\tb"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_long_string_loses_its_frame_and_its_indentation(body: str, text: str, line_end: str) -> None:
    assert decode(string(f'"""{body}"""'.replace("\n", line_end))) == text


def test_escapes_apply_after_the_indentation_has_gone() -> None:
    assert decode(string('"""\n  a\n  \\tb\n"""')) == "a\n\tb"


def test_a_line_that_is_joined_does_not_take_part_in_the_text() -> None:
    assert decode(string('"""one \\\ntwo"""')) == "one two"


@pytest.mark.parametrize(
    "escape", ["\\a", "\\ ", "\\u", "\\u{", "\\u{}", "\\u{110000}", "\\u{d800}", "\\u{1234567}", "\\u{xyz}", "\\'"]
)
def test_an_escape_that_means_nothing_is_found_and_left_as_it_is(escape: str) -> None:
    token = string(f'"ab{escape}"')
    (found,) = bad_escapes(token)

    assert escape.startswith(found.text)
    assert (found.start, found.end) == (3, 3 + len(found.text))
    assert decode(token) == f"ab{escape}"


def test_only_a_long_string_joins_lines() -> None:
    assert bad_escapes(string('"""a\\\n b"""')) == []
    assert bad_escapes(string('"""a\\\r\n b"""')) == []


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("", '""'),
        ("a", '"a"'),
        ('"', r'"\""'),
        ("\\", r'"\\"'),
        ("a\n\tb", r'"a\n\tb"'),
        ("\r\0\x7f", r'"\u{d}\u{0}\u{7f}"'),
        ("\u2028\ufeff", r'"\u{2028}\u{feff}"'),
        ("é 🙂", '"é 🙂"'),
    ],
)
def test_a_text_is_written_with_as_few_escapes_as_it_needs(text: str, spelled: str) -> None:
    assert encode(text) == spelled


@given(st.text())
def test_what_is_written_reads_back(text: str) -> None:
    token = string(encode(text))

    assert decode(token) == text
    assert bad_escapes(token) == []


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])))
def test_a_written_text_is_a_sound_argument_on_one_line(text: str) -> None:
    source = Source("a.flow", f"say {encode(text)} voice=alice")
    parsed = parse(source)

    assert parsed.diagnostics == ()
    assert len(source.line_starts) == 1
