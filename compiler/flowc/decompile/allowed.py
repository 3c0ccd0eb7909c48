"""What a flow does wrong and Studio takes: it is allowed where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from flowc.compile import Checked
from flowc.diagnostics import Severity
from flowc.diagnostics.codes import CODES

# The codes to allow for the states of these names.
Codes = Mapping[str, tuple[str, ...]]


def codes_to_allow(checked: Checked) -> Codes:
    """The errors of a checked text, by the states at whose statements they stand."""
    if checked.flow is None:
        return {}
    states = sorted(checked.flow.states[1:], key=lambda state: state.span.start)
    starts = [state.span.start for state in states]
    found: dict[str, list[str]] = {}
    for finding in checked.diagnostics:
        if finding.severity is Severity.ERROR:
            place = bisect_right(starts, finding.span.start) - 1
            found.setdefault(states[place].name if place >= 0 else checked.flow.initial, []).append(finding.code)
    return {name: tuple(dict.fromkeys(sorted(codes))) for name, codes in found.items()}


def comment(codes: tuple[str, ...]) -> str:
    """The comment that allows these codes for the statement below it."""
    names = ", ".join(codes)
    reasons = " and ".join(CODES[code].title[0].lower() + CODES[code].title[1:] for code in codes)
    return f"# flowc: allow {names} Studio holds {reasons}"
