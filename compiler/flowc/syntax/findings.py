"""How the findings of syntax are made: all are errors, and name what they speak of in back-ticks."""

from __future__ import annotations

import re

from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.source import Source, Span
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END

# Nobody reads more syntax errors of one file; and what has as many is no flow.
MAX_FINDINGS = 500

# The longest piece of source that a message repeats, in characters.
_LONGEST_QUOTE = 40

_LINE_END = re.compile(r"[\r\n]")

_NAMES = {"NEWLINE": "the end of the line", END: "the end of the file"}


def error(
    code: str,
    message: str,
    place: Span,
    *,
    label: str = "",
    help: str = "",  # noqa: A002 - the name of the field that it fills
    notes: tuple[Note, ...] = (),
    fixes: tuple[Fix, ...] = (),
) -> Diagnostic:
    """A syntax error."""
    return Diagnostic(code, Severity.ERROR, message, place, label=label, help=help, notes=notes, fixes=fixes)


def place_of(source: Source, first: Token, last: Token | None = None) -> Span:
    """The place of a token, or from the first token to the last."""
    return Span(source, first.start, (last or first).end)


def shortened(text: str) -> str:
    """A text short enough to stand in a message, which is one line whatever the line ends of the file are."""
    first = _LINE_END.split(text, 1)[0]
    return text if first == text and len(text) <= _LONGEST_QUOTE else first[:_LONGEST_QUOTE] + "…"


def name_of(token: Token) -> str:
    """What a message calls a token."""
    if token.type in ("COMMENT", "DOC_COMMENT"):
        return "the comment"
    return _NAMES.get(token.type) or f"`{shortened(token.text)}`"
