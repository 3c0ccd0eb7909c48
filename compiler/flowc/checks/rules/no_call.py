"""FLW303: a widget that needs a live call on a path on which there is none."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.cause import by_cause
from flowc.checks.facts import Facts
from flowc.checks.finding import finding
from flowc.checks.paths import Point, needs_call
from flowc.checks.trail import trail, verb
from flowc.diagnostics import Diagnostic
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call, CallNeed


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each entry or exit that leads to such widgets without a call."""
    for state, point, others in by_cause(facts.paths, _is_wrong):
        assert state.widget is not None
        yield finding(
            "FLW303",
            f"`{verb(state)}` needs a live call",
            state.span,
            label=f"here a run that began with `{point.way.entry}` has no call",
            notes=(*trail(facts.paths, point), *others),
            why="Studio accepts the flow, but the widget can only fail: there is nobody on the line",
            help="let only paths with a call lead here",
            url=state.widget.link,
        )


def _is_wrong(state: State, point: Point) -> bool:
    assert state.widget is not None or not needs_call(state)
    needs = state.widget.placement.needs if state.widget else None
    return needs_call(state) and needs is CallNeed.LIVE and point.way.call is Call.NONE
