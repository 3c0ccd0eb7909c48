"""Messages for what does not fit and is no known mistake: what was expected, in words, with an example."""

from __future__ import annotations

from flowc.diagnostics import Diagnostic, Fix
from flowc.source import Span
from flowc.syntax.findings import error, name_of
from flowc.syntax.grammar import STRAY
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END
from flowc.syntax.recovery.foreign import QUOTES
from flowc.syntax.recovery.stream import BEFORE_STATEMENT, Stream

_NAME = "a label, a section, `next` or `end`"
_OPTION = "an option is `name = value`; where control goes on is `exit -> label`"
_WANTED_BEHIND = {
    "ARROW": (_NAME, "for example `failed -> sorry`"),
    "EQUALS": ("a value", 'for example `timeout = 5s`, or `voice = "alice"`'),
    "BAR": ("a type", "for example `mono | dual`"),
    "COMMA": ("one more value", "for example `[completed, absent]`"),
    "ELSE": ("`{`, `if` or an arrow", "for example `} else { -> menu }`"),
}


def two_statements(stream: Stream) -> Diagnostic:
    """A statement that begins behind another on its line."""
    token = stream.peek()
    return error(
        "FLW010",
        "two statements on one line",
        Span(stream.source, token.start, token.end),
        label="the second begins here",
        help="put it on a line of its own, or write `;` between them",
        fixes=(Fix("write `;` before it", Span(stream.source, stream.position, token.start), "; "),),
    )


def unexpected(stream: Stream) -> Diagnostic:
    """A token at a place where the grammar wants something else."""
    token = stream.peek()
    is_end = token.type in ("NEWLINE", "COMMENT", "DOC_COMMENT", END)
    place = Span(stream.source, token.start, token.start if is_end else token.end)
    if token.type == STRAY:
        return _stray(token, place)
    wanted, advice = _wanted(stream)
    if is_end or token.type == "SEMICOLON":
        message = f"{wanted} is missing before {name_of(token)}"
    else:
        message = f"{name_of(token)} does not fit here"
    return error("FLW001", message, place, label=f"expected {wanted}", help=_advice(stream, token) or advice)


def _stray(token: Token, place: Span) -> Diagnostic:
    is_visible = token.text.isprintable() and not token.text.isspace()
    shown = f"`{token.text}`" if is_visible else f"U+{ord(token.text):04X}"
    advice = "a name is made of A-Z, a-z, 0-9, `_`, `.` and `-`; a text stands in quotes"
    if token.text in QUOTES:
        advice = 'a text stands between straight double quotes: `"…"`'
    elif token.text == "$":
        advice = 'a template stands in quotes: `"${…}"`'
    return error("FLW009", f"the character {shown} means nothing here", place, label="not expected", help=advice)


def _wanted(stream: Stream) -> tuple[str, str]:
    """What the grammar wants at this place, in words, and an example."""
    last = stream.last()
    if last in _WANTED_BEHIND:
        return _WANTED_BEHIND[last]
    if last == "COLON":
        is_label = stream.last(3) in BEFORE_STATEMENT
        if is_label and not stream.brackets:
            return "a statement", 'for example `greeting: say "Hello"`'
        return "a type", "for example `callback: url`"
    if stream.brackets:
        if stream.fits("RIGHT_BRACKET"):
            return "a value or `]`", "for example `[completed, absent]`"
        return "a value or `)`", 'for example `json("null")`'
    if last in BEFORE_STATEMENT and stream.fits("ARROW"):
        return "a statement", 'a statement begins with its verb or its label, for example `say "Hello"`'
    if not stream.fits("WORD"):
        return "the end of the line", ""
    if stream.fits("NEWLINE"):
        return "an argument, `{`, `->` or the end of the line", 'for example `say "Hello" voice=alice -> menu`'
    return "an argument, `{` or `->`", "for example `} else { -> menu }`"


def _advice(stream: Stream, token: Token) -> str:
    """What to do about this very token."""
    if token.type in ("EQUALS", "COLON"):
        return _OPTION
    if token.type == "ELSE":
        return "an `else` follows a block: `if menu.Digits is_blank { -> menu } else { -> sales }`"
    if token.type == "LEFT_BRACE" and stream.last() in BEFORE_STATEMENT:
        return "a block stands behind its statement, for example `on call {`"
    if stream.last(2) == "ARROW" and stream.last() in ("WORD", "STRING", "ELSE"):
        return 'an arrow has one target; a name of several words needs quotes: `-> "main menu"`'
    if stream.last(2) == "EQUALS" and not stream.fits("WORD"):
        return 'an option has one value: a list `[a, b]`, or a text in quotes `"a b"`'
    return ""
