"""Spells texts: in quotes on one line, or as a block of lines."""

from __future__ import annotations

from flowc.syntax.nodes import Token
from flowc.syntax.strings import LONG_QUOTES, decode, encode

# Lines of a block are indented by this much against the statement that holds them.
INDENT = "  "

# A text of two short lines reads as well on one.
_LONG = 60
_MANY = 2


def spell_text(text: str) -> str:
    """A text in quotes, as a block of lines where it has several and is long.

    The lines of a block all stand deeper than the statement, so that the whole may be indented as it is.
    """
    ends = text.count("\n")
    if ends < 1 or (ends < _MANY and len(text) < _LONG):
        return encode(text)
    block = _block(text)
    return block if decode(Token("LONG_STRING", block, 0)) == text else encode(text)


def _block(text: str) -> str:
    lines = [INDENT + line if line else "" for line in map(_line, text.split("\n"))]
    return "\n".join([LONG_QUOTES, *lines, INDENT + LONG_QUOTES])


def _line(line: str) -> str:
    """A line with the escapes that a block needs; blanks at its ends would be lost, or taken for indentation."""
    spelled = encode(line)[1:-1].replace('\\"', '"').replace('""', '\\"\\"')
    # A quote before those that end the block, or a text that ends in one, must not be taken for theirs.
    if spelled.endswith('"') and not spelled.endswith('\\"'):
        spelled = spelled[:-1] + '\\"'
    if spelled.startswith(" "):
        spelled = "\\s" + spelled[1:]
    if spelled.endswith(" "):
        spelled = spelled[:-1] + "\\s"
    return spelled
