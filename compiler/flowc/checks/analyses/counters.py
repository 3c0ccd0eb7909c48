"""Loops that count their rounds, and how many steps it takes them to get to a number."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator

import attrs

from flowc.binding.pairs import KEY, VALUE
from flowc.binding.predicates import EQUAL, LESS
from flowc.checks.analyses.assignment import variables_of
from flowc.checks.analyses.components import is_loop
from flowc.checks.analyses.edges import Edges
from flowc.graph.flow import Condition, Exit, State
from flowc.language import COUNTER_PROPERTY, MAX_STEPS

_RAISED = re.compile(r"\s*\{\{\s*flow\.variables\.([\w-]+)\s*\|\s*plus:\s*1\s*\}\}\s*")
_COMPARED = re.compile(r"\s*\{\{\s*flow\.variables\.([\w-]+)\s*(?:\|\s*plus:\s*0\s*)?\}\}\s*")
_NUMBER = re.compile(r"\s*\d{1,9}\s*")


@attrs.frozen
class FarCount:
    """A case that compares a count with a number, the steps between two counts, and those to get there."""

    state: State
    exit: Exit
    limit: int
    steps: int
    total: int


def far_counts(edges: Edges, groups: Collection[tuple[int, ...]]) -> Iterator[FarCount]:
    """The cases of counting loops that take more than all steps of a run to be decided otherwise than at first."""
    states = edges.flow.states
    for group in sorted(groups):
        if not is_loop(edges, group):
            continue
        raising = _raising([(number, states[number]) for number in group])
        for number in group if raising else ():
            for exit_, variable, limit in _compared(states[number]):
                start = _start(states, variable, group) if variable in raising else None
                if start is None or (limit - start) * len(group) <= MAX_STEPS:
                    continue
                steps = _between(edges, group, raising[variable])
                total = (limit - start - 1) * steps + 1
                if total > MAX_STEPS:
                    yield FarCount(states[number], exit_, limit, steps, total)


def _raising(loop: list[tuple[int, State]]) -> dict[str, list[int]]:
    """The variables that a loop only ever raises by one, with the states that do so."""
    found: dict[str, list[int]] = {}
    otherwise: set[str] = set()
    for number, state in loop:
        names = variables_of(state)
        pairs = state.value(COUNTER_PROPERTY) if names else None
        for pair in pairs if isinstance(pairs, list) else ():
            if not isinstance(pair, dict):
                continue
            name, match = str(pair.get(KEY)), _RAISED.fullmatch(str(pair.get(VALUE)))
            if match is not None and match.group(1) == name:
                found.setdefault(name, []).append(number)
            else:
                otherwise.add(name)
    return {name: numbers for name, numbers in found.items() if name not in otherwise}


def _compared(state: State) -> Iterator[tuple[Exit, str, int]]:
    """The cases that compare a variable with a whole number, and the first number that makes a difference."""
    for exit_ in state.exits:
        for condition in exit_.conditions:
            limit = _limit(condition)
            match = _COMPARED.fullmatch(condition.argument) if limit is not None else None
            if match is not None and limit is not None:
                yield exit_, match.group(1), limit


def _limit(condition: Condition) -> int | None:
    if condition.type not in (LESS, EQUAL) or not _NUMBER.fullmatch(condition.value):
        return None
    return int(condition.value)


def _start(states: tuple[State, ...], variable: str, loop: tuple[int, ...]) -> int | None:
    """The highest number that a variable may have before the loop; None where that is not known."""
    inside = frozenset(loop)
    highest = 0
    for number, state in enumerate(states):
        if number in inside or variable not in variables_of(state):
            continue
        pairs = state.value(COUNTER_PROPERTY)
        for pair in pairs if isinstance(pairs, list) else ():
            if isinstance(pair, dict) and pair.get(KEY) == variable:
                value = str(pair.get(VALUE))
                if not _NUMBER.fullmatch(value):
                    return None
                highest = max(highest, int(value))
    return highest


def _between(edges: Edges, group: tuple[int, ...], raising: Collection[int]) -> int:
    """The fewest steps from one of these states of a loop to the next one."""
    inside = frozenset(group)
    wanted = frozenset(raising)
    best = len(group)
    for start in sorted(wanted):
        distance = {start: 0}
        queue = deque([start])
        while queue:
            number = queue.popleft()
            for following in edges.successors[number]:
                if following in wanted:
                    best = min(best, distance[number] + 1)
                    queue.clear()
                    break
                if following in inside and following not in distance:
                    distance[following] = distance[number] + 1
                    queue.append(following)
    return best
