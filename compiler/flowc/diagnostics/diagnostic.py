"""What a diagnostic is: a value that knows nothing of how it is shown."""

from __future__ import annotations

from enum import Enum

import attrs

from flowc.source import Span


class Severity(Enum):
    """How much a finding weighs: an error stops the compilation, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@attrs.frozen
class Note:
    """A fact that belongs to a diagnostic, with its place where it has one.

    A note with a span is drawn at that place; one without is a line of text below the drawing.
    """

    message: str
    span: Span | None = None


@attrs.frozen
class Fix:
    """An edit that mends what the diagnostic reports: replace what `span` covers by `replacement`.

    An edit that is not `safe` is a guess at what was meant: an editor may offer it, `--fix` leaves
    it to a person.
    """

    title: str
    span: Span
    replacement: str
    safe: bool = True


@attrs.frozen
class Diagnostic:
    """A finding about a source text.

    `code` is a key of `flowc.diagnostics.codes.CODES`; `message` one sentence without a full stop
    that says what is wrong; `label` the few words written under the underlined `span`; `why` what
    happens on a real call, where that is not obvious; `help` what to type instead; `url` the page
    at Twilio that a fact comes from.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    label: str = ""
    notes: tuple[Note, ...] = ()
    why: str = ""
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    url: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Diagnostics are listed by file, then by place, then by code."""
        return self.span.source.path, self.span.start, self.span.end, self.code
