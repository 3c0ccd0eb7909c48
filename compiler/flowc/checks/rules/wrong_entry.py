"""FLW304: a widget that does not work in a run begun in this way (Twilio's error 81020)."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.finding import finding
from flowc.checks.paths import Point
from flowc.checks.trail import trail, verb
from flowc.diagnostics import Diagnostic
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call, hold


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget. A run begun by another flow may have begun in any way."""
    for state, points in facts.paths.ways():
        wrong = next((point for point in points if _is_wrong(facts, state, point)), None)
        if wrong is None or state.widget is None:
            continue
        entries = " or ".join(f"`on {entry}`" for entry in state.widget.placement.entries)
        yield finding(
            "FLW304",
            f"`{verb(state)}` does not work in a run that began with `{wrong.way.entry}`",
            state.span,
            label=f"works only after {entries}",
            notes=trail(facts.paths, wrong),
            why=f"Twilio refuses {state.widget.title or state.type} in such a run (81020) and the run stops there",
            help=f"let only {entries} lead here",
            url=state.widget.link,
        )


def _is_wrong(facts: Facts, state: State, point: Point) -> bool:
    if state.widget is None or not state.widget.placement.entries:
        return False
    if not hold(state.widget.placement.entries_when, state.values):
        return False
    return point.way.entry not in state.widget.placement.entries and not _begins_elsewhere(facts, point)


def _begins_elsewhere(facts: Facts, point: Point) -> bool:
    """Whether the run began in another flow, so that nothing is known of its beginning."""
    trigger = facts.flow.states[0].widget
    exits = trigger.exits if trigger else ()
    return any(exit_.entry == point.way.entry and exit_.call is Call.UNKNOWN for exit_ in exits)
