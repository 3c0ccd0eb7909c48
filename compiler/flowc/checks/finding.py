"""Makes the diagnostics of rules."""

from __future__ import annotations

from flowc.diagnostics import Diagnostic, Note, Severity
from flowc.diagnostics.codes import CODES
from flowc.source import Span


def finding(
    code: str,
    message: str,
    span: Span,
    *,
    severity: Severity | None = None,
    label: str = "",
    notes: tuple[Note, ...] = (),
    why: str = "",
    help: str = "",  # noqa: A002 - the word that users see
    url: str = "",
) -> Diagnostic:
    """A diagnostic of a code, at the code's own severity unless another is given."""
    return Diagnostic(
        code=code,
        severity=severity or CODES[code].severity,
        message=message,
        span=span,
        label=label,
        notes=notes,
        why=why,
        help=help,
        url=url,
    )
