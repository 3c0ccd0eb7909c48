"""Moves a text of several lines to the indentation of its statement, and never changes what it says."""

from __future__ import annotations

import attrs

from flowc.format.style import STEP, blanks
from flowc.syntax.nodes import Token
from flowc.syntax.strings import LONG_QUOTES, decode

LONG = "LONG_STRING"


def has_lines(token: Token) -> bool:
    """Whether a token stands on several lines."""
    return token.type == LONG and ("\n" in token.text or "\r" in token.text)


def moved(token: Token, indent: int) -> list[str]:
    """The lines of a text whose statement is indented so far: its own lines stand one step deeper."""
    text = token.text.replace("\r\n", "\n").replace("\r", "\n")
    lines = _moved(text[len(LONG_QUOTES) : -len(LONG_QUOTES)].split("\n"), blanks(indent + STEP))
    found = LONG_QUOTES + "\n".join(lines) + LONG_QUOTES
    if decode(attrs.evolve(token, text=found)) != decode(token):
        return text.split("\n")
    return found.split("\n")


def _moved(lines: list[str], margin: str) -> list[str]:
    first, *rest = lines
    last_is_blank = not rest[-1].strip(" \t")
    content = rest[:-1] if last_is_blank else rest
    common = _common_indentation(content)
    inner = [_unmargined(line, common) for line in content]
    start = first if first.strip(" \t") else ""
    end = [margin] if last_is_blank else []
    return [start, *(margin + line if line else "" for line in inner), *end]


def _unmargined(line: str, common: str) -> str:
    """A line without the common indentation, as the string is read: what does not begin with it is blank."""
    return line[len(common) :] if line.startswith(common) else ""


def _common_indentation(lines: list[str]) -> str:
    """The blanks that all lines but the blank ones begin with."""
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines if line.strip(" \t")]
    if not indents:
        return ""
    first, last = min(indents), max(indents)
    length = next((at for at, char in enumerate(first) if char != last[at]), len(first))
    return first[:length]
