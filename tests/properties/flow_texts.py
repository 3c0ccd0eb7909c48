"""Strategies for texts: made from the grammar, or from a sound text by random edits."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark
from lark.exceptions import LarkError
from lark.lexer import TerminalDef

from flowc.resources import grammar_text
from flowc.syntax import flow_grammar

# What may follow a terminal so that the next one is not read as a part of it.
_ROOMS = ("", " ", "\n")
# Anything that might go on where a terminal ends: a letter, a digit, a sign of each kind, a quote.
_GOES_ON = ("a", "1", ".", "-", ">", '"', "\n", "#", "=")

# A text without end takes whatever stands behind it, which no grammar can tell.
_ENDLESS = frozenset({"BROKEN_STRING"})


@cache
def plain_lark() -> Lark:
    """The grammar as plain Lark reads it, without anything of ours."""
    return Lark(grammar_text(), parser="lalr", lexer="basic")


def texts_of(lark: Lark) -> st.SearchStrategy[str]:
    """Texts that a grammar makes, whose terminals keep apart."""
    endless = {terminal.name: st.just('"" ') for terminal in lark.terminals if terminal.name in _ENDLESS}
    explicit = {terminal.name: _apart(lark, terminal) for terminal in lark.terminals if terminal.name not in _ENDLESS}
    return from_lark(lark, explicit=explicit | endless)


def _apart(lark: Lark, terminal: TerminalDef) -> st.SearchStrategy[str]:
    """Texts of a terminal, with what it takes to keep it apart from the next."""
    pattern = re.compile(terminal.pattern.to_regexp())
    alphabet = st.characters(codec="utf-8")
    made = st.from_regex(pattern, fullmatch=True, alphabet=alphabet)
    if terminal.name in lark.ignore_tokens:
        return made
    return made.filter(lambda text: _types(lark, text) == [terminal.name]).map(
        lambda text: text + _room(lark, text, terminal.name)
    )


def _types(lark: Lark, text: str) -> list[str]:
    try:
        return [token.type for token in lark.lex(text)]
    except LarkError:
        return []


def _room(lark: Lark, text: str, name: str) -> str:
    return next(
        (room for room in _ROOMS if all(_begins_with(lark, text, room + more, name) for more in _GOES_ON)), _ROOMS[-1]
    )


def _begins_with(lark: Lark, text: str, rest: str, name: str) -> bool:
    try:
        first = next(iter(lark.lex(text + rest)))
    except LarkError:
        return rest[:1] in _ROOMS  # what follows means nothing by itself
    return first.type == name and str(first) == text


@st.composite
def edited(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """A text in which some tokens are missing, doubled, swapped or added."""
    words = [token.leading + token.text for token in flow_grammar().tokenize(draw(texts))]
    pieces = [*words, *(token.text for token in flow_grammar().tokenize(_SIGNS))]
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(words) - 1))
        edit = draw(st.sampled_from(["delete", "double", "swap", "insert"]))
        if edit == "delete" and len(words) > 1:
            del words[at]
        elif edit == "double":
            words.insert(at, words[at])
        elif edit == "swap":
            other = draw(st.integers(0, len(words) - 1))
            words[at], words[other] = words[other], words[at]
        else:
            words.insert(at, draw(st.sampled_from(pieces)))
    return "".join(words)


_SIGNS = '{ } [ ] ( ) : ; , = | -> "a" " """ # ## * + \\ $ “ ” \' // /* == != > < else if 5 5s +1 08:00 ? \n'
