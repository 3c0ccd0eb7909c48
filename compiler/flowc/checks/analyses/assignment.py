"""Which variables may be set where a state begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from flowc.checks.analyses.components import is_loop
from flowc.checks.analyses.edges import Edges
from flowc.graph.flow import State
from flowc.language import COUNTER_PROPERTY, COUNTER_TYPE


@attrs.frozen(eq=False)
class Assignment:
    """`setters` are the states that set each variable; the sets of variables are bits of numbers.

    `may` has the states that are reached. `is_open` says that some state may set variables of any name,
    as a subflow does.
    """

    setters: Mapping[str, tuple[int, ...]]
    may: Mapping[int, int]
    bits: Mapping[str, int]
    is_open: bool

    def may_be_set(self, name: str, state: int) -> bool:
        """Whether a variable is set on some path to a state."""
        return bool(self.may.get(state, 0) & self.bits.get(name, 0))


def assignment(edges: Edges, groups: Sequence[tuple[int, ...]]) -> Assignment:
    """What is set where, worked out loop by loop, those that are reached first.

    `groups` are as `components` has them.
    """
    states = edges.flow.states
    names = [variables_of(state) for state in states]
    bits = {name: 1 << number for number, name in enumerate(dict.fromkeys(name for found in names for name in found))}
    sets = [sum(bits[name] for name in set(found)) for found in names]
    setters: dict[str, list[int]] = {}
    for number, found in enumerate(names):
        for name in dict.fromkeys(found):
            setters.setdefault(name, []).append(number)
    may: dict[int, int] = {}
    # What is set where the states of a group have run.
    behind = [0] * len(states)
    for group in reversed(groups):
        before = 0
        own = 0
        for number in group:
            own |= sets[number]
            for one in edges.predecessors[number]:
                before |= behind[one]
        # In a loop each state runs before each.
        if is_loop(edges, group):
            before |= own
        for number in group:
            may[number] = before
            behind[number] = before | own
    is_open = any(state.widget is None for state in states) or any(
        widget.placement.may_speak for widget in edges.flow.widgets.values()
    )
    return Assignment({name: tuple(found) for name, found in setters.items()}, may, bits, is_open)


def variables_of(state: State) -> list[str]:
    """The variables that a state sets."""
    pairs = state.value(COUNTER_PROPERTY) if state.type == COUNTER_TYPE else None
    if not isinstance(pairs, list):
        return []
    keys = [pair.get("key") for pair in pairs if isinstance(pair, dict)]
    return [key for key in keys if isinstance(key, str)]
