"""Diagnostics as a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from flowc.diagnostics.codes import CODES
from flowc.diagnostics.diagnostic import Diagnostic, Severity
from flowc.diagnostics.render.document import corners, json_text, relative_path

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """An array of one object for each diagnostic; never coloured."""
    seen: Counter[tuple[str, ...]] = Counter()
    return json_text([_object(diagnostic, seen) for diagnostic in diagnostics])


def _object(diagnostic: Diagnostic, seen: Counter[tuple[str, ...]]) -> dict[str, object]:
    line, column, end_line, end_column = corners(diagnostic.span)
    known = CODES.get(diagnostic.code)
    return {
        "description": f"{diagnostic.code}: {diagnostic.message}",
        "check_name": known.name if known else diagnostic.code,
        "fingerprint": _fingerprint(diagnostic, seen),
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": relative_path(diagnostic.span.source.path),
            "positions": {
                "begin": {"line": line, "column": column},
                "end": {"line": end_line, "column": end_column},
            },
        },
    }


def _fingerprint(diagnostic: Diagnostic, seen: Counter[tuple[str, ...]]) -> str:
    """What stays the same while lines above are added and removed, and differs between findings of one run.

    It is made of the file, the code, the message and the words of the line; of findings that are
    alike in all of them, the second has another than the first.
    """
    source = diagnostic.span.source
    line = source.line(corners(diagnostic.span)[0]).strip()
    key = (relative_path(source.path), diagnostic.code, diagnostic.message, line)
    seen[key] += 1
    text = "\0".join([*key, str(seen[key])])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
