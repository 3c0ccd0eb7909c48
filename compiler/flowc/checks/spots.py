"""Finds in the source what stands somewhere within a text of the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from flowc.checks.analyses.texts import Text
from flowc.graph.flow import State
from flowc.language import WIDGETS_ROOT
from flowc.source import Source, Span
from flowc.syntax.nodes import Token
from flowc.syntax.strings import decode

_OPEN, _CLOSE = "{([", "})]"


def spot(text: Text, start: int, end: int) -> Span:
    """Where the source writes a stretch of a text; as much as can be said where it is not written out.

    What stands in a block is placed at the use of the block.
    """
    snippet = text.template.text[start:end]
    for region in _regions(text):
        exact = _equal(text, region)
        if exact is not None:
            found = _within(exact, text.template.text, start, snippet)
            return found or exact
        loose = next((one for one in (_first(token, snippet) for token in _strings(region)) if one), None)
        if loose is not None:
            return loose
    return text.state.place if text.state.uses else text.place


def _regions(text: Text) -> Iterator[Span]:
    """Where the text may be written, the narrowest first."""
    if text.state.uses:
        yield _statement(text.state.uses[0].source, text.state.uses[0].start)
        return
    yield text.place
    yield _statement(text.place.source, text.state.span.start)


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    """What finds a string, a word, a comment or a sign; compiled where there is a finding to place."""
    return re.compile(
        r'(?P<long>"""(?:\\.|(?!""").)*""")|(?P<string>"(?:\\.|[^"\\\n])*")|#[^\n]*|(?P<word>[A-Za-z_][\w.-]*)|[{}()\[\]\n;]',
        re.DOTALL,
    )


def _statement(source: Source, start: int) -> Span:
    """A statement from its first character to its end, its block included."""
    depth = 0
    end = start
    for match in _token().finditer(source.text, start):
        sign = match.group()
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth -= 1
        if depth < 0 or (depth == 0 and sign in ("\n", ";", "}")):
            end = match.end() if sign == "}" and depth == 0 else match.start()
            break
        end = match.end()
    return Span(source, start, end)


def _equal(text: Text, region: Span) -> Span | None:
    """The string or the word that stands for the whole text."""
    left = text.before
    for token in _tokens(region):
        if text.template.text in _meanings(token):
            if not left:
                return token
            left -= 1
    return None


def _meanings(token: Span) -> tuple[str, ...]:
    """What a string or a word may stand for in the graph."""
    raw = token.text
    if raw.startswith('"'):
        is_long = raw.startswith('"""') and len(raw) > len('"""') * 2 - 1
        return (decode(Token("LONG_STRING" if is_long else "STRING", raw, token.start)),)
    return ("{{" + raw + "}}", "{{" + f"{WIDGETS_ROOT}.{raw}" + "}}")


def _within(token: Span, whole: str, start: int, snippet: str) -> Span | None:
    """The same stretch in the token that stands for the whole: as often as it stood before, so often it is passed."""
    times = 0
    at = whole.find(snippet)
    while 0 <= at < start:
        times += 1
        at = whole.find(snippet, at + 1)
    for spelled in dict.fromkeys((snippet, _escaped(snippet), snippet.removeprefix(f"{WIDGETS_ROOT}."))):
        at = token.text.find(spelled)
        for _ in range(times):
            at = token.text.find(spelled, at + 1) if at >= 0 else -1
        if at >= 0 and spelled:
            return Span(token.source, token.start + at, token.start + at + len(spelled))
    return None


def _first(token: Span, snippet: str) -> Span | None:
    return _within(token, snippet, 0, snippet)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _tokens(region: Span) -> Iterator[Span]:
    for match in _token().finditer(region.source.text, region.start, region.end):
        if match.lastgroup is not None:
            yield Span(region.source, match.start(), match.end())


def _strings(region: Span) -> Iterator[Span]:
    return (token for token in _tokens(region) if token.text.startswith('"'))


def named(state: State, name: str) -> Span:
    """Where the statement of a state writes a name; the statement where it does not."""
    if not state.uses:
        for token in _tokens(_statement(state.span.source, state.span.start)):
            if token.text == name or (token.text.startswith('"') and name in _meanings(token)):
                return token
    return state.place
