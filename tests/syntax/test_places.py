"""Where the characters of a text stand in the string that spells it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.source import Source, Span
from flowc.syntax.nodes import Token
from flowc.syntax.places import offsets, place_within
from flowc.syntax.strings import decode, encode

LONG = '"""\n    Hello\n\n      you \\\n    and "me"\\n\n    """'


def within(written: str, text: str, part: str) -> str:
    """What the source has where a part of the text stands."""
    source = Source("a.flow", f"say {written} -> end")
    start = text.index(part)
    return place_within(Span(source, 4, 4 + len(written)), text, start, start + len(part)).text


def test_a_part_of_a_text_has_its_place_in_the_string() -> None:
    assert within('"Hello <b>you</b>"', "Hello <b>you</b>", "<b>") == "<b>"


@pytest.mark.parametrize(
    ("part", "written"), [("\n", "\\n"), ('"', '\\"'), ("é", "\\u{e9}"), ("e", "e"), (" ", "\\s"), ("x\n", "x\\n")]
)
def test_an_escape_is_the_place_of_its_character(part: str, written: str) -> None:
    assert within('"ax\\n\\"\\u{e9}e\\sz"', 'ax\n"ée z', part) == written


def test_a_long_string_has_places_without_its_indentation() -> None:
    text = decode(Token("LONG_STRING", LONG, 0))

    assert text == 'Hello\n\n  you and "me"\n'
    assert within(LONG, text, "Hello") == "Hello"
    assert within(LONG, text, "  you ") == "  you "
    assert within(LONG, text, "and") == "and"
    assert within(LONG, text, "me") == "me"
    assert within(LONG, text, '"\n') == '"\\n'


def test_a_line_end_of_windows_is_one_character() -> None:
    assert within('"""a\r\n  b\r\n  c"""', "a\nb\nc", "b") == "b"


def test_a_text_on_the_line_of_the_quotes_keeps_its_place() -> None:
    assert within('"""  one"""', "  one", "one") == "one"


@pytest.mark.parametrize("written", ["GREETING", '"another"', '"Hello {{const.who}}"', ""])
def test_where_no_string_says_the_text_the_place_is_the_whole(written: str) -> None:
    assert within(written, "Hello <b>", "<b>") == written


def test_the_string_that_says_the_text_is_found_among_others() -> None:
    assert within('regex name="(" "a(b"', "a(b", "(") == "("
    assert within('regex "a(b" name="("', "(", "(") == "("


LINES = st.lists(st.text('ab"\\ \t\u00e9', max_size=6), min_size=1, max_size=5)


@given(st.text())
def test_every_character_of_a_short_string_stands_where_it_is_spelled(text: str) -> None:
    token = Token("STRING", encode(text), 0)
    found = offsets(token)

    assert len(found) == len(decode(token)) + 1
    assert list(found) == sorted(found)
    assert found[-1] == len(token.text) - 1
    for at, char in enumerate(text):
        assert decode(Token("STRING", f'"{token.text[found[at] : found[at + 1]]}"', 0)) == char


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "  ", "\t"]), st.booleans())
def test_every_character_of_a_long_string_stands_where_it_is_written(
    lines: list[str], end: str, indent: str, own: bool
) -> None:
    body = end.join(indent + line for line in lines).replace("\\", "").replace('"', "'")
    token = Token("LONG_STRING", f'"""{end if own else ""}{body}{end}{indent}"""', 0)
    text, found = decode(token), offsets(token)

    assert len(found) == len(text) + 1
    assert list(found) == sorted(found)
    for at, char in enumerate(text):
        assert token.text[found[at]] == (end[0] if char == "\n" else char)
