"""Spells texts: in quotes on one line, or as a block of lines."""

from __future__ import annotations

import re

from flowc.syntax.nodes import Token
from flowc.syntax.strings import LONG_QUOTES, decode, encode

# Lines of a block are indented by this much against the statement that holds them.
INDENT = "  "

# A text of two short lines reads as well on one; a text with two quotes, in three.
_LONG = 60
_MANY = 2

# A longer line is broken behind blanks, where it has any.
_WIDEST = 88
_WORDS = re.compile(r" *(?:\{\{.*?\}\}|\{%.*?%\}|[^ ])+ *")
# JSON is broken before each member.
_MEMBERS = re.compile(r"(?<=, )(?=[\"{])")
_MANY_QUOTES = re.compile(r'"{3,}')


def spell_text(text: str) -> str:
    """A text in quotes: in three where it holds quotes itself, as a block of lines where it has several and is long.

    The lines of a block all stand deeper than the statement, so that the whole may be indented as it is.
    """
    ends = text.count("\n")
    if len(text) > _WIDEST and (ends or len(_broken(text)) > 1):
        block = _block(text)
    elif ends < 1:
        block = _unescaped(text) if text.count('"') >= _MANY else encode(text)
    else:
        block = _block(text) if ends >= _MANY or len(text) >= _LONG else encode(text)
    if not block.startswith(LONG_QUOTES):
        return block
    return block if decode(Token("LONG_STRING", block, 0)) == text else encode(text)


def _unescaped(text: str) -> str:
    """A text of one line in the quotes of a block, in which its own need no escapes."""
    inner = _line(text, guarded=True)
    # The last quote would be taken for one of those that end the text.
    inner = inner[:-1] + '\\"' if inner.endswith('"') and not inner.endswith('\\"') else inner
    return f"{LONG_QUOTES}{inner}{LONG_QUOTES}"


def _block(text: str) -> str:
    lines = text.split("\n")
    # What all lines begin with would be taken for their indentation.
    guarded = all(line.startswith(" ") for line in lines if line.strip(" "))
    spelled = [piece for line in lines for piece in _wrapped(_line(line, guarded=guarded))]
    return "\n".join([LONG_QUOTES, *(INDENT + line if line else "" for line in spelled), INDENT + LONG_QUOTES])


def _wrapped(line: str) -> list[str]:
    """A long line on several, each but the last with the backslash that joins it to the next."""
    if len(line) <= _WIDEST:
        return [line]
    pieces = _MEMBERS.split(line) if line.startswith(("{", "[")) else [line]
    broken = [part for piece in pieces for part in _broken(piece)]
    return [*(f"{part}\\" for part in broken[:-1]), broken[-1]]


def _broken(line: str) -> list[str]:
    """A line in parts that are no longer than is wanted, where it has blanks outside of Liquid."""
    words = _WORDS.findall(line)
    if "".join(words) != line:
        return [line]
    found = [""]
    for word in words:
        if found[-1] and len(found[-1]) + len(word) > _WIDEST:
            found.append("")
        found[-1] += word
    return found


def _line(line: str, *, guarded: bool) -> str:
    """A line with the escapes that a block needs; blanks at its end would be lost."""
    spelled = _MANY_QUOTES.sub(_escaped, encode(line)[1:-1].replace('\\"', '"'))
    if spelled.startswith(" ") and (guarded or not spelled.strip(" ")):
        spelled = "\\s" + spelled[1:]
    if spelled.endswith(" "):
        spelled = spelled[:-1] + "\\s"
    return spelled


def _escaped(quotes: re.Match[str]) -> str:
    return '\\"' * len(quotes[0])
