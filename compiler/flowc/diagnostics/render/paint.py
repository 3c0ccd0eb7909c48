"""Colours of a terminal, or none."""

from __future__ import annotations

import attrs

from flowc.diagnostics.diagnostic import Severity

BOLD = "1"
FRAME = "1;34"
HELP = "1;36"
SEVERITY = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFO: "1;36",
}


@attrs.frozen
class Paint:
    """A brush that leaves text as it is unless `color` is set."""

    color: bool

    def __call__(self, text: str, style: str) -> str:
        """`text` in an ANSI style."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text
