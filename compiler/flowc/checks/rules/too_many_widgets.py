"""FLW401: more widgets than Studio takes in one definition."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.finding import finding
from flowc.diagnostics import Diagnostic
from flowc.language import MAX_STATES


def check(facts: Facts) -> Iterator[Diagnostic]:
    """A finding at the first widget beyond the limit."""
    states = facts.flow.states
    if len(states) > MAX_STATES:
        yield finding(
            "FLW401",
            f"this flow has {len(states):,} widgets",
            states[MAX_STATES].span,
            label=f"widget number {MAX_STATES + 1:,}",
            why=f"Twilio refuses definitions of more than {MAX_STATES:,} widgets, the trigger included",
            help="move a part of it into a flow of its own, and run that as a subflow",
            url="https://www.twilio.com/docs/studio/rest-api/v2/schemas",
        )
