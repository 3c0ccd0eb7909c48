"""FLW409: hints for splits that say nothing of other values."""

from __future__ import annotations

import pytest

from flowc.compile import check


def hints(text: str) -> list[tuple[str, str, int]]:
    """The code, the severity and the line of all that is found, hints included, but for variables."""
    return [
        (one.code, one.severity.value, one.span.line)
        for one in check(text, hints=True).diagnostics
        if one.code != "FLW508"
    ]


def test_a_split_without_an_else_is_a_hint() -> None:
    text = 'on call {\nsay "a"\nsplit contact.channel.address { is_blank -> next }\nsay "b"\n}'
    (found,) = check(text, hints=True).diagnostics

    assert (found.code, found.severity.value, found.span.line, found.label) == ("FLW409", "info", 3, "no `else`")
    assert check(text).diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "on call {\nsplit contact.channel.address {\nis_blank -> next\nelse -> end\n}\nset a=1\n}",
        "on call {\nif contact.channel.address is_blank -> end\n}",
        'on call {\nmenu "a" { 1 -> end }\n}',
    ],
    ids=["else", "if", "menu"],
)
def test_where_an_else_is_written_or_none_is_needed_there_is_no_hint(text: str) -> None:
    assert hints(text) == []


def test_a_split_of_a_block_is_not_hinted_at() -> None:
    text = "block b {\nsplit contact.channel.address { is_blank -> next }\n}\non call {\nb\nset a=1\n}"

    assert hints(text) == []


def test_a_hint_may_be_allowed() -> None:
    line = "split contact.channel.address { is_blank -> next } # flowc: allow FLW409 the end is meant"

    assert hints(f"on call {{\n{line}\nset a=1\n}}") == []
