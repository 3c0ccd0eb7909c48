"""Finds a path around some states: how a widget can be reached before they have run."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from flowc.checks.analyses.edges import ROOT, Edges
from flowc.graph.flow import Exit, State


def detour(edges: Edges, around: Collection[int], target: int) -> list[tuple[State, Exit]]:
    """The shortest path to a state that goes through none of the others: its states and the exit taken from each.

    Empty where every path goes through one of them.
    """
    came: dict[int, tuple[int, Exit]] = {}
    queue = deque([ROOT])
    seen = {ROOT}
    while queue:
        number = queue.popleft()
        for exit_, following in edges.exits[number]:
            if following in seen:
                continue
            seen.add(following)
            came[following] = number, exit_
            if following == target:
                return _steps(edges, came, target)
            if following not in around:
                queue.append(following)
    return []


def _steps(edges: Edges, came: dict[int, tuple[int, Exit]], target: int) -> list[tuple[State, Exit]]:
    steps: list[tuple[State, Exit]] = []
    number = target
    while number != ROOT:
        number, exit_ = came[number]
        steps.append((edges.flow.states[number], exit_))
    steps.reverse()
    return steps
