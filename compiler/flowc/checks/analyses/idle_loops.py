"""The loops in which nobody is waited for, and that no variable ends."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator

from flowc.checks.analyses.assignment import variables_of
from flowc.checks.analyses.components import grouped, is_loop
from flowc.checks.analyses.edges import Edges
from flowc.graph.flow import Exit, State
from flowc.language import SPLIT_INPUT, SPLIT_TYPE

# `flow.variables.tries` and `flow.variables["tries"]`.
_VARIABLE = re.compile(r"""variables(?:\.([\w-]+)|\[\s*['"]([^'"]+))""")


def waits(state: State) -> bool:
    """Whether a state waits for a person or something outside of the flow, or may do so for all that is known."""
    return state.widget is None or state.widget.is_guess or state.widget.placement.waits


def idle_loops(edges: Edges, groups: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """The states of each loop that goes through none that waits; a loop that counts is not among them.

    `groups` are as `components` has them.
    """
    states = edges.flow.states
    in_loops = (number for group in groups if is_loop(edges, group) for number in group)
    busy = [number for number in in_loops if not waits(states[number])]
    successors: list[tuple[int, ...]] = [()] * len(states)
    for number in busy:
        successors[number] = edges.successors[number]
    loops = (group for group in grouped(successors, busy) if len(group) > 1 or group[0] in successors[group[0]])
    return tuple(sorted(group for group in loops if not _counts([states[number] for number in group])))


def _counts(states: Collection[State]) -> bool:
    """Whether a state of a loop sets a variable that another one compares."""
    changed = {name for state in states for name in variables_of(state)}
    return bool(changed) and any(not changed.isdisjoint(_compared(state)) for state in states)


def _compared(state: State) -> Iterator[str]:
    """The variables that a split looks at."""
    if state.type != SPLIT_TYPE:
        return
    conditions = [one for exit_ in state.exits for one in exit_.conditions]
    for text in (str(state.value(SPLIT_INPUT)), *(text for one in conditions for text in (one.argument, one.value))):
        for plain, quoted in _VARIABLE.findall(text):
            yield plain or quoted


def round_trip(edges: Edges, group: Collection[int], start: int) -> list[tuple[State, Exit]]:
    """The shortest way from a state of a loop back to it: the states on it and the exit taken from each."""
    inside = frozenset(group)
    came: dict[int, tuple[int, Exit]] = {}
    queue = deque([start])
    while start not in came:
        number = queue.popleft()
        for exit_, following in edges.exits[number]:
            if following in inside and following not in came:
                came[following] = number, exit_
                queue.append(following)
    steps: list[tuple[State, Exit]] = []
    number = start
    while not steps or number != start:
        number, exit_ = came[number]
        steps.append((edges.flow.states[number], exit_))
    steps.reverse()
    return steps
