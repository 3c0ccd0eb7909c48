"""FLW301: a widget that needs an incoming call where there is none, or where the call goes out."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.finding import finding
from flowc.checks.paths import Point, needs_call
from flowc.checks.trail import trail, verb
from flowc.diagnostics import Diagnostic
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call, CallNeed


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget; an outgoing call is told before a missing one."""
    for state, points in facts.paths.ways():
        if not needs_call(state) or state.widget is None:
            continue
        if state.widget.placement.needs is not CallNeed.INCOMING:
            continue
        for call in (Call.OUTGOING, Call.NONE):
            wrong = next((point for point in points if point.way.call is call), None)
            if wrong is not None:
                yield _finding(facts, state, wrong)
                break


def _finding(facts: Facts, state: State, point: Point) -> Diagnostic:
    assert state.widget is not None
    outgoing = point.way.call is Call.OUTGOING
    label = (
        "here the call is an outgoing one"
        if outgoing
        else f"here a run that began with `{point.way.entry}` has no call"
    )
    return finding(
        "FLW301",
        f"`{verb(state)}` needs an incoming call",
        state.span,
        label=label,
        notes=trail(facts.paths, point),
        why=f"{state.widget.title or state.type} works on incoming calls only; here its failure exit is taken",
        help=state.widget.placement.outgoing_help if outgoing else "let only `on call` lead here",
        url=state.widget.link,
    )
