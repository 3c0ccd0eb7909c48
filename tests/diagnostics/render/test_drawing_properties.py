"""Laws of the drawing that hold for any source, any span and any words."""

from __future__ import annotations

import unicodedata

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnostics.generated import diagnostics, sources, spans

from flowc.diagnostics import Diagnostic, Note, Severity
from flowc.diagnostics.render import FORMATS
from flowc.diagnostics.render.columns import shown, width
from flowc.diagnostics.render.text import render_text
from flowc.source import Source

JOINERS = "\u200c\u200d"


def is_safe(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in JOINERS


@given(diagnostics())
def test_text_without_colour_has_no_control_character_but_line_ends(diagnostic: Diagnostic) -> None:
    printed = render_text(diagnostic)

    assert [character for character in printed if not is_safe(character) and character != "\n"] == []


@given(diagnostics())
def test_text_without_colour_can_be_encoded(diagnostic: Diagnostic) -> None:
    printed = render_text(diagnostic)

    assert printed.encode().decode() == printed


@given(st.lists(diagnostics(), max_size=3), st.booleans())
def test_every_format_prints_every_diagnostic_and_ends_its_last_line(found: list[Diagnostic], color: bool) -> None:
    for render in FORMATS.values():
        printed = render(found, color)

        assert printed == render(found, color)
        assert printed == "" or printed.endswith("\n")


@given(st.lists(diagnostics(), max_size=3))
def test_concise_has_one_safe_line_for_each(found: list[Diagnostic]) -> None:
    lines = FORMATS["concise"](found, False).split("\n")

    assert len(lines) == len(found) + 1
    assert all(map(is_safe, "".join(lines)))


@given(diagnostics())
def test_every_note_with_a_place_is_underlined(diagnostic: Diagnostic) -> None:
    numbered = tuple(Note(f"step {number}.", note.span) for number, note in enumerate(diagnostic.notes) if note.span)
    printed = render_text(attrs.evolve(diagnostic, notes=numbered))

    assert [note.message for note in numbered if f" {note.message}\n" not in printed] == []


@given(st.data(), sources)
def test_the_underline_begins_under_the_span(data: st.DataObject, source: Source) -> None:
    span = data.draw(spans(source))
    line, column = source.position(span.start)
    rows = render_text(Diagnostic("FLW001", Severity.ERROR, "m", span, label="LABEL")).split("\n")
    drawn, underline = rows[3], rows[4]
    gutter = len(str(line)) + 3
    before = width(underline) - width(underline[gutter:].lstrip(" ")) - gutter

    assert underline.endswith(" LABEL")
    assert underline[gutter:].lstrip(" ").startswith("^")
    text = source.line(line)
    if "…" not in drawn:
        assert drawn == f"{line} | {shown(text)}".rstrip()
        assert before == width(text[: column - 1])
    elif text[column - 1 : column].strip() and width(text[column - 1]):
        assert drawn_at(drawn, gutter + before).startswith(shown(text[column - 1]))


def drawn_at(row: str, column: int) -> str:
    """What stands in a row from a column on."""
    for index in range(len(row) + 1):
        if width(row[:index]) == column and (index == len(row) or width(row[index])):
            return row[index:]
    raise AssertionError(f"no character begins in column {column} of {row!r}")


@given(diagnostics())
def test_no_source_line_is_printed_whole_when_it_is_long(diagnostic: Diagnostic) -> None:
    bare = Diagnostic("FLW001", Severity.ERROR, "m", diagnostic.span)

    assert max(map(width, render_text(bare).split("\n")[2:])) <= 160 + len("12345 | ") + len("……")
