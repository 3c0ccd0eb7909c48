"""What one statement gives to one widget, as far as it has been read."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.binding.program import Property
from flowc.source import Span
from flowc.vocabulary.widget import Condition, Json, Option, hold


@attrs.define
class Given:
    """The properties that a statement gives.

    `places` tells under which name and where each was given; `refused` holds those whose value could
    not be read, `left_out` those that `none` takes back.
    """

    options: Sequence[Option]
    values: dict[str, Property] = attrs.field(factory=dict)
    places: dict[str, tuple[str, Span]] = attrs.field(factory=dict)
    refused: set[str] = attrs.field(factory=set)
    left_out: set[str] = attrs.field(factory=set)

    def effective(self) -> dict[str, Json]:
        """The properties as they stand, Studio's defaults included."""
        known: dict[str, Json] = {}
        for option in self.options:
            if option.default is not None:
                known.setdefault(option.property, option.default)
        known.update({name: given.value for name, given in self.values.items()})
        return known

    def holds(self, conditions: tuple[Condition, ...]) -> bool:
        """Whether the conditions surely hold; what was refused may have meant anything."""
        return self._is_decided(conditions) and hold(conditions, self.effective())

    def fails(self, conditions: tuple[Condition, ...]) -> bool:
        """Whether the conditions surely do not hold."""
        return self._is_decided(conditions) and not hold(conditions, self.effective())

    def _is_decided(self, conditions: tuple[Condition, ...]) -> bool:
        return all(condition.property not in self.refused for condition in conditions)

    def refuse(self, property_: str) -> None:
        """Notes that the value of a property could not be read."""
        self.refused.add(property_)

    def leave_out(self, property_: str) -> None:
        """Notes that a property is taken back by `none`."""
        self.left_out.add(property_)

    def means_something(self, option: Option) -> bool:
        """Whether an option has an effect beside the others."""
        return hold(option.when, self.effective())

    def by_property(self) -> dict[str, Option]:
        """For each property the option that means something beside the others."""
        found: dict[str, Option] = {}
        for option in self.options:
            before = found.get(option.property)
            if before is None or (not self.means_something(before) and self.means_something(option)):
                found[option.property] = option
        return found

    def set(self, property_: str, value: Json, place: Span) -> None:
        """Gives a property its value."""
        self.values[property_] = Property(property_, value, place)
