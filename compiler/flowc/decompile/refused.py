"""Tells of what Twilio refuses in a definition, and nothing could mend."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.compile import Checked
from flowc.decompile.allowed import errors_by_state
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import Flow

CODE = "FLW804"


def refused(flow: Flow, checked: Checked) -> Iterator[Diagnostic]:
    """A finding in the definition for each error that is left in its text."""
    for name, errors in errors_by_state(checked).items():
        state = flow.by_name.get(name, flow.states[0])
        for error in errors:
            yield finding(
                CODE,
                f"in `{state.name}`: {error.message}",
                state.span,
                label="in this widget",
                why="Twilio refuses such a value, and so does `flowc compile`",
                help=f"mend it in the flow; `flowc explain {error.code}` says more",
            )
