"""Texts: what is written on one line, what as a block, and that both say what they should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.source import Source
from flowc.spell.blocks import indented
from flowc.spell.texts import spell_text
from flowc.syntax import parse
from flowc.syntax.nodes import Assignment, Token, items
from flowc.syntax.strings import decode

PIECES = st.sampled_from(
    ["\n", "\n\n", " ", "  ", "\t", '"', '"""', "\\", "\\n", "a", "Hello, and welcome.", "é", "\r", "#"]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


def said(spelled: str) -> str:
    """What a spelling says where it is the value of an assignment."""
    parsed = parse(Source("x", f"a = {spelled}\n"))
    assert parsed.diagnostics == ()
    (item,) = items(parsed.file.entries)
    assert isinstance(item, Assignment)
    assert isinstance(item.value, Token)
    return decode(item.value)


@given(TEXTS)
def test_a_spelling_says_its_text(text: str) -> None:
    assert said(spell_text(text)) == text


@given(TEXTS)
def test_a_spelling_says_its_text_when_all_its_lines_are_indented(text: str) -> None:
    assert said(indented(indented(spell_text(text))).lstrip(" ")) == text


def test_a_text_of_several_lines_is_a_block() -> None:
    text = "Dear customer,\nyour order is on its way.\n\nThe Owl shop"

    assert spell_text(text) == '"""\n  Dear customer,\n  your order is on its way.\n\n  The Owl shop\n  """'


def test_two_short_lines_stay_on_one() -> None:
    assert spell_text("Yes\nNo") == '"Yes\\nNo"'


def test_quotes_need_no_escape_in_a_block() -> None:
    text = 'She said "yes", and he said "no",\nand the owl said nothing at all.'

    assert spell_text(text).splitlines()[1] == '  She said "yes", and he said "no",'


def test_json_stands_in_a_block_as_it_is() -> None:
    text = '{\n  "a": "",\n  "b": {\n    "c": "x"\n  }\n}\n' * 2

    assert [line.removeprefix("  ") for line in spell_text(text).splitlines()[1:-1]] == text.split("\n")


def test_json_on_one_line_needs_no_escapes() -> None:
    assert spell_text('{"from": "{{trigger.call.From}}"}') == '"""{"from": "{{trigger.call.From}}"}"""'


@pytest.mark.parametrize("text", ['"a" and "b"', 'it says "a", "b"', 'a "b" """ c', 'a "b" \\ "c"', ' "a" "b" '])
def test_a_line_of_quotes_is_read_as_it_was(text: str) -> None:
    assert said(spell_text(text)) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" all lines\n are indented\n" * 5, "  \\sall lines"),
        ("blank at the end \nof a line, which editors take away " + "x" * 40, "  blank at the end\\s"),
        ('a """ of its own\n' * 5, '  a \\"\\"\\" of its own'),
        ("a\\b\n" * 5, "  a\\\\b"),
    ],
)
def test_what_a_block_would_lose_is_escaped(text: str, line: str) -> None:
    spelled = spell_text(text)

    assert line in spelled.splitlines()
    assert said(spelled) == text


def test_a_long_line_is_broken_behind_blanks_and_joined_again() -> None:
    text = "To improve our service this call will be recorded. " * 4

    lines = spell_text(text).splitlines()

    assert len(lines) > 3
    assert all(len(line) <= 92 for line in lines)
    assert all(line.endswith(" \\") for line in lines[1:-2])
    assert said(spell_text(text)) == text


def test_each_member_of_json_on_a_long_line_has_its_own() -> None:
    text = '{"name": "{{trigger.call.From}}", "kind": "a feedback by phone", "of": {"shop": "the Owl shop, London"}}'

    assert spell_text(text).splitlines() == [
        '"""',
        '  {"name": "{{trigger.call.From}}", \\',
        '  "kind": "a feedback by phone", \\',
        '  "of": {"shop": "the Owl shop, London"}}',
        '  """',
    ]


def test_a_word_that_is_too_long_stays_whole() -> None:
    assert spell_text("x" * 200) == '"' + "x" * 200 + '"'


def test_liquid_is_not_broken() -> None:
    text = (
        "{% if flow.variables.language == 'es' %}Buenos dias{% else %}Good morning, and welcome{% endif %} to us all."
    )

    assert all(line.count("{%") == line.count("%}") for line in spell_text(text).splitlines())
    assert said(spell_text(text)) == text
