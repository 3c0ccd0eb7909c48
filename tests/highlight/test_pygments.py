"""The lexer for Pygments: it is found by its name, and takes each word for what the parser does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import highlight  # type: ignore[import-untyped]  # Pygments has no types of its own
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]  # as above
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename  # type: ignore[import-untyped]  # as above
from pygments.token import Comment, Error, Keyword, Name, Number, String  # type: ignore[import-untyped]  # as above
from tests.highlight.kinds import FLOWS, disagreements, read

from flowc.highlight.pygments_lexer import FlowLexer
from flowc.source import Source
from flowc.syntax import parse


def coloured(text: str) -> list[str]:
    found = [""] * len(text)
    for start, kind, piece in FlowLexer().get_tokens_unprocessed(text):
        for parent, name in (
            (Comment, "comment"),
            (String, "string"),
            (Number, "number"),
            (Name, "word"),
            (Keyword, "word"),
        ):
            if kind in parent:
                found[start : start + len(piece)] = [name] * len(piece)
    return found


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_it_takes_each_character_for_what_the_parser_does(path: Path) -> None:
    text = read(path)

    assert disagreements(text, coloured(text)) == []
    if not parse(Source(path.name, text)).diagnostics:
        assert [piece for _, kind, piece in FlowLexer().get_tokens_unprocessed(text) if kind in Error] == []


def test_it_is_found_by_the_name_of_the_language_and_by_that_of_a_file() -> None:
    assert isinstance(get_lexer_by_name("flow"), FlowLexer)
    assert isinstance(get_lexer_for_filename("feedback.flow"), FlowLexer)


def test_words_are_told_apart_by_where_they_stand() -> None:
    text = 'on call {\n  hi: say record voice=alice -> next # x\n  mine "a{{b}}\\n" { failed -> hi }\n}\n'

    found = {piece: str(kind) for _, kind, piece in FlowLexer().get_tokens_unprocessed(text) if piece.strip()}

    assert {
        word: found[word] for word in ("on", "hi", "say", "record", "voice", "next", "# x", "mine", "{{b}}", "\\n")
    } == {
        "on": "Token.Keyword",
        "hi": "Token.Name.Label",
        "say": "Token.Name.Builtin",
        "record": "Token.Name",
        "voice": "Token.Name.Attribute",
        "next": "Token.Keyword",
        "# x": "Token.Comment.Single",
        "mine": "Token.Name.Function",
        "{{b}}": "Token.Literal.String.Interpol",
        "\\n": "Token.Literal.String.Escape",
    }


def test_a_page_is_made_of_it() -> None:
    page = highlight('on call { say "Hi." }', get_lexer_by_name("flow"), HtmlFormatter())

    assert '<span class="nb">say</span>' in page


@given(st.text(alphabet='ab "\\{}#%-->=:\n\r\t0é', max_size=60))
def test_law_its_pieces_are_the_text(text: str) -> None:
    pieces = list(FlowLexer().get_tokens_unprocessed(text))

    assert "".join(piece for _, _, piece in pieces) == text
    assert all(text[start : start + len(piece)] == piece for start, _, piece in pieces)
