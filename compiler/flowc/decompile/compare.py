"""Which states of two flows are not the same."""

from __future__ import annotations

from flowc.graph.flow import Flow, State
from flowc.spell.json_text import same
from flowc.vocabulary.widget import Json


def different(one: Flow, other: Flow) -> frozenset[str]:
    """The names of the states that are not in both flows, or not the same in both; the trigger's for the flow itself.

    Exits are the same in any order, but the cases of a split have theirs.
    """
    found = set(one.by_name.keys() ^ other.by_name.keys())
    found.update(
        name for name, state in one.by_name.items() if name in other.by_name and not _same(state, other.by_name[name])
    )
    if (one.description, one.allow_concurrent_calls, one.initial) != (
        other.description,
        other.allow_concurrent_calls,
        other.initial,
    ):
        found.add(one.initial)
    return frozenset(found)


def _same(one: State, other: State) -> bool:
    return one.type == other.type and _exits(one) == _exits(other) and same(_values(one), _values(other))


def _exits(state: State) -> tuple[object, ...]:
    cases = [(exit_.event, exit_.target, exit_.conditions) for exit_ in state.exits if exit_.conditions]
    others = [(exit_.event, exit_.target) for exit_ in state.exits if not exit_.conditions]
    return cases, sorted(others, key=str)


def _values(state: State) -> Json:
    return {property_.name: property_.value for property_ in state.properties}
