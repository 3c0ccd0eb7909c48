"""Texts of several lines move with their statement and say what they said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.format.formatted import one

from flowc.format.long_texts import has_lines, moved
from flowc.syntax.nodes import Token
from flowc.syntax.strings import decode


def token(body: str) -> Token:
    return Token("LONG_STRING", f'"""{body}"""', 0)


def lines(body: str, indent: int = 0) -> list[str]:
    return moved(token(body), indent)


def test_the_lines_stand_one_step_deeper_than_the_statement() -> None:
    assert lines("\n a\n   b\n", 2) == ['"""', "    a", "      b", '    """']


def test_the_closing_quotes_stay_behind_the_last_line() -> None:
    assert lines("\na\nb") == ['"""', "  a", '  b"""']


def test_a_text_may_begin_behind_its_quotes() -> None:
    assert lines("a\n      b\n") == ['"""a', "  b", '  """']


def test_blank_lines_lose_their_blanks_as_far_as_they_mean_nothing() -> None:
    assert lines("\n  a\n\n \n  b\n") == ['"""', "  a", "", "", "  b", '  """']
    assert lines("\n  a\n     \n  b\n") == ['"""', "  a", "     ", "  b", '  """']


def test_tabs_that_are_part_of_the_text_stay() -> None:
    assert lines("\n\ta\n  b\n") == ['"""', "  \ta", "    b", '  """']


def test_a_joined_line_stays_joined() -> None:
    assert lines("\na \\\n b\n") == ['"""', "  a \\", "   b", '  """']
    assert decode(Token("LONG_STRING", "\n".join(lines("\na \\\n b\n")), 0)) == "a  b"


def test_a_text_of_blanks_stays_as_it_is() -> None:
    assert decode(Token("LONG_STRING", "\n".join(lines("\n   \n  \n")), 0)) == decode(token("\n   \n  \n"))


def test_a_text_on_one_line_has_no_lines() -> None:
    assert not has_lines(token('a "b" c'))
    assert has_lines(token("a\rb"))
    assert not has_lines(Token("STRING", '"a"', 0))


def test_the_line_below_a_text_goes_on_behind_it() -> None:
    assert one('say """\na\n""" -> end') == 'say """\n  a\n  """ -> end'


def test_options_behind_a_text_stand_in_the_block() -> None:
    assert one('say """\na\n""" loop=2') == 'say """\n  a\n  """ {\n  loop = 2\n}'


bodies = st.text(alphabet='ab \t\n\r\\"{}', max_size=30)


@pytest.mark.parametrize("indent", [0, 7])
@given(body=bodies)
def test_every_text_says_what_it_said(indent: int, body: str) -> None:
    if '"""' in f'{body}"' or body.endswith("\\") or not has_lines(token(body)):
        return
    found = "\n".join(moved(token(body), indent))

    assert decode(Token("LONG_STRING", found, 0)) == decode(token(body))


@given(body=bodies, first=st.integers(0, 9))
def test_moving_a_text_twice_is_moving_it_once(body: str, first: int) -> None:
    if '"""' in f'{body}"' or body.endswith("\\") or not has_lines(token(body)):
        return
    once = "\n".join(moved(token(body), 4))
    there = Token("LONG_STRING", "\n".join(moved(token(body), first)), 0)

    assert "\n".join(moved(there, 4)) == once
    assert "\n".join(moved(Token("LONG_STRING", once, 0), 4)) == once
