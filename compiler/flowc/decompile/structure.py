"""Cuts a graph into bodies and sections: what is written behind what, and what inside of what.

Every state is written once, anywhere: arrows reach it wherever it stands. What is decided here is
how few arrows there are. A statement is followed by what it goes on with, a body stands where one
exit alone leads, and where ways part, what they meet at again stands behind them. After Ramsey,
"Beyond Relooper" (2022), with arrows in place of its labelled loops.
"""

from __future__ import annotations

from collections import deque

import attrs

from flowc.checks.analyses.edges import ROOT
from flowc.decompile.shape import Shape, is_branch, leading
from flowc.decompile.tree import Body, Entry, Statement, Tree
from flowc.graph.flow import Flow

# The body of an `on` or a section counts as the first.
DEEPEST = 4
# What a failure leads to stands in its exit as long as it is short, a case may be longer.
_LONGEST_FAILURE = 4
_LONGEST_CASE = 12
# Cases no longer than these stand beside one another, even where they do not meet again.
_SHORT_CASE = 4


def structured(flow: Flow) -> Tree:
    """The statements of a flow, all its states among them."""
    return _Structure(Shape(flow)).tree()


@attrs.define
class _Structure:
    shape: Shape
    placed: set[int] = attrs.field(factory=set)
    kept: set[int] = attrs.field(factory=set)
    wanted: deque[int] = attrs.field(factory=deque)

    def tree(self) -> Tree:
        self.placed.add(ROOT)
        entries = self._entries()
        self.wanted.extend(self.shape.roots)
        sections = []
        while self.wanted:
            number = self.wanted.popleft()
            if number not in self.placed:
                sections.append(self._sequence(number, None, 1))
        return Tree(entries, tuple(sections))

    def _entries(self) -> tuple[Entry, ...]:
        events: dict[int, list[str]] = {}
        for exit_, target in self.shape.edges.exits[ROOT]:
            if exit_.event:
                events.setdefault(target, []).append(exit_.event)
        name = [state.name for state in self.shape.flow.states]
        alone = [target for target in events if self.shape.ways[target] == 1]
        # The largest stands first: its widgets are named without a word before theirs.
        alone.sort(key=lambda one: -self.shape.weights[one])
        bodies = [Entry(tuple(events[one]), name[one], self._sequence(one, None, 1)) for one in alone]
        shared = [one for one in events if one not in alone]
        self.wanted.extendleft(reversed(shared))
        return (*bodies, *(Entry(tuple(events[one]), name[one], None) for one in shared))

    def _sequence(self, start: int, follow: int | None, depth: int) -> Body:
        """What is written from a state on, in a body that control leaves to `follow`."""
        found: list[Statement] = []
        here: set[int] = set()
        current: int | None = start
        while current is not None:
            self.placed.add(current)
            here.add(current)
            behind = self._next(current, follow, depth, here)
            after = follow if behind is None else behind
            found.append(self._statement(current, behind, after, depth))
            current = behind
        return tuple(found)

    def _statement(self, number: int, behind: int | None, after: int | None, depth: int) -> Statement:
        states = self.shape.flow.states
        inner: dict[str, Body] = {}
        if behind is not None:
            self.kept.add(behind)
        for target in leading(self.shape, number):
            if target in self.placed or target == after:
                continue
            if self._may_stand_inside(number, target, depth):
                inner[states[target].name] = self._sequence(target, after, depth + 1)
            elif target not in self.kept:
                self.wanted.append(target)
        if behind is not None:
            self.kept.discard(behind)
        return Statement(states[number], None if after is None else states[after].name, inner)

    def _is_free(self, number: int, follow: int | None) -> bool:
        return number not in self.placed and number not in self.kept and number != follow

    def _next(self, number: int, follow: int | None, depth: int, here: set[int]) -> int | None:
        """What is written behind a state; None where the body ends with it."""
        if is_branch(self.shape.flow.states[number]):
            return self._join(number, follow) or self._longest(number, follow, depth)
        for target in self.shape.natural[number]:
            if self._is_free(target, follow) and self.shape.above(target) in here:
                return target
        return None

    def _join(self, number: int, follow: int | None) -> int | None:
        """Where most ways from a split meet again."""
        free = [one for one in self.shape.joins[number] if self._is_free(one, follow)]
        counted = [(self._meeting(number, one), -place, one) for place, one in enumerate(free)]
        ways, _, best = max(counted, default=(0, 0, None))
        return best if ways > 1 else None

    def _meeting(self, number: int, join: int) -> int:
        """How many cases of a split naturally come to a state."""
        from_ = self.shape.comes_from[join]
        targets = leading(self.shape, number)
        return sum(one == join or any(self.shape.holds(one, before) for before in from_) for one in targets)

    def _longest(self, number: int, follow: int | None, depth: int) -> int | None:
        """The case of a split that is written behind it where the cases do not meet again."""
        if follow is not None and depth < DEEPEST and self._meeting(number, follow):
            return None
        own = [
            one
            for one in leading(self.shape, number)
            if self._is_free(one, follow) and self.shape.above(one) == number and self.shape.ways[one] == 1
        ]
        longest = max(own, key=lambda one: self.shape.weights[one], default=None)
        if longest is None or (self.shape.weights[longest] <= _SHORT_CASE and depth < DEEPEST and len(own) > 1):
            return None
        return longest

    def _may_stand_inside(self, number: int, target: int, depth: int) -> bool:
        is_case = is_branch(self.shape.flow.states[number])
        return (
            depth < DEEPEST
            and target not in self.kept
            and self.shape.ways[target] == 1
            and self.shape.above(target) == number
            and self.shape.weights[target] <= (_LONGEST_CASE if is_case else _LONGEST_FAILURE)
        )
