"""Reads a text into its graph, and shows the graph in the short forms that tests compare."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from tests.asked import asked

from flowc.compile import check
from flowc.diagnostics import Severity
from flowc.graph import Condition, Exit, Flow, State
from flowc.modules import MemoryModules

Cases = list[tuple[str, str, str | None]]


@attrs.frozen
class Graph:
    """The graph of a text, and the codes that were found on the way."""

    flow: Flow
    codes: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names of all widgets in the order of the flow, without the trigger's."""
        return [state.name for state in self.flow.states[1:]]

    @property
    def entries(self) -> dict[str, str]:
        """Where the entries lead that lead somewhere, by the word of the source."""
        trigger = self.flow.states[0]
        assert trigger.widget is not None
        words = {exit_.event: exit_.entry for exit_ in trigger.widget.exits}
        return {words[exit_.event]: exit_.target for exit_ in trigger.exits if exit_.target is not None}

    def state(self, name: str) -> State:
        """The widget of a name."""
        (found,) = (state for state in self.flow.states if state.name == name)
        return found

    def exits(self, name: str) -> dict[str, str | None]:
        """Where each exit of a widget leads; for a split use `cases`."""
        exits = self.state(name).exits
        assert len({exit_.event for exit_ in exits}) == len(exits), exits
        return {exit_.event: exit_.target for exit_ in exits}

    def exit(self, name: str, event: str) -> Exit:
        """The exit of a widget by its event."""
        (found,) = (exit_ for exit_ in self.state(name).exits if exit_.event == event)
        return found

    def after(self, name: str) -> str | None:
        """Where a widget that has but one exit leads."""
        (target,) = self.exits(name).values()
        return target

    def conditions(self, name: str) -> list[Condition]:
        """The conditions of a split, in their order."""
        return [condition for exit_ in self.state(name).exits for condition in exit_.conditions]

    def cases(self, name: str) -> Cases:
        """The cases of a split: predicate, value and target; `noMatch` first, without a value."""
        first, *others = self.state(name).exits
        assert (first.event, first.conditions) == ("noMatch", ())
        found: Cases = [("noMatch", "", first.target)]
        for exit_ in others:
            (condition,) = exit_.conditions
            assert exit_.event == "match"
            found.append((condition.type, condition.value, exit_.target))
        return found


def graph_of(text: str, files: Mapping[str, str] | None = None) -> Graph:
    """The graph of a text in which no finding is an error."""
    checked = check(text, "main.flow", modules=MemoryModules(files or {}))
    errors = [finding for finding in checked.diagnostics if finding.severity is Severity.ERROR]
    assert not errors, errors
    assert checked.flow is not None
    return Graph(checked.flow, tuple(finding.code for finding in asked(checked.diagnostics)))


def on_call(body: str, rest: str = "") -> Graph:
    """The graph of a flow that a call enters, with what stands behind its body."""
    return graph_of(f"on call {{\n{body}\n}}\n{rest}")


def codes_of(text: str) -> list[str]:
    """The codes of everything that is found in a text, in the order of the source."""
    return [finding.code for finding in asked(check(text).diagnostics)]
