"""Whatever the string, a finding in it points at what it names."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flowc.compile import check
from flowc.syntax.strings import encode

PIECES = st.sampled_from(
    [
        "a",
        '"',
        "\\",
        "\n",
        "é",
        "{ ",
        "}",
        "# no comment",
        "{{flow.data.b}}",
        "{{ flow.sid | upcase }}",
        "nobody",
        "->",
        ";",
    ]
)
BETWEEN = st.lists(PIECES, max_size=4).map("".join)
WRONG = "{{ contact.channel.address | nobody }}"


def placed(text: str) -> list[str]:
    return [one.span.text for one in check(text).diagnostics if one.code == "FLW502"]


def filter_at(text: str) -> list[int]:
    return [one.span.start for one in check(text).diagnostics if one.code == "FLW502"]


@given(BETWEEN, BETWEEN)
@example("", "")
@example('"{{flow.data.nobody}}', "")
def test_a_filter_is_found_in_a_string_however_it_is_written(before: str, after: str) -> None:
    spelled = encode(before + WRONG + after)
    text = f"on call {{ say {spelled} }}"

    assert placed(text) == ["nobody"]
    # The word may stand in the string more than once: it is the one behind the bar.
    (start,) = filter_at(text)
    assert text[start - 2 : start] == "| "


@pytest.mark.parametrize(
    "statement",
    [
        'set a="x" b="%" c="y"',
        'set { a = "x"; b = "%" }',
        'http GET "https://e.com" { parameters { a = "%" }; failed -> next }',
        'split contact.channel.address { equal_to "%" -> next; else -> next }',
        'split contact.channel.address { equal_to "1" of="%" -> next; else -> next }',
        'menu "%" { 1 -> next }',
        'raw "some-type" { property text = "%"; property more = json("[1]") }',
        'say """\n    One.\n      %\n    """',
        'if "%" equal_to "1" -> end',
        'if contact.channel.address equal_to 1 { say "x" } else if "%" equal_to "1" -> end',
    ],
)
def test_a_filter_is_found_in_every_kind_of_statement(statement: str) -> None:
    text = f"on call {{\n{statement.replace('%', WRONG)}\n}}"

    assert placed(text) == ["nobody"]


def test_a_text_that_a_word_stands_for_is_placed_at_the_word() -> None:
    assert placed(f'const text = "{WRONG}"\non call {{ say text }}') == ["text"]


def test_what_a_value_brings_into_a_text_is_placed_at_the_text() -> None:
    found = placed(f'const text = "{WRONG}"\non call {{ say "Hi {{{{const.text}}}}" }}')

    assert found == ['"Hi {{const.text}}"']


def test_what_a_block_of_a_block_does_wrong_is_placed_at_the_outer_use() -> None:
    text = f'block inner {{ say "{WRONG}" }}\nblock outer {{ inner }}\non call {{ outer }}'

    (found,) = [one for one in check(text).diagnostics if one.code == "FLW502"]

    assert (found.span.text, found.span.line) == ("outer", 3)
    assert [note.message for note in found.notes] == ["which uses `inner`", "this `say` in the block"]
