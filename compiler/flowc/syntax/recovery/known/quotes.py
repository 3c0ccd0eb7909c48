"""Texts without their quotes."""

from __future__ import annotations

from flowc.syntax.grammar import STRAY
from flowc.syntax.literals import unquoted
from flowc.syntax.recovery.stream import STATEMENT_ENDS, Repair, Stream, joined

_WORDS = frozenset({"WORD", "NUMBER", "DURATION", "PHONE", "UNQUOTED", "ELSE", "COMMA", "COLON", STRAY})
_BEHIND_TWO_WORDS = 3
_GLUED = _WORDS - {"COMMA"}


def several_words(stream: Stream) -> Repair | None:
    """`text = Hello you`: the words are read as one text."""
    if stream.peek().type != "EQUALS" or not stream.fits("EQUALS", "UNQUOTED"):
        return None
    end = 1
    while stream.peek(end).type in _WORDS:
        end += 1
    if stream.peek(end).type not in STATEMENT_ENDS or stream.peek(1).type in ("COMMA", "COLON"):
        return None
    while stream.peek(end - 1).type == "COMMA":
        end -= 1
    has_word = any(token.type == "WORD" for token in stream.ahead(1, end))
    if end < _BEHIND_TWO_WORDS or not has_word or stream.fits(*stream.kinds(end + 1)):
        return None
    whole = joined("UNQUOTED", stream.ahead(1, end))
    return Repair(unquoted(stream.source, whole), end, (stream.peek(), whole))


def word_with_odd_signs(stream: Stream) -> Repair | None:
    """`me@example.com` or `$5`: read as one text, up to the next blank."""
    end = 1
    while stream.peek(end).type in _GLUED and not stream.peek(end).leading:
        end += 1
    glued = stream.ahead(0, end)
    has_signs = any(token.type == STRAY for token in glued)
    has_words = any(token.type not in (STRAY, "COLON") for token in glued)
    if not (has_signs and has_words) or glued[0].type not in _GLUED - {"COLON"} or not stream.fits("UNQUOTED"):
        return None
    whole = joined("UNQUOTED", glued)
    return Repair(unquoted(stream.source, whole), end, (whole,))
