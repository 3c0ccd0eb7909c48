"""What text looks like on a terminal: safe to print, and so many columns wide."""

from __future__ import annotations

import unicodedata

from flowc.source import Span

TAB = " " * 4
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

# Controls, invisible and direction-changing format characters, lone surrogates, line separators:
# printed raw, they let a file move the cursor, hide text, or break the output's encoding.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# These two are format characters as well, but words and emoji are written with them.
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"

# A message may quote a name of any length.
_LONGEST_LINE = 1000


def shown(text: str) -> str:
    """`text` as it is printed: a tab as four spaces, what is unsafe as a replacement character."""
    return text if text.isprintable() else "".join(map(_shown_character, text))


def width(text: str) -> int:
    """The columns that `text` takes when it is shown."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_character_width, text))


def room(character: str) -> int:
    """The columns to set aside for a character: its width, and at least one.

    Counting marks of no width makes sure that a bounded width also means a bounded length.
    """
    return max(1, width(character))


def one_line(text: str) -> str:
    """`text` safe to print within a line, and cut where it is far too long for one."""
    return shown(text[:_LONGEST_LINE]) + (ELLIPSIS if len(text) > _LONGEST_LINE else "")


def place(span: Span) -> str:
    """Where a span begins, as `path:line:column`."""
    line, column = span.source.position(min(span.start, len(span.source.text)))
    return f"{one_line(span.source.path)}:{line}:{column}"


def _shown_character(character: str) -> str:
    if character == "\t":
        return TAB
    if character in _JOINERS or unicodedata.category(character) not in _UNSAFE:
        return character
    return REPLACEMENT


def _character_width(character: str) -> int:
    if character == "\t":
        return len(TAB)
    if character in _JOINERS or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
