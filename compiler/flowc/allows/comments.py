"""Reads the comments of a file that speak to flowc."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowc.allows.allow import Allow, AllowedCode
from flowc.allows.problems import missing_colon, no_codes, too_late, unexplained, unknown_word
from flowc.allows.statements import Statements
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


def read_allows(
    source: Source, file: File, statements: Statements | None = None
) -> tuple[list[Allow], list[Diagnostic]]:
    """The comments of a file that allow something, and what is wrong with those that speak to flowc."""
    reader = _Reader(source, file, statements or Statements(file))
    for index, token in enumerate(reader.every):
        if token.type == "COMMENT":
            reader.read(index)
    return reader.allows, reader.problems


class _Reader:
    """Reads the comments of one file."""

    def __init__(self, source: Source, file: File, statements: Statements) -> None:
        self.source = source
        self.statements = statements
        self.every = [token for token in tokens(file) if token.text]
        self.allows: list[Allow] = []
        self.problems: list[Diagnostic] = []
        self._first = min((first_token(item).start for item in items(file.entries)), default=len(source.text))

    def read(self, index: int) -> None:
        """Reads one comment, by its number among the tokens."""
        token = self.every[index]
        place = Span(self.source, token.start, token.start + len(token.text.rstrip()))
        match = _SPEAKS.match(token.text)
        if match is None:
            without = _WITHOUT_COLON.match(token.text)
            if without is not None:
                self.problems.append(missing_colon(place, token.start + without.end()))
            return
        word = match["word"]
        *words, end = _words(self.source, token, match.end())
        if word not in WORDS:
            self.problems.append(unknown_word(word, place, WORDS))
        elif not words:
            self.problems.append(no_codes(word, place))
        elif word == ALLOW_FILE and token.start > self._first:
            self.problems.append(too_late(place))
        else:
            if _NO_REASON.fullmatch(self.source.text, end.start, place.end):
                self.problems.append(unexplained(place, words))
            is_alone = index == 0 or self.every[index - 1].type == "NEWLINE"
            codes = tuple(
                AllowedCode(code.codes[0], named) for named in words for code in _chosen(named, self.problems)
            )
            line, statement = self._below(index) if is_alone else self._before(index)
            if word == ALLOW_FILE:
                self.allows.append(Allow(place, is_alone, None, None, tuple(words), codes))
            else:
                self.allows.append(Allow(place, is_alone, line, statement, tuple(words), codes))

    def _before(self, index: int) -> tuple[int, tuple[int, int] | None]:
        """What a comment at the end of a line speaks for: the line, and the statement that ends there."""
        line = self.source.position(self.every[index].start)[0]
        last = next((token for token in reversed(self.every[:index]) if token.type != "SEMICOLON"), None)
        return line, self.statements.ending_at(last.end) if last else None

    def _below(self, index: int) -> tuple[int, tuple[int, int] | None]:
        """What a comment alone on its line speaks for: the line below, and the statement that begins it.

        Line 0, which is none, where an empty line or the end comes first.
        """
        line_ends = 0
        for token in self.every[index + 1 :]:
            if token.type == "NEWLINE":
                line_ends += 1
            elif token.type in _COMMENTS:
                line_ends = 0
            else:
                return self.source.position(token.start)[0], self.statements.beginning_at(token.start)
            if line_ends > 1:
                break
        return 0, None


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
