"""Findings as an editor shows them."""

from __future__ import annotations

from lsprotocol import types

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.codes import CODES
from flowc.lsp.paths import uri_of
from flowc.lsp.positions import Positions

SOURCE = "flowc"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_BEGINNINGS = (
    ("unused-", types.DiagnosticTag.Unnecessary),
    ("unreachable", types.DiagnosticTag.Unnecessary),
    ("unread-", types.DiagnosticTag.Unnecessary),
    ("dead-", types.DiagnosticTag.Unnecessary),
    ("idle-option", types.DiagnosticTag.Unnecessary),
    ("deprecated-", types.DiagnosticTag.Deprecated),
)


def diagnostic(finding: Diagnostic, positions: Positions, page: str | None) -> types.Diagnostic:
    """A finding with its related places, the address of its page, and how an editor greys it out."""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri_of(note.span.source.path), positions.range(note.span)), note.message
        )
        for note in finding.notes
        if note.span is not None
    ]
    return types.Diagnostic(
        range=positions.range(finding.span),
        message=message(finding),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(page) if page is not None else None,
        source=SOURCE,
        tags=_tags(finding.code),
        related_information=related or None,
    )


def message(finding: Diagnostic) -> str:
    """All that is said of a finding without a place of its own, a line each."""
    facts = [note.message for note in finding.notes if note.span is None]
    said = (("why", finding.why), ("help", finding.help))
    head = f"{finding.message}: {finding.label}" if finding.label else finding.message
    return "\n".join([head, *facts, *(f"{title}: {text}" for title, text in said if text)])


def _tags(code: str) -> list[types.DiagnosticTag] | None:
    name = CODES[code].name
    return [tag for beginning, tag in _BEGINNINGS if name.startswith(beginning)] or None
