"""The states of a flow as numbers, and the exits that lead from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs

from flowc.checks.kept_facts import KeptFacts
from flowc.graph.flow import Exit, Flow, State
from flowc.graph.known import of_state

# The trigger is the first state of every flow.
ROOT = 0


@of_state
def leads(state: State) -> tuple[str, tuple[str | None, ...]]:
    """The name of a state, and those of the states that its exits lead to."""
    return state.name, tuple(exit_.target for exit_ in state.exits)


@attrs.frozen(slots=False, eq=False)
class Net:
    """Which state leads to which, by their numbers; `states` are what each `leads` to, by name."""

    states: Sequence[tuple[str, tuple[str | None, ...]]]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each state by name; of two with one name, that of the first."""
        return {name: number for number, (name, _) in reversed(list(enumerate(self.states)))}

    @cached_property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """For each state those that may run right after it, each once."""
        numbers = self.numbers
        return tuple(
            tuple(dict.fromkeys(numbers[target] for target in targets if target in numbers))
            for _, targets in self.states
        )

    @cached_property
    def predecessors(self) -> tuple[tuple[int, ...], ...]:
        """For each state those that may run right before it."""
        found: list[list[int]] = [[] for _ in self.states]
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


class Edges:
    """Which state of a flow leads to which, by their numbers, and by which exits.

    `net` is the part of it that does not know the states themselves.
    """

    def __init__(self, flow: Flow, kept: KeptFacts | None = None) -> None:
        self.flow = flow
        said = [leads(state) for state in flow.states]
        self.net = Net(said) if kept is None else kept.of("net", said, lambda: Net(said))

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each state by name; of two with one name, that of the first."""
        return self.net.numbers

    @property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """For each state those that may run right after it, each once."""
        return self.net.successors

    @property
    def predecessors(self) -> tuple[tuple[int, ...], ...]:
        """For each state those that may run right before it."""
        return self.net.predecessors

    @property
    def order(self) -> tuple[int, ...]:
        """The states that are reached, in reverse postorder: each before those behind it, but for loops."""
        return self.net.order

    @property
    def reached(self) -> frozenset[int]:
        """The states that some path leads to."""
        return self.net.reached

    @cached_property
    def exits(self) -> tuple[tuple[tuple[Exit, int], ...], ...]:
        """For each state its exits that lead to a state, with that state."""
        return tuple(tuple(self._leading(state)) for state in self.flow.states)

    def _leading(self, state: State) -> list[tuple[Exit, int]]:
        numbers = self.numbers
        return [(exit_, numbers[exit_.target]) for exit_ in state.exits if exit_.target in numbers]
