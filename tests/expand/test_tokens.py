"""Tokens that are put together anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc import Source, parse, print_tree
from flowc.expand.tokens import Tokens, begun, comments_in, made, moved, taken, written
from flowc.spell.texts import spell_text
from flowc.syntax.nodes import Assignment, Token, items
from flowc.syntax.strings import decode


def tokens_of(text: str) -> Tokens:
    return taken(parse(Source("x", text)).file.entries)


def test_made_tokens_say_their_text_and_begin_where_they_are_told() -> None:
    assert written(made('a: say "x"', "    ")) == '    a: say "x"'
    assert written(made("->")) == "->"
    assert made("") == []


def test_only_the_first_token_begins_elsewhere() -> None:
    assert written(begun(made("a b"), "  ")) == "  a b"
    assert begun([], "  ") == []


def test_all_lines_but_the_first_are_moved() -> None:
    found = tokens_of("a {\n  b\n\n    # c\n  d = [\n    1\n  ]\n}")

    assert written(moved(found, 2)) == "a {\n    b\n\n      # c\n    d = [\n      1\n    ]\n  }"
    assert written(moved(found, -2)) == "a {\nb\n\n  # c\nd = [\n  1\n]\n}"
    assert moved(found, 0) is found


def test_lines_are_moved_to_the_left_as_far_as_they_have_blanks() -> None:
    assert written(moved(tokens_of("a {\n b\n\t\tc\n}"), -2)) == "a {\nb\nc\n}"


@pytest.mark.parametrize("columns", [-4, -2, 2, 4])
def test_the_lines_of_a_text_move_along_where_it_says_the_same_then(columns: int) -> None:
    text = '_ = """\n      first\n        second\n\n      third\n      """'

    found = written(moved(tokens_of(text), columns))

    assert found.splitlines()[1] == " " * (6 + columns) + "first"
    assert decode(_value(found)) == "first\n  second\n\nthird"


def test_a_text_that_would_change_stays_where_it_is() -> None:
    text = '_ = """\n  first\nsecond\n  """'

    assert written(moved(tokens_of(text), -2)) == text


def _value(text: str) -> Token:
    (item,) = items(parse(Source("x", text)).file.entries)
    assert isinstance(item, Assignment)
    assert isinstance(item.value, Token)
    return item.value


PIECES = st.sampled_from(["\n", "\n\n", " ", "   ", "\t", "a", "Hello.", '\\"', "\\\n"])


@given(st.lists(PIECES, max_size=15).map("".join), st.sampled_from([-3, -2, -1, 1, 2, 5]))
def test_no_text_changes_what_it_says(body: str, columns: int) -> None:
    text = f'_ = """{body}"""'

    assert decode(_value(written(moved(tokens_of(text), columns)))) == decode(_value(text))


@given(st.text(), st.sampled_from([-2, 2]))
def test_no_spelled_text_changes_what_it_says(said: str, columns: int) -> None:
    found = written(moved(tokens_of(f"_ = {spell_text(said)}"), columns))

    assert decode(_value(found)) == said


def test_the_comments_of_what_is_left_out_are_found() -> None:
    file = parse(Source("x", "a [ # one\n 1 # two\n] { ## three\n}")).file

    assert [comment.text for comment in comments_in(file.entries)] == ["# one", "# two", "## three"]
    assert comments_in([None]) == []
    assert written(taken([file])) == print_tree(file)
