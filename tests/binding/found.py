"""What is found in flows of a few statements, which end at once: that nothing follows them is not asked about."""

from __future__ import annotations

from tests.asked import asked

from flowc.compile import check
from flowc.diagnostics import Diagnostic

_UNASKED = "FLW308"


def found_in(text: str, path: str = "<text>") -> list[Diagnostic]:
    """What is found in a flow, but that nothing keeps the call alive."""
    return [finding for finding in asked(check(text, path).diagnostics) if finding.code != _UNASKED]
