"""Finds the `[` and `(` that are never closed, and the `]` and `)` that close nothing."""

from __future__ import annotations

import attrs

from flowc.diagnostics import Diagnostic, Fix
from flowc.source import Source
from flowc.syntax.findings import MAX_FINDINGS, error, place_of
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END
from flowc.syntax.recovery.stream import BRACKETS, CLOSING_BRACKETS, GAPS, absorbed, added, retyped, width

# Nothing of this stands within brackets, so that they end before it at the latest.
_NEVER_INSIDE = frozenset({"LEFT_BRACE", "RIGHT_BRACE", "SEMICOLON", "ARROW", END})
_SIGNS = {"LEFT_BRACKET": ("[", "]"), "LEFT_PAREN": ("(", ")")}


@attrs.frozen
class _Bracket:
    """An open bracket: the index of its token, and how far its line is indented."""

    index: int
    width: int


@attrs.define
class _Edits:
    """What to change: closers to add before a token, tokens to leave out, tokens to read as others."""

    source: Source
    tokens: list[Token]
    additions: dict[int, list[str]] = attrs.field(factory=dict)
    left_out: set[int] = attrs.field(factory=set)
    types: dict[int, str] = attrs.field(factory=dict)
    problems: list[Diagnostic] = attrs.field(factory=list)


def balance_brackets(source: Source, tokens: list[Token]) -> tuple[list[Token], list[Diagnostic]]:
    """The tokens of a source in which all brackets are closed, and what to say of those that were not."""
    edits = _Edits(source, tokens)
    opened: list[_Bracket] = []
    indentation, is_first = 0, True
    for index, token in enumerate(tokens):
        if len(edits.problems) > MAX_FINDINGS:
            break
        indentation = width(token) if is_first else indentation
        is_first = token.type == "NEWLINE"
        if token.type in BRACKETS:
            opened.append(_Bracket(index, indentation))
        elif token.type in CLOSING_BRACKETS:
            _close(edits, opened, index)
        elif token.type in _NEVER_INSIDE:
            _end_all(edits, opened, index)
            opened.clear()
    return _applied(edits), edits.problems


def _close(edits: _Edits, opened: list[_Bracket], index: int) -> None:
    token = edits.tokens[index]
    matching = [place for place, opener in enumerate(opened) if BRACKETS[edits.tokens[opener.index].type] == token.type]
    if matching:
        for opener in reversed(opened[matching[-1] + 1 :]):
            _add_closer(edits, opener, index)
        del opened[matching[-1] :]
        return
    place = place_of(edits.source, token)
    if not opened:
        message, label, advice = f"a `{token.text}` too many", "no bracket is open here", "remove it"
        edits.problems.append(
            error("FLW005", message, place, label=label, help=advice, fixes=(Fix("remove it", place, ""),))
        )
        edits.left_out.add(index)
        return
    opener_token = edits.tokens[opened.pop().index]
    opening, closing = _SIGNS[opener_token.type]
    edits.types[index] = BRACKETS[opener_token.type]
    edits.problems.append(
        error(
            "FLW004",
            f"a `{opening}` is closed by a `{token.text}`",
            place,
            label=f"expected `{closing}`",
            help=f"write `{closing}`",
            fixes=(Fix(f"write `{closing}`", place, closing),),
        )
    )


def _end_all(edits: _Edits, opened: list[_Bracket], stop: int) -> None:
    """Closes what is open where something comes that does not stand within brackets; the inner ones first."""
    unclosed = {bracket.index for bracket in opened}
    inner = place = stop
    for bracket in reversed(opened):
        own = _closing_place(edits.tokens, bracket, stop, unclosed)
        place = max(own, place) if inner < own else own
        inner = bracket.index
        _add_closer(edits, bracket, place)


def _add_closer(edits: _Edits, opener: _Bracket, index: int) -> None:
    token = edits.tokens[opener.index]
    opening, closing = _SIGNS[token.type]
    edits.additions.setdefault(index, []).append(BRACKETS[token.type])
    edits.problems.append(
        error(
            "FLW004",
            "a list is not closed" if opening == "[" else "a bracket is not closed",
            place_of(edits.source, token),
            label=f"this `{opening}` has no `{closing}`",
            help=f"write `{closing}` behind the last value",
        )
    )


def _closing_place(tokens: list[Token], opener: _Bracket, stop: int, unclosed: set[int]) -> int:
    """The index of the token before which a bracket was meant to be closed: most often a line end."""
    index = opener.index + 1
    goes_on = False
    depth = 0
    while index < stop:
        kind = tokens[index].type
        if kind not in GAPS or depth:
            depth += (kind in BRACKETS and index not in unclosed) - (kind in CLOSING_BRACKETS)
            index += 1
            continue
        below = index
        while tokens[below].type in GAPS:
            below += 1
        goes_on = goes_on or tokens[index - 1].type == "COMMA" or index - 1 == opener.index
        if not goes_on or (tokens[below - 1].type == "NEWLINE" and width(tokens[below]) <= opener.width):
            return index
        index = below
    return stop


def _applied(edits: _Edits) -> list[Token]:
    if not edits.problems:
        return edits.tokens
    kept: list[Token] = []
    waiting: list[Token] = []  # left out, until the next token takes their text
    for index, token in enumerate(edits.tokens):
        kept += [added(kind, kept[-1].end) for kind in edits.additions.get(index, ())]
        if index in edits.left_out:
            waiting.append(token)
            continue
        kind = edits.types.get(index, token.type)
        kept.append(retyped(absorbed(waiting, token), kind) if waiting or kind != token.type else token)
        waiting.clear()
    return kept
