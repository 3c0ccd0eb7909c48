"""FLW403: a flow that nothing starts."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.finding import finding
from flowc.diagnostics import Diagnostic


def check(facts: Facts) -> Iterator[Diagnostic]:
    """A finding when the source has no `on`."""
    trigger = facts.flow.states[0]
    if not any(exit_.written for exit_ in trigger.exits):
        yield finding(
            "FLW403",
            "nothing starts this flow",
            trigger.span,
            label="no `on` in this file",
            why="calls and messages that reach the flow get no answer",
            help="add an entry: `on call { … }`",
        )
