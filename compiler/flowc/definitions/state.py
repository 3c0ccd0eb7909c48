"""Reads one state of a definition."""

from __future__ import annotations

from collections.abc import Iterable

from flowc.binding.program import Property
from flowc.definitions.context import Context, Head, opening
from flowc.definitions.exits import read_exits
from flowc.definitions.findings import Findings
from flowc.definitions.json_document import Node
from flowc.definitions.kinds import kind_of
from flowc.definitions.positions import OFFSET, read_position
from flowc.definitions.properties import read_properties
from flowc.definitions.surplus import mend_surplus
from flowc.graph.flow import Exit, State
from flowc.language import SPLIT_INPUT, SPLIT_TYPE, TRIGGER_TYPE

_KEYS = ("name", "type", "transitions", "properties")


def read_head(node: Node, path: str, findings: Findings) -> Head | None:
    """The name and the type of a state; None where one is missing, which is then reported."""
    if not isinstance(node.value, dict):
        findings.refuse(f"{kind_of(node.value)} is no state", path, node, label="an object is wanted here")
        return None
    place = _text(node, f"{path}/name", findings, "name")
    kind = _text(node, f"{path}/type", findings, "type")
    if place is None or kind is None:
        return None
    return Head(str(place.value), str(kind.value), place, kind, node, path)


def _text(state: Node, path: str, findings: Findings, key: str) -> Node | None:
    node = state.get(key)
    if node is None:
        findings.refuse(f"this state has no {key}", path, opening(state), label=f"`{key}` is missing in it")
    elif node.value == "":
        findings.refuse(f"this state has an empty {key}", path, node, label="a text is wanted here")
    elif not isinstance(node.value, str):
        findings.refuse(f"{kind_of(node.value)} is no {key}", path, node, label="a text is wanted here")
    elif "\0" in node.value:
        findings.refuse(f"this {key} holds the character of the code 0", path, node, label="no text holds it")
    else:
        return node
    return None


def read_state(context: Context, head: Head) -> State:
    """The state of the graph; its position is added to those of the context."""
    mend_surplus(head.node, _KEYS, head.path, context.findings, "a state")
    widget = context.vocabulary.types.get(head.type)
    properties = read_properties(head.node, widget, head.path, context.findings)
    if head.type == TRIGGER_TYPE:
        properties = _without(properties, head, context.findings)
    compared = _compared(properties) if head.type == SPLIT_TYPE else None
    exits = read_exits(context, head, compared)
    if head.type == SPLIT_TYPE and compared is None:
        properties = _with_input(properties, exits, head, context.findings)
    _read_position(context, head)
    return State(head.name, head.type, widget, properties, exits, head.place.span)


def _without(properties: Iterable[Property], head: Head, findings: Findings) -> tuple[Property, ...]:
    """No property: the trigger has none, and no flow could write one."""
    for property_ in properties:
        findings.mend(
            f"the trigger has no property `{property_.name}`: left out",
            f"{head.path}/properties/{property_.name}",
            property_.span,
            label="left out",
        )
    return ()


def _compared(properties: Iterable[Property]) -> str | None:
    """What a split compares; None where no text says it."""
    return next((str(one.value) for one in properties if one.name == SPLIT_INPUT and isinstance(one.value, str)), None)


def _with_input(
    properties: tuple[Property, ...], exits: Iterable[Exit], head: Head, findings: Findings
) -> tuple[Property, ...]:
    """The properties of a split that names no value, with the one that its conditions look at."""
    path = f"{head.path}/properties/{SPLIT_INPUT}"
    wrong = next((one for one in properties if one.name == SPLIT_INPUT), None)
    arguments = [condition.argument for exit_ in exits for condition in exit_.conditions]
    if wrong is not None or len(set(arguments)) != 1:
        place = wrong.span if wrong is not None else head.place
        findings.refuse("this split does not say what it compares", path, place, label=f"`{SPLIT_INPUT}` is wanted")
        return properties
    findings.mend(
        f"`{SPLIT_INPUT}` is missing: it became `{arguments[0]}`, which the conditions look at",
        path,
        head.place,
        label="a split needs it",
    )
    return (Property(SPLIT_INPUT, arguments[0], head.place.span), *properties)


def _read_position(context: Context, head: Head) -> None:
    given = head.node.get("properties")
    offset = given.get(OFFSET) if given is not None else None
    if offset is not None:
        position = read_position(offset, f"{head.path}/properties/{OFFSET}", context.findings)
        if position is not None:
            context.positions[head.name] = position
