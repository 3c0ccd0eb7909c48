"""Diagnostics as a SARIF 2.1.0 log, which code hosts show beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.diagnostics.codes import CODES, family
from flowc.diagnostics.diagnostic import Diagnostic, Fix, Severity
from flowc.diagnostics.render.document import address, corners, json_text
from flowc.source import Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Object = dict[str, object]


def render(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """A log of one run, with the rules that its results name; never coloured."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    driver = {"name": "flowc", "rules": [_rule(code, diagnostics) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, diagnostics: Sequence[Diagnostic]) -> Object:
    """What holds for all results of a code. Its page is at hand with `flowc explain`; the address is Twilio's."""
    known = CODES.get(code)
    if known is None:
        return {"id": code}
    url = next((one.url for one in diagnostics if one.code == code and one.url), None)
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": known.title},
        **({"helpUri": url} if url else {}),
        "help": {"text": f"`flowc explain {code}` prints the page of this code."},
        "defaultConfiguration": {
            **({"enabled": False} if known.on_demand else {}),
            "level": _LEVELS[known.severity],
        },
        "properties": {"tags": [family(code)]},
    }


def _result(diagnostic: Diagnostic, index: int) -> Object:
    related = [
        {"id": number, **_location(note.span), "message": {"text": note.message}}
        for number, note in enumerate(diagnostic.notes, 1)
        if note.span is not None
    ]
    # The standard wants no two fixes that are the same.
    fixes = [_fix(fix) for fix in dict.fromkeys(diagnostic.fixes)]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _message(diagnostic)},
        "locations": [_location(diagnostic.span)],
        **({"relatedLocations": related} if related else {}),
        **({"fixes": fixes} if fixes else {}),
    }


def _message(diagnostic: Diagnostic) -> str:
    """All that is said without a place of its own."""
    facts = [note.message for note in diagnostic.notes if note.span is None]
    said = (("why", diagnostic.why), ("help", diagnostic.help), ("see", diagnostic.url))
    more = [(title, text) for title, text in said if text]
    return "\n".join([diagnostic.message, *facts, *(f"{title}: {text}" for title, text in more)])


def _fix(fix: Fix) -> Object:
    replacement = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.replacement}}
    change = {"artifactLocation": {"uri": address(fix.span.source.path)}, "replacements": [replacement]}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _location(span: Span) -> Object:
    return {
        "physicalLocation": {"artifactLocation": {"uri": address(span.source.path)}, "region": _region(span)},
    }


def _region(span: Span) -> Object:
    """A region in characters; the column of its end is the one behind it, as in a span."""
    line, column, end_line, end_column = corners(span)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
