"""The states of a flow as numbers, and the exits that lead from one to another."""

from __future__ import annotations

from functools import cached_property

import attrs

from flowc.graph.flow import Exit, Flow, State

# The trigger is the first state of every flow.
ROOT = 0


@attrs.frozen(slots=False, eq=False)
class Edges:
    """Which state leads to which, by their numbers in the flow."""

    flow: Flow

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each state by name; of two with one name, that of the first."""
        return {state.name: number for number, state in reversed(list(enumerate(self.flow.states)))}

    @cached_property
    def exits(self) -> tuple[tuple[tuple[Exit, int], ...], ...]:
        """For each state its exits that lead to a state, with that state."""
        return tuple(tuple(self._leading(state)) for state in self.flow.states)

    def _leading(self, state: State) -> list[tuple[Exit, int]]:
        numbers = self.numbers
        return [(exit_, numbers[exit_.target]) for exit_ in state.exits if exit_.target in numbers]

    @cached_property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """For each state those that may run right after it, each once."""
        return tuple(tuple(dict.fromkeys(target for _, target in exits)) for exits in self.exits)

    @cached_property
    def predecessors(self) -> tuple[tuple[int, ...], ...]:
        """For each state those that may run right before it."""
        found: list[list[int]] = [[] for _ in self.flow.states]
        for number, targets in enumerate(self.successors):
            for target in targets:
                found[target].append(number)
        return tuple(map(tuple, found))

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The states that are reached, in reverse postorder: each before those behind it, but for loops."""
        seen = {ROOT}
        finished: list[int] = []
        stack = [(ROOT, iter(self.successors[ROOT]))]
        while stack:
            number, targets = stack[-1]
            for target in targets:
                if target not in seen:
                    seen.add(target)
                    stack.append((target, iter(self.successors[target])))
                    break
            else:
                finished.append(number)
                stack.pop()
        return tuple(reversed(finished))

    @cached_property
    def reached(self) -> frozenset[int]:
        """The states that some path leads to."""
        return frozenset(self.order)
