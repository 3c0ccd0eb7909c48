"""Suggestions without a server: every line of the examples, and what is suggested is what may stand there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from tests.examples import EXAMPLES

from flowc import Source
from flowc.lsp.features.completion import completions
from flowc.lsp.liquid_completion import liquid_before
from flowc.lsp.server import FlowServer, make_server
from flowc.syntax.grammar import flow_grammar
from flowc.vocabulary import standard_vocabulary


@pytest.fixture(scope="module")
def server() -> Iterator[FlowServer]:
    server = make_server()
    yield server
    server.pages.close()


def labels(server: FlowServer, text: str, offset: int) -> list[str]:
    document = server.flows.open("file:///nowhere/a.flow", 1, text)
    return [item.label for item in completions(server, document.source, offset)]


def words(text: str) -> list[tuple[int, str, str]]:
    """The words of a flow that a person would have had suggested, with their offsets and what stands before."""
    tokens = list(flow_grammar().tokenize(text))
    return [(token.start, token.text, before.type) for before, token in pairwise(tokens) if token.type == "WORD"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_target_of_an_example_would_have_been_suggested(server: FlowServer, path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    missing = [
        word for start, word, before in words(text) if before == "ARROW" and word not in labels(server, text, start)
    ]

    assert missing == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_verb_of_an_example_would_have_been_suggested(server: FlowServer, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    verbs = standard_vocabulary().verbs
    starts = [
        (start, word)
        for start, word, before in words(text)
        if before in ("NEWLINE", "SEMICOLON")
        and word in verbs
        and not text[start + len(word) :].lstrip().startswith(("=", "->", ":"))
    ]

    missing = [
        word
        for start, word in starts
        if word not in labels(server, text, start) and f"{word} " in text[start : start + len(word) + 1]
    ]

    # A line of a block may begin with a word that is a verb elsewhere: an option or an exit.
    assert len(missing) <= len(starts) // 4


@settings(max_examples=80)
@given(st.data())
def test_law_no_place_is_one_for_which_nothing_can_be_asked(data: st.DataObject) -> None:
    server = make_server()
    text = data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    cut = data.draw(st.integers(0, len(text)))
    text = text[:cut] + data.draw(st.sampled_from(["", " ", "x", "{", '"', "{{", "->", ": ", "= "]))
    document = server.flows.open("file:///nowhere/a.flow", 1, text)

    found = completions(server, document.source, len(text))
    server.pages.close()

    assert len({item.label for item in found}) == len(found)
    for item in found:
        assert isinstance(item.text_edit, types.TextEdit)
        assert item.text_edit.range.end == server.flows.positions.position(Source("a", text), len(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a {{ b", " b"),
        ("a {{ b }} c", None),
        ("{% if ", "{% if "),
        ("{{ a }}{{ b", " b"),
        ("{% a %} b", None),
        ("plain", None),
        ("", None),
    ],
)
def test_the_code_before_the_cursor_is_that_of_an_open_tag(text: str, code: str | None) -> None:
    assert liquid_before(text) == code
