"""Which codes a word chooses, and what is said of a word that chooses none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.diagnostics.codes import CODES
from flowc.diagnostics.selectors import chosen_by, fixed_level, nearest_code, unknown_code
from flowc.source import Source, Span

PLACE = Span(Source("flowc.toml", "FLW101"), 0, 6)


@pytest.mark.parametrize("code", CODES)
def test_a_code_and_its_name_choose_the_code_alone(code: str) -> None:
    for word in (code, CODES[code].name):
        chosen = chosen_by(word)

        assert chosen is not None
        assert (chosen.word, chosen.codes, chosen.is_prefix) == (word, (code,), False)


def test_the_beginning_of_codes_chooses_all_that_begin_so() -> None:
    family, everything = chosen_by("FLW40"), chosen_by("FLW")

    assert family is not None
    assert everything is not None
    assert family.is_prefix
    assert family.codes == tuple(code for code in CODES if code.startswith("FLW40"))
    assert everything.codes == tuple(CODES)


@pytest.mark.parametrize(
    "word", ["", "F", "FL", "flw402", "FLW499", "FLW99", "FLW4021", "402", "empty", "Empty-body", " "]
)
def test_other_words_choose_nothing(word: str) -> None:
    assert chosen_by(word) is None


@given(st.text(max_size=8))
def test_any_word_chooses_codes_that_exist_or_nothing(word: str) -> None:
    chosen = chosen_by(word)

    assert chosen is None or (chosen.codes and set(chosen.codes) <= set(CODES))


def test_what_can_be_changed_of_a_family_is_what_is_not_fixed() -> None:
    chosen = chosen_by("FLW2")

    assert chosen is not None
    assert "FLW204" in chosen.changeable
    assert "FLW214" in chosen.changeable
    assert "FLW201" not in chosen.changeable


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("flw402", "did you mean `FLW402`?"),
        ("empty-bodies", "did you mean `empty-body`?"),
        ("EMPTY_BODY", "did you mean `empty-body`?"),
        ("FLW499", "`flowc rules` lists all codes"),
        ("FLW9", "`flowc rules` lists all codes"),
    ],
)
def test_a_slip_in_a_name_gets_the_name_and_another_number_does_not_get_a_number(word: str, advice: str) -> None:
    assert nearest_code(word) == advice
    assert unknown_code(word, PLACE).help == advice


def test_a_fixed_code_and_a_beginning_of_fixed_codes_are_told_apart() -> None:
    one, many = chosen_by("FLW101"), chosen_by("FLW0")

    assert one is not None
    assert many is not None
    assert fixed_level(one, PLACE).message == "`FLW101` cannot be allowed"
    assert fixed_level(many, PLACE).message == "what begins with `FLW0` cannot be allowed"
