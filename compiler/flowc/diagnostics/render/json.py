"""Diagnostics as one JSON array, for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from flowc.diagnostics.codes import CODES
from flowc.diagnostics.diagnostic import Diagnostic
from flowc.source import Span

# Valid in a JSON string as they are, but they steer a terminal (C1 controls, directions), end a
# line for some readers, or cannot be encoded at all (lone surrogates).
_UNSAFE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """An array of one object for each diagnostic; never coloured."""
    objects = [_object(diagnostic) for diagnostic in diagnostics]
    text = json.dumps(objects, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


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
