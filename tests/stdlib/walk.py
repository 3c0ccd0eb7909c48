"""Walks through a compiled flow as a caller would who behaves in a certain way.

Splits on what the caller did, and on counters, are decided here; Liquid is understood as far as the
standard library writes it: a path, and a path with filters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from tests.asked import asked

from flowc import compile_text

# An event, and what the widget leaves behind with it.
Happening = tuple[str, Mapping[str, str]]
# What happens next, for each widget that can leave by several events.
Script = Sequence[Happening]

_TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FILTER = re.compile(r"""\|\s*(\w+):\s*(?:'([^']*)'|"([^"]*)"|(\d+))(?:\s*,\s*(?:'([^']*)'|"([^"]*)"))?""")
# Widgets that leave by one event, and by none other in these walks.
_PLAIN = {"say-play": "audioComplete", "set-variables": "next"}
_LONGEST = 200


def key(digits: str) -> Happening:
    """The caller presses keys."""
    return "keypress", {"Digits": digits}


def speech(words: str) -> Happening:
    """The caller says something."""
    return "speech", {"SpeechResult": words}


def event(name: str, **values: str) -> Happening:
    """A widget leaves by an event."""
    return name, values


SILENCE: Happening = ("timeout", {})


@attrs.frozen
class Walk:
    """What came of a walk: the widgets in their order, what was said, and the variables in the end."""

    names: tuple[str, ...]
    said: tuple[str, ...]
    variables: Mapping[str, str]

    @property
    def end(self) -> str:
        """The last widget."""
        return self.names[-1]


def states_of(text: str) -> list[dict[str, Any]]:
    """The states of a flow that has no finding."""
    compiled = compile_text(text)
    assert [finding.message for finding in asked(compiled.diagnostics)] == []
    assert compiled.definition is not None
    states: list[dict[str, Any]] = json.loads(compiled.definition)["states"]
    return states


def walk(text: str, script: Script, entry: str = "incomingCall", **given: str) -> Walk:
    """What a flow does when all this happens; `given` are values such as `contact__channel__address`."""
    walker = _Walker(states_of(text), {path.replace("__", "."): value for path, value in given.items()})
    return walker.walk(entry, iter(script))


class _Walker:
    def __init__(self, states: list[dict[str, Any]], values: dict[str, str]) -> None:
        self.states = {state["name"]: state for state in states}
        self.values = values
        self.said: list[str] = []

    def walk(self, entry: str, script: Iterator[Happening]) -> Walk:
        names: list[str] = []
        name = self._target("Trigger", entry)
        while name is not None:
            assert len(names) < _LONGEST, f"no end: {names[-5:]}"
            names.append(name)
            name = self._step(self.states[name], script)
        left = list(script)
        assert left == [], f"ended in {names[-1]}, and there was still to come: {left}"
        prefix = "flow.variables."
        variables = {path.removeprefix(prefix): value for path, value in self.values.items() if path.startswith(prefix)}
        return Walk(tuple(names), tuple(self.said), variables)

    def _step(self, state: dict[str, Any], script: Iterator[Happening]) -> str | None:
        properties = state["properties"]
        if properties.get("say"):
            self.said.append(self.render(properties["say"]))
        if state["type"] == "split-based-on":
            return self._branch(state)
        if state["type"] == "set-variables":
            rendered = {pair["key"]: self.render(pair["value"]) for pair in properties["variables"]}
            self._keep("flow.variables", rendered)
            self._keep(f"widgets.{state['name']}", rendered)
        if state["type"] in _PLAIN:
            return self._target(state["name"], _PLAIN[state["type"]])
        name, values = next(script, (None, {}))
        assert name is not None, f"{state['name']} waits for something to happen"
        self._keep(f"widgets.{state['name']}", values)
        return self._target(state["name"], name)

    def _keep(self, root: str, values: Mapping[str, str]) -> None:
        self.values.update({f"{root}.{name.replace('__', '.')}": value for name, value in values.items()})

    def _target(self, name: str, wanted: str) -> str | None:
        """Where an event leads; None where the flow ends."""
        found = [one for one in self.states[name]["transitions"] if one["event"] == wanted]
        assert found, f"{name} has no event {wanted}"
        target: str | None = found[0].get("next")
        return target

    def _branch(self, state: dict[str, Any]) -> str | None:
        value = self.render(state["properties"]["input"]).strip()
        for transition in state["transitions"]:
            for condition in transition.get("conditions", ()):
                if _holds(condition["type"], value, self.render(condition["value"])):
                    target: str | None = transition.get("next")
                    return target
        return self._target(state["name"], "noMatch")

    def render(self, text: str) -> str:
        """A text with its paths replaced; tags of other kinds stay."""
        return _TAG.sub(lambda match: self._value(match[1]), text)

    def _value(self, code: str) -> str:
        path, _, filters = code.partition("|")
        value = self._at(path.strip())
        for found in _FILTER.finditer(f"|{filters}" if filters else ""):
            name, one, other, number, *seconds = found.groups()
            argument = next(part for part in (one, other, number) if part is not None)
            second = next((part for part in seconds if part is not None), "")
            value = _filtered(name, value, argument, second)
        return value

    def _at(self, path: str) -> str:
        if path[:1] in ("'", '"'):
            return path[1:-1]
        return self.values.get(path, "")


def _filtered(name: str, value: str, argument: str, second: str) -> str:
    if name == "plus":
        return str(int(value or 0) + int(argument))
    if name == "remove":
        return value.replace(argument, "")
    if name == "date":
        return f"{value} as {argument}"
    assert name == "replace", f"the filter {name} is not known here"
    return value.replace(argument, second)


def _holds(predicate: str, value: str, wanted: str) -> bool:
    """Whether a condition holds, as widgets.md of the reference describes it: without regard to case."""
    low, other = value.lower(), wanted.lower()
    if predicate == "matches_any_of":
        return low in [one.strip() for one in other.split(",")]
    if predicate == "regex":
        return re.fullmatch(other, low) is not None
    if predicate == "less_than":
        return float(low) < float(other)
    if predicate in ("is_before_time", "is_before_date"):
        return low < other
    if predicate in ("is_after_time", "is_after_date"):
        return low > other
    assert predicate in ("equal_to", "starts_with"), f"{predicate} is not known here"
    return low == other if predicate == "equal_to" else low.startswith(other)
