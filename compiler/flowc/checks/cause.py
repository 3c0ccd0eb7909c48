"""Groups the points of a rule by what made them wrong, so that one mistake gives one message."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flowc.checks.paths import Paths, Point
from flowc.checks.trail import verb
from flowc.diagnostics import Note
from flowc.graph.flow import Exit, State
from flowc.source import Span

_MOST_NAMED = 5


def by_cause(paths: Paths, is_wrong: Callable[[State, Point], bool]) -> Iterator[tuple[State, Point, tuple[Note, ...]]]:
    """For each cause the first widget it makes wrong, and notes that name the others."""
    found: dict[Span, list[tuple[State, Point]]] = {}
    seen: set[str] = set()
    for state, points in paths.ways():
        wrong = next((point for point in points if is_wrong(state, point)), None)
        if wrong is not None and state.name not in seen:
            seen.add(state.name)
            found.setdefault(_cause(paths, wrong).span, []).append((state, wrong))
    for (state, point), *others in found.values():
        yield state, point, _others(state, [other for other, _ in others])


def _cause(paths: Paths, point: Point) -> Exit:
    """The exit since which the call has stood as it stands at the point."""
    arrival = paths.arrivals[point]
    while arrival.before is not None and arrival.before.way.call is point.way.call:
        arrival = paths.arrivals[arrival.before]
    return arrival.exit


def _others(first: State, others: list[State]) -> tuple[Note, ...]:
    places = list(dict.fromkeys(other.span for other in others if other.span != first.span))
    verbs = {other.span: verb(other) for other in others}
    notes = [Note(f"`{verbs[place]}` here as well", place) for place in places[:_MOST_NAMED]]
    if len(places) > _MOST_NAMED:
        notes.append(Note(f"and {len(places) - _MOST_NAMED} more statements behind it"))
    return tuple(notes)
