"""Walks a flow along every path with something that is true of the way so far.

Each way is followed by itself and never merged with another, so what is found is true of a real
path, and the shortest one to it is known. The work is that of the flow's size times the number of
ways, which does not grow with the flow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from typing import Generic, TypeVar

import attrs

from flowc.graph.flow import Exit, Flow, State
from flowc.graph.known import of_state

Way = TypeVar("Way", bound=Hashable)


@attrs.frozen(cache_hash=True)
class Point(Generic[Way]):
    """A state with a way in which it is reached."""

    state: int
    way: Way


@attrs.frozen
class Arrival(Generic[Way]):
    """How a point is reached first: from which point, by which of the exits there. The first has no point."""

    before: Point[Way] | None
    number: int


@attrs.frozen(slots=False, eq=False)
class Walk(Generic[Way]):
    """All points of a flow, with the shortest path to each."""

    flow: Flow
    arrivals: Mapping[Point[Way], Arrival[Way]]

    def ways(self) -> list[tuple[State, list[Point[Way]]]]:
        """The states that are reached, in the order of the flow, with the points of each."""
        return self._ways

    @cached_property
    def _ways(self) -> list[tuple[State, list[Point[Way]]]]:
        found: dict[int, list[Point[Way]]] = {}
        for point in self.arrivals:
            found.setdefault(point.state, []).append(point)
        return [(self.flow.states[index], found[index]) for index in sorted(found)]

    def trail(self, point: Point[Way]) -> list[tuple[State, Exit]]:
        """The states on the way to a point and the exit taken from each, the trigger first."""
        steps: list[tuple[State, Exit]] = []
        arrival: Arrival[Way] | None = self.arrivals[point]
        while arrival is not None:
            steps.append(self.step(arrival))
            arrival = self.arrivals[arrival.before] if arrival.before else None
        steps.reverse()
        return steps

    def step(self, arrival: Arrival[Way]) -> tuple[State, Exit]:
        """The state that an arrival comes from, and the exit taken there."""
        state = self.flow.states[arrival.before.state if arrival.before else 0]
        return state, state.exits[arrival.number]


@of_state
def shape(state: State) -> tuple[object, ...]:
    """What the way of a walk depends on in each state: its name, its type, and where its exits lead."""
    exits = tuple((exit_.event, exit_.target) for exit_ in state.exits)
    return state.name, state.type, state.widget, exits


def arrivals(
    flow: Flow, first: Callable[[State, Exit], Way], following: Callable[[State, Exit, Way], Way]
) -> dict[Point[Way], Arrival[Way]]:
    """The points of a flow, found breadth first from every entry of its trigger.

    `first` is what is true behind an entry of the trigger, `following` what is true behind an exit of
    a state that was reached in some way.
    """
    index = {state.name: number for number, state in reversed(list(enumerate(flow.states)))}
    found: dict[Point[Way], Arrival[Way]] = {}
    seen: list[set[Way]] = [set() for _ in flow.states]
    queue: deque[Point[Way]] = deque()

    def arrive(number: int, way: Way, before: Point[Way] | None, by: int) -> None:
        if way not in seen[number]:
            seen[number].add(way)
            point = Point(number, way)
            found[point] = Arrival(before, by)
            queue.append(point)

    trigger = flow.states[0]
    for by, exit_ in enumerate(trigger.exits):
        if exit_.target in index:
            arrive(index[exit_.target], first(trigger, exit_), None, by)
    while queue:
        point = queue.popleft()
        state = flow.states[point.state]
        for by, exit_ in enumerate(state.exits):
            if exit_.target in index:
                arrive(index[exit_.target], following(state, exit_, point.way), point, by)
    return found
