"""In how many segments a message is sent."""

# ruff: noqa: RUF001 - typography is what is tested

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.checks.analyses.segments import is_gsm, odd_characters, plainer, segments


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 134, 2),
        ("я" * 135, 3),
        ("🎉" * 35, 1),
        ("🎉" * 36, 2),
        ("a" * 70 + "’", 2),
    ],
)
def test_a_segment_holds_what_its_alphabet_allows(text: str, number: int) -> None:
    assert segments(text) == number


@pytest.mark.parametrize(
    ("text", "gsm"),
    [("Grüße, 5 € [ok]", True), ("ç", False), ("Ç", True), ("`", False), ("’", False), ("\n", True), ("\t", False)],
)
def test_the_alphabet_of_short_messages(text: str, gsm: bool) -> None:
    assert is_gsm(text) is gsm


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("We’ll “go” – now…", 'We\'ll "go" - now...'),
        ("a\u00a0b\u200bc", "a bc"),
        ("plain", "plain"),
        ("ça va ’", None),
        ("🎉’", None),
    ],
)
def test_typography_has_plain_characters_and_letters_have_none(text: str, plain: str | None) -> None:
    assert plainer(text) == plain


def test_odd_characters_are_told_by_their_places() -> None:
    assert odd_characters("a’b€–") == [1, 4]


@given(st.text("ab’€“…\u00a0🎉", max_size=400))
def test_a_plainer_text_is_of_the_alphabet(text: str) -> None:
    found = plainer(text)

    assert (found is None) == ("🎉" in text)
    assert found is None or is_gsm(found)
    assert segments(text + "a") >= segments(text)
