"""Reads the comments of a file that speak to flowc."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flowc.allows.allow import Allow, AllowedCode
from flowc.allows.problems import missing_colon, no_codes, too_late, unexplained, unknown_word
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.selectors import Chosen, chosen_by, fixed_level, unknown_code
from flowc.source import Source, Span
from flowc.syntax.nodes import File, Token, first_token, items, tokens

ALLOW, ALLOW_FILE = "allow", "allow-file"
WORDS = (ALLOW, ALLOW_FILE)

_COMMENTS = frozenset({"COMMENT", "DOC_COMMENT"})
_SPEAKS = re.compile(r"#\s*flowc\s*:\s*(?P<word>[\w-]*)\s*")
_WITHOUT_COLON = re.compile(rf"#\s*flowc(?=\s+(?:{ALLOW_FILE}|{ALLOW})\b)")
_CODE = re.compile(r"[A-Za-z][\w-]*")
# A code follows a comma; without one, only what looks like a code is not yet the reason.
_NEXT_CODE = re.compile(r"\s*,\s*(?=[A-Za-z])|\s+(?=FLW\d{3}\b)")
_NO_REASON = re.compile(r"\W*")


def read_allows(source: Source, file: File) -> tuple[list[Allow], list[Diagnostic]]:
    """The comments of a file that allow something, and what is wrong with those that speak to flowc."""
    every = list(tokens(file))
    first = min((first_token(item).start for item in items(file.entries)), default=len(source.text))
    allows = []
    problems: list[Diagnostic] = []
    for index, token in enumerate(every):
        if token.type == "COMMENT":
            is_alone = index == 0 or every[index - 1].type == "NEWLINE"
            line = _line_below(source, every[index + 1 :]) if is_alone else source.position(token.start)[0]
            allow = _read(source, token, line, problems, is_alone=is_alone, is_late=token.start > first)
            if allow is not None:
                allows.append(allow)
    return allows, problems


def _line_below(source: Source, rest: Sequence[Token]) -> int:
    """The line that a comment above it speaks for; 0, which is none, where an empty line or the end comes first."""
    line_ends = 0
    for token in rest:
        if token.type == "NEWLINE":
            line_ends += 1
        elif token.type in _COMMENTS:
            line_ends = 0
        elif token.text:
            return source.position(token.start)[0]
        if line_ends > 1:
            break
    return 0


def _read(
    source: Source, token: Token, line: int, problems: list[Diagnostic], *, is_alone: bool, is_late: bool
) -> Allow | None:
    place = Span(source, token.start, token.start + len(token.text.rstrip()))
    match = _SPEAKS.match(token.text)
    if match is None:
        without = _WITHOUT_COLON.match(token.text)
        if without is not None:
            problems.append(missing_colon(place, token.start + without.end()))
        return None
    word = match["word"]
    if word not in WORDS:
        problems.append(unknown_word(word, place, WORDS))
        return None
    *words, end = _words(source, token, match.end())
    if not words:
        problems.append(no_codes(word, place))
        return None
    if word == ALLOW_FILE and is_late:
        problems.append(too_late(place))
        return None
    if _NO_REASON.fullmatch(source.text, end.start, place.end):
        problems.append(unexplained(place, words))
    codes = tuple(AllowedCode(code.codes[0], named) for named in words for code in _chosen(named, problems))
    return Allow(place, is_alone, None if word == ALLOW_FILE else line, tuple(words), codes)


def _words(source: Source, token: Token, offset: int) -> Iterator[Span]:
    """The places of the codes that a comment names, and an empty one behind them."""
    match = _CODE.match(token.text, offset)
    while match is not None:
        yield Span(source, token.start + match.start(), token.start + match.end())
        offset = match.end()
        gap = _NEXT_CODE.match(token.text, offset)
        match = _CODE.match(token.text, gap.end()) if gap else None
    yield Span(source, token.start + offset, token.start + offset)


def _chosen(place: Span, problems: list[Diagnostic]) -> Iterator[Chosen]:
    """The code that a word of a comment stands for, where it stands for one that can be allowed."""
    chosen = chosen_by(place.text)
    if chosen is None or chosen.is_prefix:
        problems.append(unknown_code(place.text, place))
    elif not chosen.changeable:
        problems.append(fixed_level(chosen, place))
    else:
        yield chosen
