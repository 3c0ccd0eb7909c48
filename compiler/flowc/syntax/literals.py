"""What a token may have wrong though it fits the grammar: quotes, ends and escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowc.diagnostics import Diagnostic, Fix
from flowc.source import Source, Span
from flowc.syntax.findings import error, place_of, shortened
from flowc.syntax.nodes import Token
from flowc.syntax.strings import LONG_QUOTES, STRING_TYPES, BadEscape, bad_escapes, encode

_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_DATE = re.compile(r"[0-9]{2,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}")
_DATE_AND_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+.*")


def literal_problems(source: Source, token: Token) -> Iterator[Diagnostic]:
    """What is wrong in a token, apart from where it stands."""
    if token.type == "UNQUOTED":
        yield unquoted(source, token)
    elif token.type == "BROKEN_STRING":
        yield _endless(source, token)
    elif token.type in STRING_TYPES and "\\" in token.text:
        for escape in bad_escapes(token):
            yield _bad_escape(source, escape)


def unquoted(source: Source, token: Token) -> Diagnostic:
    """A value without the quotes that it needs."""
    place = place_of(source, token)
    quoted = encode(token.text)
    kind, reason = _kind_of(token.text)
    return error(
        "FLW006",
        f"{kind} needs quotes",
        place,
        label=reason,
        help=f"write `{shortened(quoted)}`",
        fixes=(Fix(f"write `{shortened(quoted)}`", place, quoted),),
    )


def _kind_of(text: str) -> tuple[str, str]:
    if text in ("*", "#"):
        return "a key", "a key is a text"
    if _TIME.fullmatch(text):
        return "a time", "a time is a text"
    if _DATE.fullmatch(text) or _DATE_AND_TIME.fullmatch(text):
        return "a date", "a date is a text"
    if "{{" in text or "${" in text:
        return "a template", "a template stands in a text"
    if "://" in text:
        return "a URL", "a URL is a text"
    if text[:1].isdigit() and " " not in text:
        return "a text", "not a number, and a word does not begin with a digit"
    return "a text", "not a single word"


def _endless(source: Source, token: Token) -> Diagnostic:
    if token.text.startswith(LONG_QUOTES):
        return error(
            "FLW002",
            "a text never ends",
            Span(source, token.start, token.start + len(LONG_QUOTES)),
            label=f"no {LONG_QUOTES} behind it",
            help=f"close it with `{LONG_QUOTES}`",
        )
    place = place_of(source, token)
    # A backslash at its end would take the quote for itself.
    closed = token.text + ('\\"' if _ends_in_backslash(token.text) else '"')
    return error(
        "FLW002",
        "a text never ends",
        place,
        label='no " behind it on this line',
        help='close it with `"`; a text of several lines stands between `"""` and `"""`',
        fixes=(Fix("close it", place, closed),),
    )


def _ends_in_backslash(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _bad_escape(source: Source, escape: BadEscape) -> Diagnostic:
    place = Span(source, escape.start, escape.end)
    return error(
        "FLW003",
        f"`{shortened(escape.text)}` is no escape",
        place,
        label="means nothing",
        help='`\\\\` is a backslash; there are also `\\"`, `\\n`, `\\t`, `\\s` (a blank) and `\\u{e9}`',
        fixes=(Fix("double the backslash", place, "\\" + escape.text),),
    )
