"""Laws of the drawing that hold for any source, any span and any words."""

from __future__ import annotations

import unicodedata

import attrs
from hypothesis import given
from hypothesis import strategies as st

from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.diagnostics.render import FORMATS
from flowc.diagnostics.render.columns import shown, width
from flowc.diagnostics.render.text import render_text
from flowc.source import Source, Span

JOINERS = "\u200c\u200d"

# Mostly what makes trouble: line ends, tabs, escapes, wide letters, marks without width, lone surrogates.
characters = st.sampled_from("ab `\t\n\r\x1b\x9b\x0b\x85日📞\u0301\u200d\u202e\u2028\udc80") | st.characters()
words = st.text(characters, max_size=30)
sources = st.builds(
    Source,
    words,
    st.text(characters, max_size=60) | st.builds(lambda part, times: part * times, words, st.integers(0, 40)),
)


@st.composite
def spans(draw: st.DrawFn, source: Source) -> Span:
    """Any span of a source, also an empty one and one at its end."""
    first, second = (draw(st.integers(0, len(source.text))) for _ in range(2))
    return Span(source, min(first, second), max(first, second))


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    """A diagnostic in one source with notes there, in a second one, and without a place."""
    here, there = draw(sources), draw(sources)
    places = spans(here) | spans(there)
    return Diagnostic(
        code=draw(st.sampled_from(["FLW001", "FLW402", "FLW9"]) | words),
        severity=draw(st.sampled_from(Severity)),
        message=draw(words),
        span=draw(spans(here)),
        label=draw(words),
        notes=tuple(draw(st.lists(st.builds(Note, words, st.none() | places), max_size=5))),
        why=draw(words),
        help=draw(words),
        fixes=tuple(draw(st.lists(st.builds(Fix, words, places, words), max_size=3))),
        url=draw(words),
    )


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
