"""Offsets as positions of an editor, and back; and what edits make of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from flowc.lsp.documents import Document, changed
from flowc.lsp.positions import Positions
from flowc.source import Source, Span

ENCODINGS = ("utf-8", "utf-16", "utf-32")
TEXTS = st.text(alphabet="ab \r\n\tüé😀\u2028\x0c\ud800", max_size=40)


def length(text: str, encoding: str) -> int:
    """How many units Python itself needs for a text."""
    name, unit = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    return len(text.encode(name, "surrogatepass")) // unit


@pytest.mark.parametrize(
    ("encoding", "character"),
    [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)],
)
def test_columns_are_counted_in_units_of_the_encoding(encoding: str, character: int) -> None:
    source = Source("a", "x\nü😀b!")

    found = Positions(encoding).position(source, source.text.index("!"))

    assert found == types.Position(1, character)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, data=st.data())
def test_law_a_position_leads_back_to_its_offset(encoding: str, text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    positions, source = Positions(encoding), Source("a", text)

    found = positions.offset(source, positions.position(source, offset))

    # Between CR and LF stands no position: the end of the line is meant.
    is_cut = text[offset - 1 : offset + 1] == "\r\n"
    assert found == (offset - 1 if is_cut else offset)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, data=st.data())
def test_law_a_column_is_the_length_of_what_stands_before_it(encoding: str, text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    source = Source("a", text)
    line, column = source.position(offset)
    start = source.line_starts[line - 1]

    found = Positions(encoding).position(source, offset)

    assert (found.line, found.character) == (line - 1, length(text[start : start + column - 1], encoding))


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, line=st.integers(0, 60), character=st.integers(0, 60))
def test_law_every_position_means_a_place_in_the_text(encoding: str, text: str, line: int, character: int) -> None:
    source = Source("a", text)

    found = Positions(encoding).offset(source, types.Position(line, character))

    assert 0 <= found <= len(text)


def test_a_position_inside_of_a_character_means_its_beginning() -> None:
    source = Source("a", "a😀b")

    assert Positions("utf-16").offset(source, types.Position(0, 2)) == 1
    assert Positions("utf-8").offset(source, types.Position(0, 4)) == 1


def test_a_range_and_a_whole_text_have_their_corners() -> None:
    source = Source("a", "ab\ncd")
    positions = Positions()

    assert positions.range(Span(source, 1, 4)) == types.Range(types.Position(0, 1), types.Position(1, 1))
    assert positions.whole(source) == types.Range(types.Position(0, 0), types.Position(1, 2))


def document(text: str) -> Document:
    return Document("file:///a.flow", "/a.flow", 1, Source("/a.flow", text))


def test_changes_see_what_those_before_them_left() -> None:
    changes: list[types.TextDocumentContentChangeEvent] = [
        types.TextDocumentContentChangePartial(range=_range(0, 0, 0, 1), text="xyz"),
        types.TextDocumentContentChangePartial(range=_range(0, 2, 0, 3), text=""),
    ]

    after = changed(document("abc"), 2, changes, Positions())

    assert (after.text, after.version, after.path) == ("xybc", 2, "/a.flow")


def test_a_change_without_a_range_is_the_whole_text() -> None:
    changes: list[types.TextDocumentContentChangeEvent] = [types.TextDocumentContentChangeWholeDocument(text="new")]

    assert changed(document("old"), 2, changes, Positions()).text == "new"


def test_a_range_beyond_the_text_means_its_end_and_one_that_runs_backwards_is_empty() -> None:
    beyond = types.TextDocumentContentChangePartial(range=_range(7, 7, 9, 9), text="!")
    backwards = types.TextDocumentContentChangePartial(range=_range(0, 2, 0, 0), text="-")

    assert changed(document("abc"), 2, [beyond], Positions()).text == "abc!"
    assert changed(document("abc"), 2, [backwards], Positions()).text == "ab-c"


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, data=st.data())
def test_law_an_edit_replaces_what_its_range_covers(encoding: str, text: str, data: st.DataObject) -> None:
    positions, source = Positions(encoding), Source("/a.flow", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = positions.range(Span(source, start, end))
    start, end = (positions.offset(source, one) for one in (place.start, place.end))

    after = changed(document(text), 2, [types.TextDocumentContentChangePartial(range=place, text="+")], positions)

    assert after.text == f"{text[:start]}+{text[end:]}"


def _range(line: int, character: int, end_line: int, end_character: int) -> types.Range:
    return types.Range(types.Position(line, character), types.Position(end_line, end_character))
