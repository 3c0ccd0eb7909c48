"""What is wrong with a regular expression, whoever reads it."""

from __future__ import annotations

import re
import warnings

import attrs

from flowc.binding.context import shortened

_SLASHES = re.compile(r"/(.*)/[a-z]*", re.DOTALL)
# What Python says, and what it means. Its other complaints are about things that Java reads differently.
_SURE = (
    ("missing ), unterminated subpattern", "this bracket is never closed", "write `\\\\(` for the character itself"),
    ("unbalanced parenthesis", "closes no bracket", "write `\\\\)` for the character itself"),
    ("unterminated character set", "this bracket is never closed", "write `\\\\[` for the character itself"),
    ("nothing to repeat", "nothing stands before it that could be repeated", "write `\\\\{}` for the character itself"),
    ("multiple repeat", "it is repeated already", "write `\\\\{}` for the character itself"),
    ("bad character range", "the range ends before it begins", "write the smaller one first"),
    ("min repeat greater than max repeat", "the first number is the greater one", "write the smaller one first"),
    (
        "bad escape (end of pattern)",
        "this backslash stands before nothing",
        "write `\\\\\\\\` for the character itself",
    ),
)
# What stands between `\Q` and `\E` is quoted, and sets may hold sets: Python knows neither.
_QUOTED = re.compile(r"\\[QE]|&&|\[[^\]]*\[")
# In Java an anchor may be repeated, and to some a `{` is itself where there is nothing to repeat.
_ANCHOR = re.compile(r"(?:\^|\$|\\[bBAZz])\Z")


@attrs.frozen
class Wrong:
    """What is wrong with a part of an expression, and what to write instead of the whole where that is known."""

    start: int
    end: int
    label: str
    help: str
    instead: str | None = None


def wrong(pattern: str) -> Wrong | None:
    """What is wrong with an expression for every kind of regular expressions."""
    slashed = _SLASHES.fullmatch(pattern)
    if slashed is not None and slashed[1]:
        return Wrong(0, len(pattern), "the slashes are part of it", f"write `{shortened(slashed[1])}`", slashed[1])
    if _QUOTED.search(pattern):
        return None
    error = _error(pattern)
    if error is None or error.pos is None:
        return None
    start = min(error.pos, len(pattern) - 1)
    if error.msg.endswith(" repeat") and (_ANCHOR.search(pattern[:start]) or pattern[start] == "{"):
        return None
    for beginning, label, advice in _SURE:
        if error.msg.startswith(beginning):
            return Wrong(start, start + 1, label, advice.format(pattern[start]))
    return None


def _error(pattern: str) -> re.error | None:
    """Why Python does not read an expression."""
    with warnings.catch_warnings():
        # It warns of what it may read differently some day.
        warnings.simplefilter("ignore")
        try:
            re.compile(pattern)
        except re.error as error:
            return error
        except (OverflowError, RecursionError):
            return None
    return None
