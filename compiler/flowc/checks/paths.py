"""Follows the live call along every path: what is true of it in each state of the flow.

Each way the call can stand is followed by itself and never merged with another, so that one silent
path is seen however many others speak. The ways are few and do not grow with the flow, so the work
grows with its size alone.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property, partial

import attrs

from flowc.checks import walk
from flowc.checks.kept_facts import KeptFacts
from flowc.graph.flow import Exit, Flow, State
from flowc.graph.known import of_state
from flowc.vocabulary.widget import Call, hold


class Heard(IntEnum):
    """Whether one of the types that a widget must stand after has run in the call.

    Where none has, something else may have PICKED_UP the call without a word, or ANSWERED it.
    """

    NO = 0
    PICKED_UP = 1
    ANSWERED = 2
    MAYBE = 3
    YES = 4
    UNKNOWN = 5


@attrs.frozen
class Group:
    """The types of which one must have run before some widget of the flow.

    `in_call` says that the widget needs a call, so that only what has run in that call counts.
    """

    types: tuple[str, ...]
    in_call: bool


@attrs.frozen(cache_hash=True)
class Way:
    """What is true on a path: how the run began, the live call, and what the caller has heard.

    `entry` is the trigger's word. `heard` has a place for each group of types of the flow.
    """

    entry: str
    call: Call
    heard: tuple[Heard, ...]


Point = walk.Point[Way]


@attrs.frozen(slots=False, eq=False)
class Paths(walk.Walk[Way]):
    """All points of a flow, with the shortest path to each.

    `groups` are what `Way.heard` tells about, in its order.
    """

    groups: tuple[Group, ...]

    @cached_property
    def calls(self) -> frozenset[Call]:
        """How the live call stands anywhere in the flow."""
        return frozenset(point.way.call for point in self.arrivals)

    def heard(self, group: Group, point: Point) -> Heard:
        """What is true of a group of types at a point."""
        return point.way.heard[self.groups.index(group)]


def follow(flow: Flow, kept: KeptFacts | None = None) -> Paths:
    """The points of a flow, found breadth first from every entry of its trigger."""
    groups = _groups(flow)
    if kept is None:
        return Paths(flow, _arrivals(flow, groups), groups)
    said = [(walk.shape(state), _speaks(state)) for state in flow.states]
    return Paths(flow, kept.of("paths", said, partial(_arrivals, flow, groups)), groups)


def _arrivals(flow: Flow, groups: tuple[Group, ...]) -> dict[Point, walk.Arrival[Way]]:
    # What a state does depends on few things, and is worked out once for all states that are alike.
    known: dict[tuple[str, bool, str, Way], Way] = {}
    ways: dict[Way, Way] = {}

    def following(state: State, exit_: Exit, way: Way) -> Way:
        alike = state.type, _speaks(state), exit_.event, way
        after = known.get(alike)
        if after is None:
            after = _next_way(state, exit_, way, groups)
            after = known[alike] = ways.setdefault(after, after)
        return after

    return walk.arrivals(flow, lambda trigger, exit_: _first_way(trigger, exit_, len(groups)), following)


def _groups(flow: Flow) -> tuple[Group, ...]:
    """All groups that widgets of a flow ask for, in the order of the states."""
    firsts: dict[str, State] = {}
    for state in flow.states:
        firsts.setdefault(state.type, state)
    found = (group for state in firsts.values() for group in (group_of(state), prompt_of(state), opening_of(state)))
    return tuple(dict.fromkeys(group for group in found if group))


def _first_way(trigger: State, exit_: Exit, groups: int) -> Way:
    declared = trigger.widget.exit(exit_.event) if trigger.widget else None
    call = declared.call if declared and declared.call else Call.UNKNOWN
    heard = Heard.UNKNOWN if call is Call.UNKNOWN else Heard.NO
    return Way(declared.entry if declared else exit_.event, call, (heard,) * groups)


def _next_way(state: State, exit_: Exit, way: Way, groups: tuple[Group, ...]) -> Way:
    if state.widget is None or state.widget.is_guess:
        return Way(way.entry, Call.UNKNOWN, (Heard.UNKNOWN,) * len(groups))
    declared = state.widget.exit(exit_.event)
    call = declared.call if declared else None
    is_new = call in (Call.INCOMING, Call.OUTGOING)
    heard = tuple(
        _hear(state, group, Heard.NO if is_new and group.in_call else before)
        for group, before in zip(groups, way.heard, strict=True)
    )
    if declared is not None and declared.main and state.widget.placement.may_speak and way.call is Call.NONE:
        # Who can speak out of sight can have called somebody to speak to.
        call = Call.UNKNOWN
    return Way(way.entry, call or way.call, heard)


def _hear(state: State, group: Group, before: Heard) -> Heard:
    """What is true of a group of types once a state has run."""
    assert state.widget is not None
    placement = state.widget.placement
    if state.type in group.types and _speaks(state):
        return Heard.YES
    if placement.may_speak:
        return max(before, Heard.MAYBE)
    if placement.answers and group.in_call:
        return max(before, Heard.PICKED_UP if placement.silent else Heard.ANSWERED)
    return before


@of_state
def _speaks(state: State) -> bool:
    """Whether a state of a type that speaks has been given something to say."""
    needed = state.widget.placement.speaks_with if state.widget else ()
    return not needed or any(state.value(name) not in (None, "") for name in needed)


def needs_call(state: State) -> bool:
    """Whether a state needs a live call, as its properties stand."""
    if state.widget is None or state.widget.placement.needs is None:
        return False
    return hold(state.widget.placement.needs_when, state.values)


def group_of(state: State) -> Group | None:
    """The types of which one must have run before a state, where its declaration names any."""
    if state.widget is None or not state.widget.placement.after:
        return None
    return Group(state.widget.placement.after, state.widget.placement.needs is not None)


def prompt_of(state: State) -> Group | None:
    """The types of which one should have run before a state, where its declaration names any."""
    if state.widget is None or not state.widget.placement.prompted:
        return None
    return Group(state.widget.placement.prompted, in_call=True)


def opening_of(state: State) -> Group | None:
    """The types of which one must have run where the run began in no way that the state works with."""
    if state.widget is None or not state.widget.placement.or_after:
        return None
    return Group(state.widget.placement.or_after, in_call=False)
