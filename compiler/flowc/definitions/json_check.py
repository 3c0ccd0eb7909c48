"""Looks whether a text is JSON, and says what is wrong with it where it is not.

The standard library reads it; of what it refuses, the place is looked for here where it names none.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from flowc.definitions.embedded import Original
from flowc.source import Span

# As deep as a text can be nested: no definition of Studio's comes near, and Python's own stack holds some times more.
MAX_DEPTH = 50

STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
SCALAR = r'[^\s"\[\]{}:,]+'

_BLANKS = re.compile(r"[ \t\n\r]*")
_BYTE_ORDER_MARK = "\ufeff"
_TOKEN = re.compile(rf"{STRING}|{SCALAR}|[\[{{]|[\]}}]", re.DOTALL)
_CONSTANTS = ("NaN", "Infinity", "-Infinity")


class JsonError(Exception):
    """A text that is no JSON: the reason in words, and the place."""

    def __init__(self, reason: str, place: Span) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


def refuse(original: Original, reason: str, start: int, end: int) -> NoReturn:
    """Raises the error about a stretch of a text."""
    length = len(original.text)
    raise JsonError(reason, original.span(min(start, length), min(end, length))) from None


def refuse_depth(original: Original, start: int, end: int) -> NoReturn:
    """Raises the error about a bracket too many."""
    refuse(original, f"it is nested deeper than {MAX_DEPTH} levels", start, end)


def check_json(original: Original) -> int:
    """Where the value of a text begins, once it is known to be JSON. Raises JsonError."""
    text = original.text
    start = _skip(text, text.startswith(_BYTE_ORDER_MARK))
    if start == len(text):
        refuse(original, "there is nothing in it", 0, 0)
    try:
        _, end = json.JSONDecoder(parse_float=_float, parse_constant=_constant).raw_decode(text, start)
    except RecursionError:
        _refuse_depth(original)
    except json.JSONDecodeError as error:
        refuse(original, _in_words(error.msg), error.pos, error.pos + 1)
    except ValueError:
        _refuse_number(original)
    rest = _skip(text, end)
    if rest < len(text):
        refuse(original, "there is more behind the end of the value", rest, rest + 1)
    return start


def _skip(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    assert match is not None
    return match.end()


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value


def _constant(word: str) -> NoReturn:
    raise ValueError(word)


def _refuse_depth(original: Original) -> NoReturn:
    depth = 0
    for token in _TOKEN.finditer(original.text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > MAX_DEPTH:
            break
    refuse_depth(original, token.start(), token.end())


def _refuse_number(original: Original) -> NoReturn:
    """Reports the first number that Python cannot hold, or that is none in JSON."""
    for token in _TOKEN.finditer(original.text):
        word = token[0]
        if word in _CONSTANTS:
            refuse(original, f"`{word}` is no number in JSON", token.start(), token.end())
        if word[0] in "-0123456789":
            try:
                json.loads(word, parse_float=_float)
            except ValueError:
                refuse(original, "this number is larger than any that a program holds", token.start(), token.end())
    raise AssertionError("a number that is none stands in the text")


def _in_words(message: str) -> str:
    """What the standard library says is wrong, as one of our messages."""
    words = {
        "Expecting value": "a value is wanted here",
        "Expecting ',' delimiter": "a comma or a closing bracket is wanted here",
        "Expecting ':' delimiter": "a colon is wanted here",
        "Expecting property name enclosed in double quotes": "a key in double quotes is wanted here",
        "Illegal trailing comma before end of object": "a comma stands before the end of an object",
        "Illegal trailing comma before end of array": "a comma stands before the end of a list",
        "Unterminated string starting at": "this text never ends",
        "Invalid control character at": "a text runs over the end of its line, or holds a control character",
        "Invalid \\uXXXX escape": "four digits are wanted behind `\\u`",
        "Invalid \\escape": "this backslash begins no escape",
    }
    known = (ours for theirs, ours in words.items() if message.startswith(theirs))
    return next(known, message[:1].lower() + message[1:])
