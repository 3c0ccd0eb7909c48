"""Ends the texts that never end, so that what stands behind them is read."""

from __future__ import annotations

import re

import attrs

from flowc.source import Source
from flowc.syntax.grammar import Grammar
from flowc.syntax.nodes import Token
from flowc.syntax.recovery.stream import read_anew, width
from flowc.syntax.strings import LONG_QUOTES

# Each cut reads the rest of the file anew.
_MAX_CUTS = 20

# How much of a line is looked at.
_LONGEST = 200

_CLOSERS = {"LEFT_BRACE": r"(?<![}%])\}(?!\})", "LEFT_BRACKET": r"\]", "LEFT_PAREN": r"\)"}
_CLOSING = frozenset({"RIGHT_BRACE", "RIGHT_BRACKET", "RIGHT_PAREN"})
# What ends a line and is more likely code than text: a block that begins, or an arrow to a name.
_TAIL = r"(?:(?<!\s)\s+(?:\{(?![{%])|->\s*[A-Za-z_][A-Za-z0-9_.-]*))?"
_CODE = re.compile(r'\s*(?:\}.*|.*\{|.*->\s*\S+|[\w.-]+:?\s+.*".*|[\w.-]+\s*=\s*\S+)\s*')


def end_texts(source: Source, grammar: Grammar, tokens: list[Token]) -> list[Token]:
    """The tokens of a source, in which no text without an end holds more than it should."""
    tokens = list(tokens)
    for _ in range(_MAX_CUTS):
        if not any(_is_endless(token) for token in tokens[-2:]):
            break
        cut = _first_cut(tokens)
        if cut is None:
            break
        index, length = cut
        token = tokens[index]
        short = attrs.evolve(token, type="BROKEN_STRING", text=token.text[:length])
        tokens = [*tokens[:index], short, *grammar.tokenize(source.text, short.end)]
    return _split_tails(source, grammar, tokens)


def _is_endless(token: Token) -> bool:
    return token.type == "BROKEN_STRING" and token.text.startswith(LONG_QUOTES)


def _first_cut(tokens: list[Token]) -> tuple[int, int] | None:
    """Which long text runs on into code, and after how many characters."""
    indentation, is_first = 0, True
    for index, token in enumerate(tokens):
        if is_first:
            indentation = width(token)
        is_first = token.type == "NEWLINE"
        if token.type == "LONG_STRING" or _is_endless(token):
            length = _length(token.text, indentation)
            if length is not None:
                return index, length
    return None


def _length(text: str, indentation: int) -> int | None:
    """The length of a long text up to the line that is indented no deeper than its statement, if code follows."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    length = len(lines[0])
    for number, line in enumerate(lines[1:], 1):
        words = line.strip()
        depth = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))
        if words not in ("", LONG_QUOTES) and depth <= indentation:
            is_code = any(_CODE.fullmatch(later[:_LONGEST].rstrip("\r\n")) for later in lines[number : number + 5])
            return len(text[:length].rstrip()) if is_code else None
        length += len(line)
    return None


def _split_tails(source: Source, grammar: Grammar, tokens: list[Token]) -> list[Token]:
    """Gives back the braces, brackets and arrows that a text without closing quote has swallowed on its line."""
    split: list[Token] = []
    open_on_line: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "NEWLINE":
            open_on_line.clear()
        elif token.type in _CLOSERS:
            open_on_line.append(token.type)
        elif token.type in _CLOSING and open_on_line:
            open_on_line.pop()
        if token.type != "BROKEN_STRING" or _is_endless(token):
            split.append(token)
            continue
        text = attrs.evolve(token, text=token.text[: _text_length(token.text, open_on_line)])
        swallowed, tokens[index + 1] = read_anew(source, grammar, text.end, tokens[index + 1])
        split += [text, *swallowed]
    return split


def _text_length(text: str, open_on_line: list[str]) -> int:
    closers = r"\s*".join(_CLOSERS[kind] for kind in reversed(open_on_line))
    for tail in (rf"\s*{_TAIL}\s*{closers}{_TAIL}", _TAIL):
        found = re.compile(rf"{tail}\s*\Z").search(text, max(0, len(text) - _LONGEST))
        if found and found.group().strip():
            return found.start()
    return len(text)
