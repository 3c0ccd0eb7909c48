"""The tree holds every character of the text that it was read from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from tests.syntax.texts import EXAMPLES, FEEDBACK, read

from flowc.source import Source
from flowc.syntax import parse, print_tree
from flowc.syntax.nodes import Entry, Statement, Token, items, tokens

PROJECT = Path(__file__).resolve().parents[2]
FILES = sorted([*(PROJECT / "examples").rglob("*.flow"), *(PROJECT / "stdlib").rglob("*.flow")])

VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "with CR LF": lambda text: text.replace("\n", "\r\n"),
    "with lone CR": lambda text: text.replace("\n", "\r"),
    "with a byte order mark": lambda text: "\ufeff" + text,
    "with tabs": lambda text: text.replace("  ", "\t"),
    "without a last line end": lambda text: text.rstrip("\n"),
    "with blanks at the ends of lines": lambda text: re.sub(r"(?<!\\)\n", "  \n", text),
    "with Unicode in the texts": lambda text: text.replace("Hello", "Grüezi 你好 🙂 e\u0301"),
}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_sound_text_comes_back_without_findings(name: str, variant: str) -> None:
    parsed = read(VARIANTS[variant](EXAMPLES[name]))

    assert parsed.complete
    assert parsed.diagnostics == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_project_comes_back_without_findings(path: Path) -> None:
    assert read(path.read_text(encoding="utf-8")).diagnostics == ()


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\ufeff", "\r\n\r\n", "# only this", "## only this\n", ";", "\t\n \n;;\n"]
)
def test_a_text_without_a_statement_has_an_empty_tree(text: str) -> None:
    parsed = read(text)

    assert parsed.diagnostics == ()
    assert items(parsed.file.entries) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_tokens_lie_next_to_each_other(name: str) -> None:
    end = 0
    for token in tokens(read(EXAMPLES[name]).file):
        assert token.start == end + len(token.leading)
        end = token.end

    assert end == len(EXAMPLES[name])


def test_columns_count_characters_and_not_bytes() -> None:
    source = Source("a.flow", 'say "你好 🙂" voice=alice\n')
    words = [token for token in tokens(parse(source).file) if token.type == "WORD"]

    assert [source.position(word.start) for word in words] == [(1, 1), (1, 12), (1, 18)]


def test_a_lone_surrogate_in_a_text_is_read() -> None:
    assert read('say "\ud800"\n').diagnostics == ()


def test_renaming_a_label_changes_that_word_only() -> None:
    file = read(FEEDBACK).file
    renamed = _with_label(file.entries, "feedback", "answer")
    printed = print_tree(attrs.evolve(file, entries=renamed))

    assert printed == FEEDBACK.replace("feedback: gather", "answer: gather")


def _with_label(entries: tuple[Entry, ...], old: str, new: str) -> tuple[Entry, ...]:
    return tuple(_renamed(entry, old, new) for entry in entries)


def _renamed(entry: Entry, old: str, new: str) -> Entry:
    if not isinstance(entry, Statement):
        return entry
    if entry.label and entry.label.name.text == old:
        return attrs.evolve(entry, label=attrs.evolve(entry.label, name=attrs.evolve(entry.label.name, text=new)))
    if entry.block:
        inner = _with_label(entry.block.entries, old, new)
        return attrs.evolve(entry, block=attrs.evolve(entry.block, entries=inner))
    return entry


def test_printing_a_token_prints_the_blanks_before_it() -> None:
    assert print_tree(Token("WORD", "say", 2, "  ")) == "  say"


def test_two_readings_of_a_text_are_equal() -> None:
    assert read(FEEDBACK).file == read(FEEDBACK).file
