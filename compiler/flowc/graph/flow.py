"""The one intermediate representation: a flow of states, as Studio runs it, with places in the source.

Sugar is expanded and every exit has its target. Checks and backends see nothing else.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from flowc.binding.program import Property
from flowc.source import Source, Span
from flowc.vocabulary.widget import Json, Widget


@attrs.frozen
class Condition:
    """The condition on an exit of a split."""

    friendly_name: str
    argument: str
    type: str
    value: str


@attrs.frozen
class Exit:
    """An event of a state, and the name of the state it leads to; None where the flow ends.

    `written` tells an exit of the source from one that only completes the list.
    """

    event: str
    target: str | None
    span: Span
    conditions: tuple[Condition, ...] = ()
    written: bool = False


@attrs.frozen(slots=False, eq=False)
class State:
    """A widget of the flow. `widget` is its declaration, None for a type that nothing declares.

    A state of the type "" stands for a statement that could not be bound. `uses` are the uses of
    blocks that the state comes from, the outermost first; its own place is in the innermost block.
    `notes` are properties that are said to the rules alone: no definition has them. `known` holds what
    has been worked out of the state alone.
    """

    name: str
    type: str
    widget: Widget | None
    properties: tuple[Property, ...]
    exits: tuple[Exit, ...]
    span: Span
    uses: tuple[Span, ...] = ()
    notes: tuple[Property, ...] = ()
    known: dict[object, tuple[object, object]] = attrs.field(factory=dict, init=False, repr=False)

    @property
    def place(self) -> Span:
        """Where the flow's own file writes the state: its statement, or the use of a block that it comes from."""
        return self.uses[0] if self.uses else self.span

    def value(self, name: str) -> Json:
        """The value of a property, None where it is not there."""
        return next((property_.value for property_ in self.properties if property_.name == name), None)

    def has(self, name: str) -> bool:
        """Whether a property is there."""
        return any(property_.name == name for property_ in self.properties)

    @cached_property
    def values(self) -> dict[str, Json]:
        """All properties by name, with what Studio takes where nothing is given."""
        known: dict[str, Json] = {}
        for option in self.widget.all_options() if self.widget else ():
            if option.default is not None:
                known.setdefault(option.property, option.default)
        known.update({property_.name: property_.value for property_ in self.properties})
        return known


@attrs.frozen
class Part:
    """A section of the source: its name, its states by their numbers in the flow, and where it begins.

    `entry` is the state that an arrow to it leads to; `sought` says whether there is such an arrow.
    """

    name: Span
    states: range
    entry: str | None
    sought: bool


@attrs.frozen(slots=False, eq=False)
class Flow:
    """A whole flow; the first state is the trigger, which `initial` names.

    One that `is_module` has no entries, and is there for what other flows use of it.
    """

    source: Source
    description: str | None
    allow_concurrent_calls: bool | None
    states: tuple[State, ...]
    initial: str
    is_module: bool = False
    sections: tuple[Part, ...] = ()

    @cached_property
    def widgets(self) -> dict[str, Widget]:
        """The declarations of the states, by their types, in the order of their first states."""
        return {state.type: state.widget for state in self.states if state.widget}

    @cached_property
    def by_name(self) -> dict[str, State]:
        """The states by name."""
        found: dict[str, State] = {}
        for state in self.states:
            found.setdefault(state.name, state)
        return found
