"""Diagnostics drawn for people: the source line, the exact span underlined, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import dedent

from flowc.diagnostics.diagnostic import Diagnostic, Fix, Severity
from flowc.diagnostics.render.columns import one_line
from flowc.diagnostics.render.excerpt import Mark
from flowc.diagnostics.render.frame import Frame
from flowc.diagnostics.render.paint import BOLD, SEVERITY, Paint
from flowc.diagnostics.render.snippet import blocks

_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos"}


def render(diagnostics: Sequence[Diagnostic], color: bool) -> str:
    """All diagnostics in the order given, with an empty line between two."""
    return "\n".join(render_text(diagnostic, color=color) for diagnostic in diagnostics)


def render_text(diagnostic: Diagnostic, *, color: bool = False) -> str:
    """The drawing of one diagnostic, ending in a newline."""
    paint = Paint(color)
    marks = _marks(diagnostic)
    frame = Frame(max(len(str(mark.line)) for mark in marks), paint)
    below = list(_below(diagnostic, frame))
    rows = [
        _headline(diagnostic, paint),
        *blocks(marks, frame, SEVERITY[diagnostic.severity]),
        *([frame.row()] if below else []),
        *below,
    ]
    return "\n".join(rows) + "\n"


def render_summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many findings there are of each severity, such as `2 errors, 1 warning`."""
    counts = {severity: sum(diagnostic.severity is severity for diagnostic in diagnostics) for severity in Severity}
    parts = [
        f"{count} {severity.value if count == 1 else _PLURALS[severity]}" for severity, count in counts.items() if count
    ]
    return ", ".join(parts) or "no findings"


def _marks(diagnostic: Diagnostic) -> list[Mark]:
    primary = Mark(diagnostic.span, diagnostic.label, primary=True)
    notes = (Mark(note.span, note.message) for note in diagnostic.notes if note.span is not None)
    return [primary, *notes]


def _headline(diagnostic: Diagnostic, paint: Paint) -> str:
    title = f"{diagnostic.severity.value}[{one_line(diagnostic.code)}]"
    message = f": {one_line(diagnostic.message)}".rstrip()
    return paint(title, SEVERITY[diagnostic.severity]) + paint(message, BOLD)


def _below(diagnostic: Diagnostic, frame: Frame) -> Iterator[str]:
    """The rows under the blocks."""
    for note in diagnostic.notes:
        if note.span is None:
            yield from frame.fact("note", note.message)
    if diagnostic.why:
        yield from frame.fact("why", diagnostic.why)
    unsaid = [fix for fix in diagnostic.fixes if not _is_said(fix, diagnostic.help)]
    if diagnostic.help and all(fix.title != diagnostic.help for fix in unsaid):
        yield from frame.help(diagnostic.help)
    for fix in unsaid:
        yield from _fix(fix, frame)
    if diagnostic.url:
        yield from frame.fact("see", diagnostic.url)


def _fix(fix: Fix, frame: Frame) -> Iterator[str]:
    replacement = dedent(fix.replacement).strip()
    if not replacement or _is_said(fix, fix.title):
        yield from frame.help(fix.title)
    elif len(replacement.splitlines()) == 1:
        yield from frame.help(f"{fix.title}: `{one_line(replacement)}`")
    else:
        yield from frame.help(f"{fix.title}:")
        yield from frame.added(replacement)


def _is_said(fix: Fix, text: str) -> bool:
    """Whether a text already tells what the fix would type."""
    replacement = fix.replacement.strip()
    return bool(replacement) and f"`{replacement}`" in text
