"""The findings about comments that speak to flowc."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.allows.allow import Allow
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.source import Span

_FORM = "write `# flowc: allow FLW402 the reason`"


def unknown_word(word: str, place: Span, words: Sequence[str]) -> Diagnostic:
    """`# flowc: alow FLW402`."""
    message = f"`{word}` tells flowc nothing" if word else "this comment tells flowc nothing"
    label, advice = ("unknown word", suggestion(word, words, "words")) if word else ("what is it to do?", _FORM)
    return finding("FLW137", message, place, label=label, help=advice)


def missing_colon(place: Span, offset: int) -> Diagnostic:
    """`# flowc allow FLW402`."""
    fix = Fix("add the colon", Span(place.source, offset, offset), ":")
    message = "this comment does not reach flowc"
    return finding("FLW137", message, place, label="a colon is missing", help=fix.title, fixes=(fix,))


def no_codes(word: str, place: Span) -> Diagnostic:
    """`# flowc: allow`."""
    return finding("FLW137", f"`{word}` names no code", place, label="which finding?", help=_FORM)


def too_late(place: Span) -> Diagnostic:
    """`# flowc: allow-file FLW402` below a statement."""
    return finding(
        "FLW137",
        "`allow-file` stands below the first statement",
        place,
        label="nothing is allowed here",
        help="write it above the first statement, or `allow` at the line that it is about",
    )


def unexplained(place: Span, words: Sequence[Span]) -> Diagnostic:
    """`# flowc: allow FLW402` without a reason."""
    return finding(
        "FLW134",
        f"{_listed(words)} is allowed without a reason",
        place,
        label="why is it right here?",
        help="write the reason behind the last code",
    )


def unused(allow: Allow, idle: Sequence[Span]) -> Diagnostic:
    """`# flowc: allow FLW402` where there is no such finding."""
    names = _listed(idle)
    if len(idle) == len(allow.words):
        place, fix = allow.place, Fix("remove the comment", allow.whole, "")
    else:
        place = idle[0]
        kept = ", ".join(word.text for word in allow.words if word not in idle)
        every = Span(place.source, allow.words[0].start, allow.words[-1].end)
        fix = Fix(f"allow only `{kept}`", every, kept)
    where = "in this file" if allow.line is None else "here"
    return finding(
        "FLW133",
        f"{names} is allowed, and there is no such finding {where}",
        place,
        label="allows nothing",
        help=fix.title,
        fixes=(fix,),
    )


def _listed(words: Sequence[Span]) -> str:
    return ", ".join(f"`{word.text}`" for word in words)
