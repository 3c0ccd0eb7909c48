"""Definitions for tests of decompiling, and what of them has to come back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from tests.expand.flows import plain

from flowc.backends.studio.definition import definition
from flowc.compile import check
from flowc.decompile import decompile
from flowc.definitions import read_definition
from flowc.diagnostics import Diagnostic, Severity
from flowc.format import format_text
from flowc.source import Source
from flowc.vocabulary import standard_vocabulary

JsonObject = dict[str, Any]
EVENTS = ("incomingMessage", "incomingCall", "incomingConversationMessage", "incomingRequest", "incomingParent")


def flow(states: Sequence[JsonObject], **entries: str) -> JsonObject:
    """A definition; what the trigger's events lead to is given by their names."""
    trigger = {
        "name": "Trigger",
        "type": "trigger",
        "transitions": [transition(event, entries.get(event)) for event in EVENTS],
        "properties": {},
    }
    return {
        "description": "A New Flow",
        "states": [trigger, *states],
        "initial_state": "Trigger",
        "flags": {"allow_concurrent_calls": True},
    }


def transition(event: str, target: str | None, **condition: str) -> JsonObject:
    """A transition, with the condition of a case where one is given."""
    found: JsonObject = {"event": event} if target is None else {"event": event, "next": target}
    if condition:
        type_, value = condition["type"], condition["value"]
        usual = {"friendly_name": f"If value {type_} {value}", "type": type_, "value": value}
        found["conditions"] = [{**usual, "arguments": [condition["of"]]}]
    return found


def say(name: str, target: str | None = None, text: str = "Hello.") -> JsonObject:
    """A prompt."""
    return {
        "name": name,
        "type": "say-play",
        "transitions": [transition("audioComplete", target)],
        "properties": {"say": text},
    }


def gather(name: str, answered: str | None = None, silent: str | None = None) -> JsonObject:
    """A question."""
    exits = {"keypress": answered, "speech": answered, "timeout": silent}
    return {
        "name": name,
        "type": "gather-input-on-call",
        "transitions": [transition(event, target) for event, target in exits.items()],
        "properties": {"say": "Which?"},
    }


def split(name: str, cases: Sequence[tuple[str, str | None]], otherwise: str | None, of: str = "x") -> JsonObject:
    """A branch on a variable, by equality."""
    compared = "{{flow.variables." + of + "}}"
    matches = [transition("match", target, type="equal_to", value=value, of=compared) for value, target in cases]
    return {
        "name": name,
        "type": "split-based-on",
        "transitions": [transition("noMatch", otherwise), *matches],
        "properties": {"input": compared},
    }


def text_of(found: JsonObject) -> str:
    """The flow of a definition in which nothing is mended."""
    result = decompile(json.dumps(found))
    assert [finding.message for finding in result.diagnostics] == []
    assert result.text is not None
    return plain(result.text)


def errors(text: str) -> list[Diagnostic]:
    """The errors of a flow."""
    return [finding for finding in check(text).diagnostics if finding.severity is Severity.ERROR]


def is_formatted(text: str) -> bool:
    """Whether the formatter leaves a flow as it is."""
    return format_text(text).text == text


def comes_back(source: str) -> bool:
    """Whether a definition compiles, from its flow, to what was read of it."""
    read = read_definition(Source("flow.json", source), standard_vocabulary())
    text = decompile(source).text
    if read.flow is None or text is None:
        return read.flow is None and text is None
    compiled = check(text).flow
    assert compiled is not None
    return facts(definition(read.flow, {})) == facts(definition(compiled, {}))


def facts(found: JsonObject) -> str:
    """What of a definition has a meaning: the order of states, of properties and of exits has none."""
    states = {}
    for one in found["states"]:
        cases = [exit_ for exit_ in one["transitions"] if exit_.get("conditions")]
        others = sorted((exit_["event"], exit_.get("next", "")) for exit_ in one["transitions"] if exit_ not in cases)
        states[one["name"]] = [one["type"], one["properties"], cases, others]
    return json.dumps({**found, "states": states}, sort_keys=True)


@st.composite
def graphs(draw: st.DrawFn, largest: int = 12) -> JsonObject:
    """A flow of any shape: loops into their middle, states that lead to themselves, and some that nothing leads to."""
    count = draw(st.integers(0, largest))
    names = [draw(st.sampled_from([f"w{n}", f"say_{n}", f"if_{n}", f"odd {n}", f"a-{n}"])) for n in range(count)]
    targets = st.sampled_from([None, *names])
    states = [_state(draw, name, targets) for name in names]
    entries = {event: target for event in EVENTS if (target := draw(targets)) is not None}
    return flow(states, **entries)


def _state(draw: st.DrawFn, name: str, targets: st.SearchStrategy[str | None]) -> JsonObject:
    kind = draw(st.sampled_from(["say", "say", "gather", "split", "unknown", "read"]))
    if kind == "gather":
        return gather(name, draw(targets), draw(targets))
    if kind == "split":
        cases = draw(st.lists(st.tuples(st.sampled_from(["1", "yes", ""]), targets), max_size=4))
        return split(name, cases, draw(targets))
    if kind == "unknown":
        exits = [transition(event, draw(targets)) for event in ("done", "not done")]
        return {"name": name, "type": "some-new-type", "transitions": exits, "properties": {"a": [1, {"b": None}]}}
    other = draw(targets) if kind == "read" else None
    return say(name, draw(targets), f"You said {{{{widgets.{other}.Digits}}}}." if other else "Hello.")
