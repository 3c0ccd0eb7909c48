"""Where the characters of a text stand in the string that spells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flowc.source import Span
from flowc.syntax.nodes import Token
from flowc.syntax.strings import ESCAPE, LINE_END, LONG_QUOTES, decode, outdent, replacement

# A long string first, since it begins as an empty short one does.
_STRING = re.compile(r'"""(?:\\[\s\S]|(?!""")[^\\])*"""|"(?:\\.|[^"\\\r\n])*"')


def place_within(place: Span, text: str, start: int, end: int) -> Span:
    """The place of `text[start:end]` in a string at `place` that says the text; `place`, where none does."""
    for token in _strings(place):
        if decode(token) == text:
            found = offsets(token)
            last = _end(token, found[end - 1]) if end > start else found[start]
            return Span(place.source, token.start + found[start], token.start + last)
    return place


def offsets(token: Token) -> Sequence[int]:
    """For each character of what a string token says its offset in the token, and behind them that of the end."""
    is_long = token.type == "LONG_STRING"
    quotes = len(LONG_QUOTES) if is_long else 1
    body = token.text[quotes:-quotes]
    places: Sequence[int] = range(quotes, quotes + len(body) + 1)
    if is_long:
        body, places = _outdented(*_with_plain_lines(body, places))
    return _unescaped(body, places)


def _end(token: Token, start: int) -> int:
    """Where the character ends that begins there: behind it a line may be joined, which is no part of it."""
    escape = ESCAPE.match(token.text, start)
    if escape is not None and replacement(escape) != escape.group():
        return escape.end()
    return start + 1


def _strings(place: Span) -> Iterator[Token]:
    for match in _STRING.finditer(place.text):
        kind = "LONG_STRING" if match.group().startswith(LONG_QUOTES) else "STRING"
        yield Token(kind, match.group(), place.start + match.start())


def _with_plain_lines(body: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """A text with the same line end everywhere."""
    found: list[int] = []
    done = 0
    for match in LINE_END.finditer(body):
        found += [*places[done : match.start()], places[match.start()]]
        done = match.end()
    return LINE_END.sub("\n", body), [*found, *places[done:]]


def _outdented(body: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """A text of several lines without its indentation: each line that is left is the end of one that was."""
    shorter = outdent(body)
    before, after = body.split("\n"), shorter.split("\n")
    begins_on_own_line = len(before) > 1 and not before[0].strip(" \t")
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line) + 1)
    found: list[int] = []
    for number, line in enumerate(after, 1 if begins_on_own_line else 0):
        end = starts[number] + len(before[number])
        found += places[end - len(line) : end + 1]
    return shorter, found


def _unescaped(body: str, places: Sequence[int]) -> Sequence[int]:
    found: list[int] = []
    done = 0
    for match in ESCAPE.finditer(body):
        found += places[done : match.start()]
        stands_for = replacement(match)
        plain = stands_for == match.group()
        found += places[match.start() : match.end()] if plain else [places[match.start()]] * len(stands_for)
        done = match.end()
    return [*found, *places[done:]]
