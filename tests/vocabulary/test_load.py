"""How declarations become a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from flowc.resources import stdlib_root
from flowc.source import Source
from flowc.syntax import parse
from flowc.vocabulary import Vocabulary, standard_vocabulary
from flowc.vocabulary.load import load_vocabulary, read_declarations
from flowc.vocabulary.standard import library_sources

Declare = Callable[[str], Any]

TEXTS = [source.text for source in library_sources(stdlib_root())]
PIECES = re.compile(r'"[^"\n]*"|[A-Za-z_][\w.-]*|\d+|[ \t]+|\n|->|.')
STRANGE = ["{", "}", "(", ")", "[", "]", "|", "=", ":", ";", ",", "->", "else", '"', '"""', "#", "##", "*", "5x", "-1"]
ALL_PIECES = sorted({piece for text in TEXTS for piece in PIECES.findall(text)} | {*STRANGE, "9" * 5000, "\u2028"})


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A declaration of the library in which some pieces were changed, left out or doubled."""
    pieces = PIECES.findall(draw(st.sampled_from(TEXTS)))
    for _ in range(draw(st.integers(1, 6))):
        index = draw(st.integers(0, len(pieces) - 1))
        new = draw(st.lists(st.sampled_from(ALL_PIECES), max_size=2))
        pieces[index : index + draw(st.integers(0, 2))] = new or [""]
    return "".join(pieces)


@given(edited())
def test_no_edit_of_a_declaration_makes_reading_it_fail(text: str) -> None:
    _, problems = load_vocabulary([Source("edited.flow", text)])

    assert all(0 <= problem.span.start <= problem.span.end <= len(text) for problem in problems)


@given(st.lists(st.sampled_from(ALL_PIECES), max_size=12))
def test_no_line_makes_reading_it_fail(pieces: list[str]) -> None:
    text = f"widget w {{\n  option x: {' '.join(pieces)}\n}}"

    _, problems = load_vocabulary([Source("line.flow", text)])

    assert all(0 <= problem.span.start <= problem.span.end <= len(text) for problem in problems)


def test_only_widget_statements_declare_widgets(declare: Declare) -> None:
    vocabulary = declare('flow "x"\nwidget a { }\nsay "b"\nkey = 1\nwidget c { }').vocabulary

    assert list(vocabulary.types) == ["a", "c"]


def test_a_file_tells_its_own_declarations() -> None:
    source = Source("own.flow", "## Blinks.\nwidget blink { }\n")

    widgets, problems = read_declarations(source, parse(source).file)

    assert [(widget.type, widget.documentation) for widget in widgets] == [("blink", "Blinks.")]
    assert problems == []


def test_a_later_declaration_takes_the_place_of_an_earlier_one() -> None:
    first = Source("one.flow", 'widget say "say-play" {\n  title "one"\n}')
    second = Source("two.flow", 'widget say "say-play" {\n  title "two"\n}')
    vocabulary, _ = load_vocabulary([first, second])

    assert [widget.title for widget in vocabulary.types.values()] == ["two"]
    assert vocabulary.verbs["say"][0].title == "two"


def test_a_vocabulary_is_extended_without_being_changed(declare: Declare) -> None:
    small = declare("widget a { }").vocabulary
    larger = small.extended(declare("widget b { }").vocabulary.types.values())

    assert list(small.verbs) == ["a"]
    assert list(larger.verbs) == ["a", "b"]


def test_problems_of_syntax_come_with_those_of_declarations(declare: Declare) -> None:
    codes = [problem.code for problem in declare("widget a {\n  titel x\n}\n}").problems]

    assert "FLW120" in codes
    assert any(code.startswith("FLW0") for code in codes)


def test_the_sources_of_a_library_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "widgets").mkdir()
    for name in ("b", "a"):
        (tmp_path / "widgets" / f"{name}.flow").write_text(f"widget {name} {{ }}\n", encoding="utf-8")

    assert [Path(source.path).stem for source in library_sources(tmp_path)] == ["a", "b"]


def test_the_standard_vocabulary_is_read_once() -> None:
    assert standard_vocabulary() is standard_vocabulary()


def test_an_empty_vocabulary_has_neither_types_nor_verbs() -> None:
    assert (Vocabulary.of([]).types, Vocabulary.of([]).verbs) == ({}, {})
