"""Applies the fixes of diagnostics to the text they were found in."""

from __future__ import annotations

from collections.abc import Iterable

from flowc.diagnostics.diagnostic import Diagnostic, Fix


def fixes_to_apply(diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> list[Fix]:
    """The first safe fix of each diagnostic, in the order of the text, without those that overlap.

    With `unsafe`, a diagnostic that has no safe fix gives its first guess.
    """
    found = []
    for diagnostic in diagnostics:
        guesses = diagnostic.fixes[:1] if unsafe else ()
        fix = next((fix for fix in (*(fix for fix in diagnostic.fixes if fix.safe), *guesses)), None)
        if fix is not None:
            found.append(fix)
    found.sort(key=lambda fix: (fix.span.start, fix.span.end))
    kept: list[Fix] = []
    for fix in found:
        if not kept or fix.span.start > kept[-1].span.end or _are_apart(kept[-1], fix):
            kept.append(fix)
    return kept


def _are_apart(before: Fix, after: Fix) -> bool:
    """Whether two edits that touch do not both write at the place where they meet."""
    return after.span.start == before.span.end and before.span.start < before.span.end


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """The text with the edits made; they must be in order and apart."""
    pieces = []
    last = 0
    for fix in fixes:
        pieces += [text[last : fix.span.start], fix.replacement]
        last = fix.span.end
    return "".join([*pieces, text[last:]])
