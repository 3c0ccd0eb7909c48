"""Texts compared word by word and line by line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowc.diff.words import Kind, Part, compare_lines, compare_words

TEXTS = st.text(alphabet="ab .\n", max_size=40)


def marked(parts: tuple[Part, ...]) -> str:
    return "".join(part.text if part.kind is Kind.KEPT else f"<{part.kind.value}{part.text}>" for part in parts)


def test_words_that_changed_stand_among_those_that_did_not() -> None:
    assert marked(compare_words("Press 1 for sales.", "Press 2 for sales!")) == "Press <-1><+2> for sales<-.><+!>"


def test_lines_that_changed_stand_among_those_that_did_not() -> None:
    assert marked(compare_lines("a\nb\nc", "a\nc\nd")) == "a\n<-b\nc><+c\nd>"


def test_very_long_texts_are_compared_as_a_whole() -> None:
    one, other = ("".join(f"{word} {n % 7} " for n in range(20_000)) for word in ("x", "y"))
    parts = compare_words(f"Same. {one}Same.", f"Same. {other}Same.")

    assert [part.kind for part in parts] == [Kind.KEPT, Kind.REMOVED, Kind.ADDED, Kind.KEPT]


@given(TEXTS, TEXTS)
def test_without_what_came_there_is_the_one_text_and_without_what_went_the_other(before: str, after: str) -> None:
    for compare in (compare_words, compare_lines):
        parts = compare(before, after)

        assert "".join(part.text for part in parts if part.kind is not Kind.ADDED) == before
        assert "".join(part.text for part in parts if part.kind is not Kind.REMOVED) == after


@given(TEXTS)
def test_a_text_and_itself_have_nothing_that_changed(text: str) -> None:
    assert [part.kind for part in compare_words(text, text)] == [Kind.KEPT] * bool(text)
