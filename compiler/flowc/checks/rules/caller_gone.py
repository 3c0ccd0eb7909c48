"""FLW305: a widget that needs the caller on a path on which the caller has hung up."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.cause import by_cause
from flowc.checks.facts import Facts
from flowc.checks.finding import finding
from flowc.checks.paths import Point, needs_call
from flowc.checks.trail import trail, verb
from flowc.diagnostics import Diagnostic
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each exit behind which the caller is missed."""
    for state, point, others in by_cause(facts.paths, _is_wrong):
        yield finding(
            "FLW305",
            f"`{verb(state)}` speaks to nobody",
            state.span,
            label="here the caller is gone",
            notes=(*trail(facts.paths, point), *others),
            why="Twilio accepts it, but the widget does nothing: the call has ended",
            help="lead this exit to statements that need no call, or to `end`",
        )


def _is_wrong(state: State, point: Point) -> bool:
    return needs_call(state) and point.way.call is Call.GONE
