"""What is to be known of a graph before it is cut into bodies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from flowc.checks.analyses.dominators import Dominators, dominators
from flowc.checks.analyses.edges import ROOT, Edges
from flowc.graph.flow import Exit, Flow, State
from flowc.language import MENU, SPLIT_TYPE


@attrs.frozen(slots=False, eq=False)
class Shape:
    """A flow, in which the states that nothing leads to hang on the trigger as well."""

    flow: Flow

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """States from which, together, all are reached to which nothing leads."""
        edges = Edges(self.flow)
        seen = set(edges.order)
        lonely = [n for n in range(len(self.flow.states)) if n not in seen and set(edges.predecessors[n]) <= {n}]
        found = []
        for number in [*lonely, *range(len(self.flow.states))]:
            if number not in seen:
                found.append(number)
                _mark(edges, number, seen)
        return tuple(found)

    @cached_property
    def edges(self) -> Edges:
        """The edges, those to the roots included."""
        first, *others = self.flow.states
        hung = tuple(Exit("", self.flow.states[root].name, first.span) for root in self.roots)
        return Edges(attrs.evolve(self.flow, states=(attrs.evolve(first, exits=(*first.exits, *hung)), *others)))

    @cached_property
    def _dominators(self) -> Dominators:
        return dominators(self.edges)

    def number(self, name: str) -> int:
        """The number of a state."""
        return self.edges.numbers[name]

    def above(self, number: int) -> int:
        """The last state that every path to a state goes through."""
        return self._dominators.above[number]

    def holds(self, first: int, second: int) -> bool:
        """Whether every path to the second state goes through the first, or both are one."""
        return first == second or self._dominators.surely_before(first, second)

    @cached_property
    def joins(self) -> tuple[tuple[int, ...], ...]:
        """For each state those below it at which several ways meet, in an order that follows the ways."""
        found: list[list[int]] = [[] for _ in self.flow.states]
        for number in self.edges.order[1:]:
            if self.ways[number] > 1:
                found[self.above(number)].append(number)
        return tuple(map(tuple, found))

    @cached_property
    def ways(self) -> tuple[int, ...]:
        """How many lines of statements lead to each state, those that lead back left out."""
        found = [0] * len(self.flow.states)
        for number, targets in enumerate(self.lines):
            for target in targets:
                found[target] += not self.holds(target, number)
        return tuple(found)

    @cached_property
    def lines(self) -> tuple[tuple[int, ...], ...]:
        """For each state where its lines lead: every case of a branch is one, and exits with one target share one."""
        return tuple(
            tuple(target for _, target in exits) if is_branch(state) else targets
            for state, exits, targets in zip(self.flow.states, self.edges.exits, self.edges.successors, strict=True)
        )

    @cached_property
    def weights(self) -> tuple[int, ...]:
        """For each state how many are reached through it alone, itself counted."""
        found = [1] * len(self.flow.states)
        for number in reversed(self.edges.order[1:]):
            found[self.above(number)] += found[number]
        return tuple(found)

    @cached_property
    def natural(self) -> tuple[tuple[int, ...], ...]:
        """For each state where it goes on as long as nothing fails."""
        return tuple(
            tuple(dict.fromkeys(target for exit_, target in exits if is_main(state, exit_)))
            for state, exits in zip(self.flow.states, self.edges.exits, strict=True)
        )

    @cached_property
    def comes_from(self) -> tuple[tuple[int, ...], ...]:
        """For each state those that naturally go on with it."""
        found: list[list[int]] = [[] for _ in self.flow.states]
        for number, targets in enumerate(self.natural):
            for target in targets:
                found[target].append(number)
        return tuple(map(tuple, found))


def is_branch(state: State) -> bool:
    """Whether a statement has lines for the ways to go on, each of which may hold a body: a split, or a menu."""
    return state.type in (SPLIT_TYPE, MENU)


def is_main(state: State, exit_: Exit) -> bool:
    """Whether a statement goes on by an exit when nothing fails; a type of which nothing is known goes on by any."""
    if state.widget is None or state.widget.is_guess or is_branch(state):
        return True
    declared = state.widget.exit(exit_.event)
    return declared is not None and declared.main


def _mark(edges: Edges, start: int, seen: set[int]) -> None:
    stack = [start]
    while stack:
        number = stack.pop()
        if number not in seen:
            seen.add(number)
            stack += edges.successors[number]


def leading(shape: Shape, number: int) -> Iterator[int]:
    """Where the exits of a state lead, each state once."""
    yield from (target for target in shape.edges.successors[number] if target != ROOT)
