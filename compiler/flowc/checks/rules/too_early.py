"""FLW302: a widget before those that must have run: a recording before anything was said."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.finding import finding
from flowc.checks.paths import Heard, Point, needs_call
from flowc.checks.trail import trail, verb
from flowc.diagnostics import Diagnostic, Severity
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call, CallNeed, hold

_WORST_FIRST = (Heard.NO, Heard.ANSWERED, Heard.MAYBE)
_LABELS = {
    Heard.NO: "on one path nobody has spoken to the caller yet",
    Heard.ANSWERED: "on one path the call was answered, but not by one of these",
    Heard.MAYBE: "on one path it is not known whether one of these has run",
}


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget, for the worst of its paths."""
    for state, points in facts.paths.ways():
        if state.widget is None or not state.widget.placement.after:
            continue
        if not hold(state.widget.placement.after_when, state.values):
            continue
        judged = [point for point in points if _is_judged(state, point)]
        for heard in _WORST_FIRST:
            bad = next((point for point in judged if facts.paths.heard(state, point.way) is heard), None)
            if bad is not None:
                yield _finding(facts, state, bad, heard)
                break


def _is_judged(state: State, point: Point) -> bool:
    """Where the call that the widget needs is not there, another rule speaks."""
    assert state.widget is not None
    if not needs_call(state):
        return True
    if state.widget.placement.needs is CallNeed.INCOMING:
        return point.way.call is Call.INCOMING
    return point.way.call in (Call.INCOMING, Call.OUTGOING)


def _finding(facts: Facts, state: State, point: Point, heard: Heard) -> Diagnostic:
    assert state.widget is not None
    placement = state.widget.placement
    types = " or ".join(f"`{type_}`" for type_ in placement.after)
    what = state.widget.title or state.type
    return finding(
        "FLW302",
        f"`{verb(state)}` must stand after {types} on every path",
        state.span,
        severity=Severity.ERROR if heard is Heard.NO else Severity.WARNING,
        label=_LABELS[heard],
        notes=trail(facts.paths, point),
        why=placement.after_why or f"{what} does not work before one of these has run",
        help=placement.after_help or f"put one of them before it on this path: {types}",
        url=state.widget.link,
    )
