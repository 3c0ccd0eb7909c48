"""The variables that a flow sees."""

from __future__ import annotations

from typing import Any

import attrs

_ROOTS = ("trigger", "widgets", "flow", "contact")


@attrs.frozen
class Scope:
    """The variables of one flow: `trigger`, `widgets`, `flow` and `contact`, as Liquid reads them."""

    trigger: dict[str, Any] = attrs.field(factory=dict)
    widgets: dict[str, Any] = attrs.field(factory=dict)
    flow: dict[str, Any] = attrs.field(factory=dict)
    contact: dict[str, Any] = attrs.field(factory=dict)

    def context(self) -> dict[str, object]:
        """The variables by their roots."""
        return {"trigger": self.trigger, "widgets": self.widgets, "flow": self.flow, "contact": self.contact}

    def value(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """The value at a path such as `widgets.menu.Digits`. Raises KeyError where there is none."""
        found: Any = self.context()
        for name in path.split("."):
            if isinstance(found, list) and name.isdecimal() and int(name) < len(found):
                found = found[int(name)]
            elif isinstance(found, dict):
                found = found[name]
            else:
                raise KeyError(path)
        return found

    @property
    def variables(self) -> dict[str, Any]:
        """What the flow has set."""
        found: dict[str, Any] = self.flow["variables"]
        return found
