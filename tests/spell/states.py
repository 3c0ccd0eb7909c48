"""States read from Studio's JSON, and the states that a spelling of them compiles to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flowc.binding.program import Property
from flowc.compile import check
from flowc.diagnostics import Diagnostic, Severity
from flowc.graph import Condition, Exit, Flow, State
from flowc.language import TRIGGER_TYPE
from flowc.source import Source, Span
from flowc.spell import Manner, Spelled, spell
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Json

NOWHERE = Span(Source("", ""), 0, 0)
Facts = tuple[str, str, dict[str, Json], dict[str, Any]]


def state(type_: str, properties: dict[str, Json], exits: Sequence[Exit] = (), name: str = "it") -> State:
    """A state of the standard vocabulary."""
    given = tuple(Property(key, value, NOWHERE) for key, value in properties.items())
    return State(name, type_, standard_vocabulary().types.get(type_), given, tuple(exits), NOWHERE)


def leads(event: str, target: str | None = None, *conditions: Condition) -> Exit:
    """An exit."""
    return Exit(event, target, NOWHERE, conditions)


def case(target: str | None, type_: str, value: str, name: str | None = None, of: str = "x") -> Exit:
    """The exit of a split by a condition, named as the console would."""
    usual = f"If value {type_} {value}"
    return leads("match", target, Condition(usual if name is None else name, of, type_, value))


def states_of(path: Path) -> list[State]:
    """The states of a definition, without the trigger and without transitions that have no event."""
    definition = json.loads(path.read_text(encoding="utf-8"))
    return [_read(one) for one in definition["states"] if one["type"] != TRIGGER_TYPE]


def _read(found: dict[str, Any]) -> State:
    properties = {key: value for key, value in (found.get("properties") or {}).items() if key != "offset"}
    exits = [_exit(one) for one in found.get("transitions") or [] if one.get("event")]
    return state(found["type"], properties, exits, found["name"])


def _exit(found: dict[str, Any]) -> Exit:
    conditions = (
        Condition(one["friendly_name"], one["arguments"][0], one["type"], one["value"])
        for one in found.get("conditions") or []
    )
    return leads(found["event"], found.get("next"), *conditions)


def manner_of(states: Iterable[State]) -> Manner:
    """The manner of a file that holds these states."""
    return Manner(standard_vocabulary(), names=frozenset(one.name for one in states))


def spelled_in_a_row(states: Sequence[State], manner: Manner) -> list[Spelled]:
    """The spellings of states that stand behind one another."""
    following = [*(one.name for one in states), None][1:]
    return [spell(one, manner, after) for one, after in zip(states, following, strict=False)]


def compiled(texts: Iterable[str]) -> tuple[Flow, list[Diagnostic]]:
    """The graph of statements that stand behind one another, and the errors of reading and binding them."""
    checked = check("\n".join(["on subflow {", *texts, "}"]))
    assert checked.flow is not None
    errors = [one for one in checked.diagnostics if one.severity is Severity.ERROR and one.code < "FLW3"]
    return checked.flow, errors


def facts(one: State) -> Facts:
    """What a spelling has to restore: events in an order where the order has a meaning."""
    cases = [
        (exit_.target, [(c.friendly_name, c.argument, c.type, c.value) for c in exit_.conditions])
        for exit_ in one.exits
        if exit_.conditions
    ]
    widget = None if one.widget is None or one.widget.is_guess else one.widget
    targets: dict[str, Any] = {exit_.event: exit_.target for exit_ in one.exits if not exit_.conditions}
    for exit_ in widget.exits if widget else ():
        if not (exit_.unconfirmed or exit_.repeated):
            targets.setdefault(exit_.event, None)
    order = [] if widget else list(targets)
    values = {property_.name: property_.value for property_ in one.properties}
    return (
        one.name,
        one.type,
        json.loads(json.dumps(values, sort_keys=True)),
        {"cases": cases, "order": order, **targets},
    )


def same(one: State, other: State) -> bool:
    """Whether two states are one, their values of one JSON type."""
    return json.dumps(facts(one), sort_keys=True) == json.dumps(facts(other), sort_keys=True)
