"""What a difference of two flows is: values that know nothing of how they are shown.

Whatever names a widget is written as in the second flow, where the widget is in both.
"""

from __future__ import annotations

import attrs

from flowc.graph.flow import Condition, State
from flowc.vocabulary.widget import Json

Path = tuple[str | int, ...]


@attrs.frozen
class Given:
    """A value that is there; None stands for one that is not."""

    value: Json


@attrs.frozen
class ValueChange:
    """A value that changed, came or went: the members that lead to it, and what it was and is."""

    path: Path
    before: Given | None
    after: Given | None


@attrs.frozen
class ExitChange:
    """An exit that leads elsewhere; None is the end of the flow."""

    event: str
    before: str | None
    after: str | None


@attrs.frozen
class Question:
    """What a condition asks, whatever it is called; of None where it is about the value that the split compares."""

    of: str | None
    type: str
    value: str


@attrs.frozen
class Case:
    """A case of a split: its place among the cases, from 1, its conditions, and where it leads.

    With another value to compare all conditions of a split look at another one, and the cases are still the same.
    """

    position: int
    conditions: tuple[Condition, ...] = attrs.field(eq=False)
    questions: tuple[Question, ...]
    target: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """What the conditions are called."""
        return tuple(one.friendly_name for one in self.conditions)

    def is_like(self, other: Case) -> bool:
        """Whether two cases are the same but for their places."""
        return (self.questions, self.names, self.target) == (other.questions, other.names, other.target)


@attrs.frozen
class CaseChange:
    """A case that changed, came or went."""

    before: Case | None
    after: Case | None


@attrs.frozen
class OrderChange:
    """The cases that both splits have and whose order changed, in the one order and in the other."""

    before: tuple[Case, ...]
    after: tuple[Case, ...]


@attrs.frozen
class WidgetChange:
    """A widget of both flows that is not the same in both."""

    before: State
    after: State
    properties: tuple[ValueChange, ...] = ()
    exits: tuple[ExitChange, ...] = ()
    cases: tuple[CaseChange, ...] = ()
    order: OrderChange | None = None

    @property
    def is_renamed(self) -> bool:
        """Whether the widget has another name."""
        return self.before.name != self.after.name

    @property
    def is_retyped(self) -> bool:
        """Whether the widget has another type."""
        return self.before.type != self.after.type

    @property
    def is_changed(self) -> bool:
        """Whether more than the name changed."""
        return bool(self.is_retyped or self.properties or self.exits or self.cases or self.order)

    @property
    def size(self) -> int:
        """How many things changed but the name."""
        lists = (self.properties, self.exits, self.cases)
        return self.is_retyped + sum(map(len, lists)) + (self.order is not None)


@attrs.frozen
class Difference:
    """What changed between two flows: in the flow itself, and in its widgets.

    What is gone stands in the order of the first flow, all else in that of the second.
    """

    flow: tuple[ValueChange, ...] = ()
    added: tuple[State, ...] = ()
    removed: tuple[State, ...] = ()
    widgets: tuple[WidgetChange, ...] = ()

    @property
    def renamed(self) -> tuple[WidgetChange, ...]:
        """The widgets with another name."""
        return tuple(widget for widget in self.widgets if widget.is_renamed)

    @property
    def changed(self) -> tuple[WidgetChange, ...]:
        """The widgets in which more changed than the name."""
        return tuple(widget for widget in self.widgets if widget.is_changed)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.flow or self.added or self.removed or self.widgets)
