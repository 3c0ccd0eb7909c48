"""Keeps the states of a flow that is built again and again, for as long as nothing about them changes."""

from __future__ import annotations

from flowc.binding.program import Bound
from flowc.graph.flow import State


class KeptStates:
    """The states of the flow that was built before, each with the statement that it was made of.

    A state of the same statement that has the same name and leads to the same places is the same object
    again, and what is known of it (`flowc.graph.known`) stays known. That two statements say the same does
    not do: findings are placed by how a statement is written.
    """

    def __init__(self) -> None:
        self._before: dict[str, tuple[Bound, State]] = {}
        self._now: dict[str, tuple[Bound, State]] = {}

    def begin(self) -> None:
        """Begins with another flow."""
        self._before, self._now = self._now, {}

    def state(self, origin: Bound, state: State) -> State:
        """The state that was made of a statement before, where it is still the same; the new one otherwise."""
        known = self._before.get(state.name)
        if known is not None and known[0] is origin and _is_same(known[1], state):
            state = known[1]
        self._now[state.name] = (origin, state)
        return state


def _is_same(one: State, other: State) -> bool:
    """Whether two states of one statement are alike in all that depends on what stands around it."""
    # What comes from a block is placed by the uses around it as well.
    return (
        one.type == other.type
        and one.span == other.span
        and not one.uses
        and not other.uses
        and one.exits == other.exits
        and one.properties == other.properties
    )
