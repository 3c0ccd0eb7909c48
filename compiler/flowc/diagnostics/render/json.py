"""Diagnostics as one JSON array, for programs."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.diagnostics.codes import CODES
from flowc.diagnostics.diagnostic import Diagnostic
from flowc.diagnostics.render.document import json_text
from flowc.source import Span


def render(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """An array of one object for each diagnostic; never coloured."""
    return json_text([_object(diagnostic) for diagnostic in diagnostics])


def _object(diagnostic: Diagnostic) -> dict[str, object]:
    known = CODES.get(diagnostic.code)
    return {
        "code": diagnostic.code,
        "name": known.name if known else None,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "notes": [{"message": note.message, **_place(note.span)} for note in diagnostic.notes],
        "why": diagnostic.why or None,
        "help": diagnostic.help or None,
        "fixes": [{"title": fix.title, **_place(fix.span), "replacement": fix.replacement} for fix in diagnostic.fixes],
        "url": diagnostic.url or None,
    }


def _place(span: Span | None) -> dict[str, object]:
    """Where a span begins and ends, or the same keys without a value."""
    if span is None:
        return dict.fromkeys(("path", "line", "column", "endLine", "endColumn"))
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {
        "path": span.source.path,
        "line": line,
        "column": column,
        "endLine": end_line,
        "endColumn": end_column,
    }
