"""Pieces of a text: lines that can be read by themselves."""

from __future__ import annotations

import attrs

from flowc.diagnostics import Diagnostic
from flowc.syntax.grammar import STRAY, flow_grammar
from flowc.syntax.nodes import Entry, Token
from flowc.syntax.reader import END

_OPEN = frozenset({"LEFT_BRACE", "LEFT_BRACKET", "LEFT_PAREN"})
_CLOSE = {"RIGHT_BRACE": "LEFT_BRACE", "RIGHT_BRACKET": "LEFT_BRACKET", "RIGHT_PAREN": "LEFT_PAREN"}
_UNSOUND = frozenset({STRAY, "BROKEN_STRING"})
_BRACE = "LEFT_BRACE"
_GAPS = frozenset({"NEWLINE", "COMMENT", "DOC_COMMENT"})

# Characters that a piece may grow by before all are laid out anew.
ROOM = 128


@attrs.frozen(eq=False)
class Piece:
    """Some lines: their text and their tokens, and where they begin among the places of the source.

    `inside` says that they begin in the block of a statement of the file, `closes` and `opens` at which of
    their tokens such a block ends and begins. What of them stands in a block, or by itself at the top of
    the file, is read as `entries`, with its `problems`.
    """

    text: str
    tokens: tuple[Token, ...]
    base: int
    inside: bool
    closes: int | None
    opens: int | None
    entries: tuple[Entry, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def ends_inside(self) -> bool:
        """Whether the next piece begins in a block."""
        return self.opens is not None or (self.inside and self.closes is None)

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.base + len(self.text)


def cut(text: str, base: int, *, inside: bool, room: int) -> list[Piece] | None:
    """The pieces of a text of whole lines, each as short as can be; None where it cannot be read by itself.

    `room` is what is left free behind each.
    """
    pieces: list[Piece] = []
    cutter = _Cutter(inside)
    start = 0
    for token in flow_grammar().tokenize(text):
        if token.type in _UNSOUND or not cutter.take(token):
            return None
        if token.type == END or (token.type == "NEWLINE" and cutter.is_border):
            piece = cutter.piece(text[start : token.end], start, base)
            if piece.closes is not None and piece.opens is not None:
                return None
            pieces.append(piece)
            base += token.end - start + room
            start = token.end
    return pieces if not cutter.stack or cutter.is_border else None


class _Cutter:
    """Follows the brackets of a text."""

    def __init__(self, inside: bool) -> None:
        self.stack = [_BRACE] if inside else []
        self.inside = inside
        self.tokens: list[Token] = []
        self.closes: int | None = None
        self.opens: int | None = None

    @property
    def is_border(self) -> bool:
        """Whether a piece may end here: at the top of the file, or in the block of a statement there."""
        return not self.stack or self.stack == [_BRACE]

    def take(self, token: Token) -> bool:
        """Takes a token; false where the text is none that can be cut."""
        if token.type in _OPEN:
            if not self.stack and token.type == _BRACE:
                self.opens = len(self.tokens)
            self.stack.append(token.type)
        elif token.type in _CLOSE:
            if not self.stack or self.stack.pop() != _CLOSE[token.type]:
                return False
            if not self.stack and self.opens is not None:
                # What begins and ends in one piece is read as a whole.
                self.opens = None
            elif not self.stack and self.inside and self.closes is None:
                self.closes = len(self.tokens)
        elif token.type == "ELSE" and all(one.type in _GAPS for one in self.tokens):
            return False
        self.tokens.append(token)
        return True

    def piece(self, text: str, start: int, base: int) -> Piece:
        """The piece of the tokens taken so far, moved to its place."""
        moved = tuple(Token(one.type, one.text, one.start - start + base, one.leading) for one in self.tokens)
        found = Piece(text, moved, base, self.inside, self.closes, self.opens)
        self.inside = found.ends_inside
        self.tokens, self.closes, self.opens = [], None, None
        return found
