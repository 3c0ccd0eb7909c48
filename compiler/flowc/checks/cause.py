"""Groups the points of a rule by what made them wrong, so that one mistake gives one message."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flowc.checks.paths import Paths, Point
from flowc.checks.trail import verb
from flowc.diagnostics import Note
from flowc.graph.flow import Exit, State
from flowc.source import Span

_MOST_NAMED = 5


def by_cause(paths: Paths, is_wrong: Callable[[State, Point], bool]) -> Iterator[tuple[State, Point, tuple[Note, ...]]]:
    """For each cause the first widget it makes wrong, and notes that name the others."""
    found: dict[tuple[Span, ...], list[tuple[State, Point]]] = {}
    seen: set[str] = set()
    for state, points in paths.ways():
        wrong = next((point for point in points if is_wrong(state, point)), None)
        if wrong is not None and state.name not in seen:
            seen.add(state.name)
            before, exit_ = cause(paths, wrong)
            found.setdefault((exit_.span, *before.uses), []).append((state, wrong))
    for (state, point), *others in found.values():
        yield state, point, others_too(state, [other for other, _ in others])


def first_of_paths(
    paths: Paths, is_wrong: Callable[[State, Point], bool]
) -> Iterator[tuple[State, Point, tuple[State, ...]]]:
    """The widgets that are wrong on a path on which none was before, with those behind them."""
    if not any(is_wrong(state, point) for state, points in paths.ways() for point in points):
        return
    first: dict[Point, Point | None] = {}
    for point, arrival in paths.arrivals.items():
        before = first[arrival.before] if arrival.before else None
        wrong = before is None and is_wrong(paths.flow.states[point.state], point)
        first[point] = point if wrong else before
    leaders: dict[int, Point] = {}
    for point, leader in first.items():
        if leader == point:
            leaders.setdefault(point.state, point)
    behind: dict[int, list[State]] = {number: [] for number in leaders}
    for state, points in paths.ways():
        leader = next((first[point] for point in points if is_wrong(state, point)), None)
        if leader is not None and points[0].state not in leaders:
            behind[leader.state].append(state)
    for number in sorted(leaders):
        yield paths.flow.states[number], leaders[number], tuple(behind[number])


def cause(paths: Paths, point: Point) -> tuple[State, Exit]:
    """The state and the exit since which the call has stood as it stands at the point."""
    arrival = paths.arrivals[point]
    while arrival.before is not None and arrival.before.way.call is point.way.call:
        arrival = paths.arrivals[arrival.before]
    return paths.step(arrival)


def others_too(first: State, others: Sequence[State]) -> tuple[Note, ...]:
    """Notes on the widgets that are wrong for the same reason as the first."""
    places = list(dict.fromkeys(other.place for other in others if other.place != first.place))
    verbs = {other.place: other.place.text.split(None, 1)[0] if other.uses else verb(other) for other in others}
    notes = [Note(f"`{verbs[place]}` here as well", place) for place in places[:_MOST_NAMED]]
    if len(places) > _MOST_NAMED:
        notes.append(Note(f"and {len(places) - _MOST_NAMED} more statements behind it"))
    return tuple(notes)
