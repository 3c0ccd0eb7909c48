"""What is played: a flow definition as Studio keeps it, read from its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs


@attrs.frozen
class Condition:
    """The condition on a transition of a split: what is compared, by which predicate, with which value."""

    type: str
    argument: str
    value: str


@attrs.frozen
class Transition:
    """What follows on an event: a step, or None where the run ends."""

    event: str
    next: str | None
    conditions: tuple[Condition, ...] = ()


@attrs.frozen(slots=False, eq=False)
class Step:
    """A widget of the flow."""

    name: str
    type: str
    properties: Mapping[str, Any]
    transitions: tuple[Transition, ...]

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The events that have a transition, each once, in their order."""
        return tuple(dict.fromkeys(transition.event for transition in self.transitions))

    def transition(self, event: str) -> Transition | None:
        """The transition of an event, None where there is none."""
        return next((transition for transition in self.transitions if transition.event == event), None)


@attrs.frozen
class Definition:
    """A flow: its steps by name, and the one that a run begins with."""

    initial: str
    steps: Mapping[str, Step]


def read_definition(document: Any) -> Definition:  # noqa: ANN401 - JSON
    """The flow of a definition's JSON.

    What is no step or no transition is left out: a definition that was not made by flowc is judged by the room
    `definitions` before it is played.
    """
    states = document.get("states") if isinstance(document, dict) else None
    steps = [_step(state) for state in _objects(states)]
    initial = document.get("initial_state") if isinstance(document, dict) else None
    return Definition(str(initial), {step.name: step for step in steps})


def _step(state: dict[str, Any]) -> Step:
    properties = state.get("properties")
    return Step(
        str(state.get("name")),
        str(state.get("type")),
        properties if isinstance(properties, dict) else {},
        tuple(_transitions(state.get("transitions"))),
    )


def _transitions(found: object) -> Iterator[Transition]:
    for one in _objects(found):
        if isinstance(one.get("event"), str):
            target = one.get("next")
            conditions = tuple(map(_condition, _objects(one.get("conditions"))))
            yield Transition(one["event"], target if isinstance(target, str) and target else None, conditions)


def _condition(found: dict[str, Any]) -> Condition:
    arguments = found.get("arguments")
    argument = str(arguments[0]) if isinstance(arguments, list) and arguments else ""
    return Condition(str(found.get("type")), argument, str(found.get("value", "")))


def _objects(found: object) -> list[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
