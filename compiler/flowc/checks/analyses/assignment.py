"""Which variables are surely set, and which may be set, where a state begins."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from flowc.checks.analyses.edges import ROOT, Edges
from flowc.graph.flow import State
from flowc.language import COUNTER_PROPERTY, COUNTER_TYPE


@attrs.frozen(eq=False)
class Assignment:
    """`setters` are the states that set each variable; the sets of variables are bits of numbers.

    `is_open` says that some state may set variables of any name, as a subflow does.
    """

    setters: Mapping[str, tuple[int, ...]]
    surely: Mapping[int, int]
    may: Mapping[int, int]
    bits: Mapping[str, int]
    is_open: bool

    def is_surely_set(self, name: str, state: int) -> bool:
        """Whether a variable is set on every path to a state."""
        return bool(self.surely.get(state, 0) & self.bits.get(name, 0))

    def may_be_set(self, name: str, state: int) -> bool:
        """Whether a variable is set on some path to a state."""
        return bool(self.may.get(state, 0) & self.bits.get(name, 0))


def assignment(edges: Edges) -> Assignment:
    """What is set where, for all states that are reached."""
    states = edges.flow.states
    names = [variables_of(state) for state in states]
    bits = {name: 1 << number for number, name in enumerate(dict.fromkeys(name for found in names for name in found))}
    sets = [sum(bits[name] for name in set(found)) for found in names]
    setters: dict[str, list[int]] = {}
    for number, found in enumerate(names):
        for name in dict.fromkeys(found):
            setters.setdefault(name, []).append(number)
    every = (1 << len(bits)) - 1
    surely = dict.fromkeys(edges.order, every)
    may = dict.fromkeys(edges.order, 0)
    surely[ROOT] = 0
    changed = True
    while changed:
        changed = False
        for number in edges.order[1:]:
            known = [one for one in edges.predecessors[number] if one in edges.reached]
            certain = every
            possible = 0
            for one in known:
                certain &= surely[one] | sets[one]
                possible |= may[one] | sets[one]
            if (certain, possible) != (surely[number], may[number]):
                surely[number], may[number] = certain, possible
                changed = True
    is_open = any(state.widget is None or state.widget.placement.may_speak for state in states)
    return Assignment({name: tuple(found) for name, found in setters.items()}, surely, may, bits, is_open)


def variables_of(state: State) -> list[str]:
    """The variables that a state sets."""
    pairs = state.value(COUNTER_PROPERTY) if state.type == COUNTER_TYPE else None
    if not isinstance(pairs, list):
        return []
    keys = [pair.get("key") for pair in pairs if isinstance(pair, dict)]
    return [key for key in keys if isinstance(key, str)]
