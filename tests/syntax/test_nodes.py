"""The questions that the tree answers."""

from __future__ import annotations

import pytest
from tests.syntax.texts import DECLARATION, read, statements

from flowc.source import Source
from flowc.syntax.nodes import (
    Assignment,
    Block,
    Call,
    List,
    Statement,
    Token,
    Typed,
    alternatives,
    arguments,
    first_token,
    is_broken,
    items,
    last_token,
    span,
    tokens,
)


def only(text: str) -> Statement:
    (statement,) = statements(text)
    return statement


def test_a_statement_has_a_label_a_head_arguments_a_block_and_an_arrow() -> None:
    statement = only('a: http GET "x" { failed -> b } -> c\n')

    assert statement.label is not None
    assert statement.label.name.text == "a"
    assert statement.head is not None
    assert statement.head.text == "http"
    assert [getattr(part, "text", "") for part in arguments(statement.parts)] == ["GET", '"x"']
    assert isinstance(statement.block, Block)
    assert statement.arrow is not None
    assert statement.arrow.target.text == "c"


def test_a_bare_arrow_is_a_statement_without_a_head() -> None:
    statement = only("-> menu")

    assert statement.head is None
    assert statement.arrow is not None


def test_an_if_holds_its_elses() -> None:
    statement = only("if a is_blank { -> b } else if a equal_to 1 { -> c } else -> d")

    assert [branch.keyword.text for branch in statement.elses] == ["else", "else"]
    assert [len(branch.parts) for branch in statement.elses] == [4, 0]
    assert statement.arrow is None


def test_else_may_stand_wherever_a_word_may() -> None:
    statement = only("else: say else=else else -> else")

    assert statement.head is not None
    assert statement.head.text == "say"
    assert [type(part) for part in statement.parts] == [Assignment, Token]


def test_commas_and_comments_are_no_arguments() -> None:
    statement = only("say a, b [c, # d\n e]")
    found = arguments(statement.parts)

    assert len(found) == 3
    assert isinstance(found[2], List)
    assert [token.text for token in arguments(found[2].parts) if isinstance(token, Token)] == ["c", "e"]


def test_a_typed_argument_has_alternatives_and_a_default() -> None:
    part = only("option channels: mono | set(a) | dual = dual").parts[0]

    assert isinstance(part, Typed)
    assert [type(one) for one in alternatives(part)] == [Token, Call, Token]
    assert isinstance(part.default, Token)


def test_items_are_the_statements_and_assignments_of_a_block() -> None:
    block = only("gather {\n # a\n x = 1; failed -> b\n}").block
    assert block is not None

    assert [type(item) for item in items(block.entries)] == [Assignment, Statement]


def test_documentation_stands_among_the_entries() -> None:
    entries = read(DECLARATION).file.entries

    assert isinstance(entries[0], Token)
    assert entries[0].type == "DOC_COMMENT"


def test_the_span_of_a_statement_goes_from_its_label_to_its_end() -> None:
    source = Source("a.flow", 'say "a"\n  b: say "c" { -> d }  # e\n')
    statement = statements(source.text)[1]

    assert span(source, statement).text == 'b: say "c" { -> d }'
    assert span(source, statement, statement.head).text == "b: say"
    assert first_token(statement).text == "b"
    assert last_token(statement).text == "}"


def test_the_last_token_of_a_statement_may_be_that_of_an_else() -> None:
    assert last_token(only("if a { } else { -> b }")).text == "}"
    assert last_token(only("if a { } else -> b")).text == "b"


@pytest.mark.parametrize(
    "text",
    [
        "say a ? b",
        "say x = ? {\n}",
        "-> ?",
        "say [a, ?:]",
        "if a { } else ? ? { }",
        "if a { } else -> ?",
        "x = ?",
        "if a { } else\n",
        "? {\n}",
    ],
)
def test_a_statement_is_broken_where_a_part_of_it_cannot_be_read(text: str) -> None:
    (item,) = items(read(text).file.entries)

    assert is_broken(item)


@pytest.mark.parametrize("text", ["say a { ? }", "say 5:30", 'say "a', "if a { ? } else { ? }", "on call: { }"])
def test_a_statement_is_whole_where_only_its_block_or_its_quotes_are_broken(text: str) -> None:
    (item,) = items(read(text).file.entries)

    assert not is_broken(item)


def test_the_tokens_of_a_deep_tree_are_walked_without_recursion() -> None:
    deep: Token | List = Token("WORD", "a", 0)
    for _ in range(5000):
        deep = List(Token("LEFT_BRACKET", "[", 0), (deep,), Token("RIGHT_BRACKET", "]", 0))

    assert len(list(tokens(deep))) == 10_001
