"""What tests ask of a flow: theirs have labels to speak of the widgets, though nothing else refers to these."""

from __future__ import annotations

from collections.abc import Iterable

from flowc.diagnostics import Diagnostic

_UNASKED = "FLW129"


def asked(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those about unused labels, which have tests of their own."""
    return [finding for finding in found if finding.code != _UNASKED]
