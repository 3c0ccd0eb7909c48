"""Runs the automaton of a grammar over tokens, and answers what it would take next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flowc.syntax.build import builder_of
from flowc.syntax.nodes import Token
from flowc.syntax.tables import Reduction, Tables

END = "$END"

# What a state does with a terminal: it goes on to another state, or it reduces a rule (how many
# values the rule takes, the state after it by the state before it, the function that builds its node).
Action = int | tuple[int, Mapping[int, int], Callable[[list[Any]], Any]]
Actions = Mapping[int, Mapping[str, Action]]


def ready(tables: Tables) -> Actions:
    """The actions of an automaton with the functions that build nodes in them."""
    made: dict[int, Action] = {}

    def action(one: int | Reduction) -> Action:
        if isinstance(one, int):
            return one
        if id(one) not in made:
            made[id(one)] = (one.size, one.after, builder_of(one))
        return made[id(one)]

    return {state: {name: action(one) for name, one in row.items()} for state, row in tables.actions.items()}


class Reader:
    """The automaton with its two stacks: the states it is in, and what it has read in each."""

    def __init__(self, tables: Tables, actions: Actions) -> None:
        self._actions = actions
        self._end = tables.end
        self._states = [tables.start]
        self._values: list[Any] = []

    @property
    def result(self) -> Any:  # noqa: ANN401 - what the grammar's first rule builds
        """What was built from the whole text, once END was fed."""
        return self._values[-1]

    def feed(self, kind: str, value: Token) -> bool:
        """Reads a token as a terminal of this kind; false, and then the stacks are of no more use, if none fits."""
        actions, states, values = self._actions, self._states, self._values
        while True:
            action = actions[states[-1]].get(kind)
            if action.__class__ is int:
                states.append(action)
                values.append(value)
                return True
            if action is None:
                return False
            # No int is left here: `__class__` tells that quicker than isinstance, but mypy does not see it.
            size, after, build = action  # type: ignore[misc]
            children = values[-size:] if size else []
            if size:
                del states[-size:], values[-size:]
            states.append(after[states[-1]])
            values.append(build(children))
            if states[-1] == self._end and kind == END:
                return True

    def read(self, tokens: Iterable[Token]) -> bool:
        """Reads a whole text; false if any token does not fit."""
        feed = self.feed
        return all(feed(token.type, token) for token in tokens)

    def fits(self, *kinds: str) -> bool:
        """Whether terminals of these kinds may come next, one after the other. Changes nothing."""
        return self.reach(kinds) == len(kinds)

    def reach(self, kinds: Sequence[str]) -> int:
        """How many of these terminals may come next, one after the other. Changes nothing."""
        actions, end = self._actions, self._end
        below = len(self._states)  # how much of the true stack is left
        above: list[int] = []  # what stands on it
        for number, kind in enumerate(kinds):
            while True:
                action = actions[above[-1] if above else self._states[below - 1]].get(kind)
                if isinstance(action, int):
                    above.append(action)
                    break
                if action is None:
                    return number
                size, after, _ = action
                below -= max(0, size - len(above))
                del above[max(0, len(above) - size) :]
                above.append(after[above[-1] if above else self._states[below - 1]])
                if above[-1] == end and kind == END:
                    break
        return len(kinds)

    def expected(self) -> frozenset[str]:
        """The terminals that may come next."""
        return frozenset(kind for kind in self._actions[self._states[-1]] if self.fits(kind))

    def drop(self) -> Any | None:  # noqa: ANN401 - a node, or a list of nodes that Lark wraps
        """Takes back the last thing read; none where nothing is left of the statement that is being read."""
        top = self._actions[self._states[-1]]
        if len(self._states) == 1 or all(isinstance(top.get(kind), int) for kind in ("SEMICOLON", "WORD")):
            return None
        self._states.pop()
        return self._values.pop()
