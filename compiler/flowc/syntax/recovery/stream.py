"""The tokens of a text that is being mended: those ahead, which may change, and those that were read."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.syntax.grammar import Grammar
from flowc.syntax.nodes import BROKEN, Token
from flowc.syntax.reader import END, Reader

BRACKETS = {"LEFT_BRACKET": "RIGHT_BRACKET", "LEFT_PAREN": "RIGHT_PAREN"}
CLOSING_BRACKETS = frozenset(BRACKETS.values())
_TAB = 4
COMMENTS = frozenset({"COMMENT", "DOC_COMMENT"})
GAPS = COMMENTS | {"NEWLINE"}
# What may stand before the first word of a statement; the empty type is that before the first token.
BEFORE_STATEMENT = GAPS | {"SEMICOLON", "LEFT_BRACE", "RIGHT_BRACE", ""}
STATEMENT_ENDS = GAPS | {"SEMICOLON", "RIGHT_BRACE", END}


@attrs.frozen
class Repair:
    """A known mistake that was found ahead: read `tokens` instead of the next `count`."""

    problem: Diagnostic | None
    count: int
    tokens: tuple[Token, ...]


@attrs.define(eq=False)
class Stream:
    """The tokens of a text from the place that the parser has come to.

    `head` is the first word of the statement that is being read, behind its label; `blocks` holds the
    open braces, each with the head of its statement; `brackets` counts the open brackets.
    """

    source: Source
    grammar: Grammar
    reader: Reader
    _ahead: list[Token]
    behind: list[Token] = attrs.field(factory=list)
    head: Token | None = None
    blocks: list[tuple[Token, Token | None]] = attrs.field(factory=list)
    brackets: int = 0

    @classmethod
    def of(cls, source: Source, grammar: Grammar, tokens: Sequence[Token]) -> Stream:
        """The stream of all tokens of a source, of which END is the last."""
        return cls(source, grammar, grammar.reader(), list(reversed(tokens)))

    def peek(self, distance: int = 0) -> Token:
        """A token ahead; behind the last there are only ENDs."""
        index = len(self._ahead) - 1 - distance
        return self._ahead[max(0, index)]

    def kinds(self, count: int) -> tuple[str, ...]:
        """The types of the next tokens, as the grammar knows them; fewer before the end of the text."""
        return tuple(terminal_of(token) for token in self._ahead[: -1 - count : -1])

    def window(self, count: int, limit: int) -> tuple[str, ...]:
        """The types of the next tokens up to as many that are neither line ends nor comments."""
        kinds: list[str] = []
        for kind in self.kinds(limit):
            kinds.append(kind)
            count -= kind not in GAPS
            if not count:
                break
        return tuple(kinds)

    def fits(self, *kinds: str) -> bool:
        """Whether the grammar allows terminals of these types to come next."""
        return self.reader.fits(*kinds)

    def ahead(self, start: int, end: int) -> list[Token]:
        """The tokens ahead from one distance up to another."""
        return [self.peek(distance) for distance in range(start, end)]

    def next_to(self, kinds: frozenset[str], distance: int = 0) -> int:
        """How far ahead the first token stands that is of none of these types."""
        while self.peek(distance).type in kinds:
            distance += 1
        return distance

    def last(self, back: int = 1) -> str:
        """The type of a token that was read; empty before the first."""
        return self.behind[-back].type if back <= len(self.behind) else ""

    @property
    def at_statement(self) -> bool:
        """Whether the last token that was read is the first of its statement."""
        return bool(self.behind) and self.last(2) in BEFORE_STATEMENT

    @property
    def indentation(self) -> int:
        """How far the line is indented on which the last token that was read stands."""
        index = len(self.behind) - 1
        while index > 0 and self.behind[index - 1].type != "NEWLINE":
            index -= 1
        return width(self.behind[index]) if self.behind else 0

    @property
    def position(self) -> int:
        """The offset behind the last token that was read."""
        return self.behind[-1].end if self.behind else 0

    def replace(self, count: int, tokens: Sequence[Token]) -> None:
        """Puts tokens in the place of the next ones."""
        self._ahead[len(self._ahead) - count :] = reversed(tokens)

    def take(self) -> Token:
        """Goes on by one token."""
        token = self._ahead.pop()
        self.note(token)
        return token

    def note(self, token: Token) -> None:
        """Counts a token as read."""
        kind = token.type
        if kind == "LEFT_BRACE":
            self.blocks.append((token, self.head))
            self.head = None
        elif kind == "RIGHT_BRACE":
            self.head = self.blocks.pop()[1] if self.blocks else None
        elif kind in BRACKETS:
            self.brackets += 1
        elif kind in CLOSING_BRACKETS:
            self.brackets = max(0, self.brackets - 1)
        elif not self.brackets:
            self._note_head(token)
        self.behind.append(token)

    def _note_head(self, token: Token) -> None:
        if token.type in BEFORE_STATEMENT:
            self.head = None
        elif token.type == "COLON" and self.last(2) in BEFORE_STATEMENT and self.head is self.behind[-1]:
            self.head = None  # it was a label
        elif self.head is None and token.type not in ("ARROW", "COLON"):
            self.head = token


def terminal_of(token: Token) -> str:
    """The terminal that a token is read as: what is broken may stand wherever a word may."""
    return "WORD" if token.type == BROKEN else token.type


def width(token: Token) -> int:
    """How far the line is indented that a token is the first of."""
    blanks = token.leading.replace("\ufeff", "")
    return len(blanks[: len(blanks) - len(blanks.lstrip(" \t"))].expandtabs(_TAB))


def absorbed(left_out: Sequence[Token], into: Token) -> Token:
    """A token that carries, among its blanks, the text of tokens before it that are left out."""
    text = "".join(token.leading + token.text for token in left_out)
    return attrs.evolve(into, leading=text + into.leading)


def read_anew(source: Source, grammar: Grammar, start: int, behind: Token) -> tuple[list[Token], Token]:
    """The tokens of a stretch up to a token, and that token with the blanks before it."""
    *tokens, end = grammar.tokenize(source.text, start, behind.start - len(behind.leading))
    return tokens, attrs.evolve(behind, leading=end.leading + behind.leading)


def joined(kind: str, tokens: Sequence[Token]) -> Token:
    """Several tokens as one."""
    first, *rest = tokens
    text = first.text + "".join(token.leading + token.text for token in rest)
    return Token(kind, text, first.start, first.leading)


def added(kind: str, offset: int) -> Token:
    """A token that the text does not hold."""
    return Token(kind, "", offset)


def retyped(token: Token, kind: str) -> Token:
    """A token, read as another terminal."""
    return attrs.evolve(token, type=kind)


def broken(tokens: Sequence[Token], offset: int) -> Token:
    """What stands for tokens that could not be read, or for one that is missing at an offset."""
    return joined(BROKEN, tokens) if tokens else added(BROKEN, offset)
