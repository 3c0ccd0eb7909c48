"""One of two flows as it is compared: what each widget holds whatever widgets are called, and its neighbours."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterator
from functools import cached_property

import attrs

from flowc.diff.references import masked
from flowc.graph.flow import Flow, State
from flowc.vocabulary.widget import Json

# An exit: its event and conditions, and how many with the same stand before it.
Label = tuple[Hashable, int]


@attrs.frozen(slots=False, eq=False)
class Side:
    """A flow with what is asked of it again and again."""

    flow: Flow

    @property
    def states(self) -> dict[str, State]:
        """The states by name."""
        return self.flow.by_name

    @cached_property
    def values(self) -> dict[str, dict[str, str]]:
        """For each state its properties as texts, in which names of widgets do not show."""
        return {
            name: {one.name: text_of(masked(one.value, self.states)) for one in state.properties}
            for name, state in self.states.items()
        }

    @cached_property
    def contents(self) -> dict[str, Hashable]:
        """For each state a key that two states share whose type and properties are the same."""
        return {name: (state.type, tuple(sorted(self.values[name].items()))) for name, state in self.states.items()}

    @cached_property
    def own(self) -> dict[str, dict[str, str]]:
        """For each state the properties that tell it from others of its type, as texts like those of `values`."""
        presets: dict[str, frozenset[tuple[str, str]]] = {}
        for state in self.flow.states:
            if state.type not in presets:
                presets[state.type] = presets_of(state)
        return {
            name: {one: text for one, text in values.items() if (one, text) not in presets[self.states[name].type]}
            for name, values in self.values.items()
        }

    @cached_property
    def successors(self) -> dict[str, dict[Label, str]]:
        """For each state where its exits lead."""
        return {name: dict(self._exits(state)) for name, state in self.states.items()}

    @cached_property
    def predecessors(self) -> dict[str, list[tuple[Label, str]]]:
        """For each state by which exits of which states it is reached."""
        found: dict[str, list[tuple[Label, str]]] = {name: [] for name in self.states}
        for name, exits in self.successors.items():
            for label, target in exits.items():
                found[target].append((label, name))
        return found

    def _exits(self, state: State) -> Iterator[tuple[Label, str]]:
        seen: Counter[Hashable] = Counter()
        for exit_ in state.exits:
            conditions = tuple(
                (text_of(masked(one.argument, self.states)), one.type, text_of(masked(one.value, self.states)))
                for one in exit_.conditions
            )
            what = (exit_.event, conditions)
            if exit_.target in self.states:
                yield (what, seen[what]), str(exit_.target)
            seen[what] += 1


def presets_of(state: State) -> frozenset[tuple[str, str]]:
    """The properties of a type with the texts of the values that flowc writes, or Studio takes, by themselves."""
    options = state.widget.all_options() if state.widget is not None else ()
    return frozenset((option.property, text_of(one)) for option in options for one in (option.emitted, option.default))


def text_of(value: Json) -> str:
    """A value as a text that is the same for the same value: `1`, `1.0` and `true` are three."""
    return json.dumps(value, sort_keys=True)
