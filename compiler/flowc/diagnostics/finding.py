"""Makes diagnostics at the usual severity of their codes."""

from __future__ import annotations

from flowc.diagnostics.codes import CODES
from flowc.diagnostics.diagnostic import Diagnostic, Fix, Note, Severity
from flowc.source import Span


def finding(
    code: str,
    message: str,
    span: Span,
    *,
    severity: Severity | None = None,
    label: str = "",
    notes: tuple[Note, ...] = (),
    fixes: tuple[Fix, ...] = (),
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
        fixes=fixes,
        why=why,
        help=help,
        url=url,
    )
