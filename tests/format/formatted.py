"""What the tests of the formatter share."""

from __future__ import annotations

from flowc import format_text
from flowc.format.layout import Layout
from flowc.format.names import Names
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import Argument, File, Item, Statement, Token, arguments, items
from flowc.vocabulary import standard_vocabulary

NAMES = Names(standard_vocabulary())
LAYOUT = Layout(NAMES)


def read(text: str) -> File:
    """The tree of a sound text."""
    parsed = parse(Source("a.flow", text))
    assert parsed.diagnostics == ()
    return parsed.file


def item(text: str) -> Item:
    """The only statement or assignment of a text."""
    (found,) = items(read(text).entries)
    return found


def statement(text: str) -> Statement:
    """The only statement of a text."""
    found = item(text)
    assert isinstance(found, Statement)
    return found


def values(text: str) -> list[Argument]:
    """The arguments of `x …`."""
    return arguments(statement(f"x {text}").parts)


def word(text: str) -> Token:
    """A word."""
    return Token("WORD", text, 0)


def body(*lines: str) -> str:
    """A flow with these lines in `on call`."""
    return "\n".join(["on call {", *(f"  {line}" if line else "" for line in lines), "}", ""])


def lines_of(text: str) -> list[str]:
    """The formatted lines of statements in a body, without its indentation."""
    first, *lines, last, end = format_text(f"on call {{\n# here\n{text}\n}}\n").text.split("\n")
    assert (first, lines[0], last, end) == ("on call {", "  # here", "}", "")
    return [line.removeprefix("  ") for line in lines[1:]]


def one(text: str) -> str:
    """The formatted text of statements in a body."""
    return "\n".join(lines_of(text))
