"""What a flow does wrong and Studio takes: it is allowed where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from flowc.compile import Checked
from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.codes import CODES

# The codes to allow for the states of these names.
Codes = Mapping[str, tuple[str, ...]]


def errors_by_state(checked: Checked) -> dict[str, list[Diagnostic]]:
    """The errors of a checked text, by the states at whose statements they stand."""
    if checked.flow is None:
        return {}
    states = sorted(checked.flow.states[1:], key=lambda state: state.span.start)
    starts = [state.span.start for state in states]
    found: dict[str, list[Diagnostic]] = {}
    for finding in checked.diagnostics:
        if finding.severity is Severity.ERROR:
            place = bisect_right(starts, finding.span.start) - 1
            found.setdefault(states[place].name if place >= 0 else checked.flow.initial, []).append(finding)
    return found


def codes_to_allow(checked: Checked) -> Codes:
    """The codes of those errors that a comment can allow, by the states at whose statements they stand."""
    found = {
        name: tuple(sorted({finding.code for finding in findings if not CODES[finding.code].fixed}))
        for name, findings in errors_by_state(checked).items()
    }
    return {name: codes for name, codes in found.items() if codes}


def refused_states(checked: Checked) -> frozenset[str]:
    """The states with an error that no comment can allow."""
    found = errors_by_state(checked)
    return frozenset(name for name, errors in found.items() if any(CODES[error.code].fixed for error in errors))


def comment(codes: tuple[str, ...]) -> str:
    """The comment that allows these codes for the statement below it."""
    names = ", ".join(codes)
    reasons = "; ".join(CODES[code].title for code in codes)
    return f"# flowc: allow {names} as in Studio: {reasons}"
