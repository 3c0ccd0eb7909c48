"""Definitions of every kind that need no mending, and ways to spoil them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from tests.definitions.facts import JsonObject

from flowc.binding.predicates import PREDICATES
from flowc.language import MATCH, NO_MATCH, SPLIT_INPUT, SPLIT_TYPE, TRIGGER_NAME, TRIGGER_TYPE
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Json, Widget

TYPES = standard_vocabulary().types
# The graph marks places that are no widgets with a NUL.
NAMED = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=8)
ODD: st.SearchStrategy[Json] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from([0, 0.0, 1, 1.0, "", "1", "true", "{{a | b}}", "${x}", "\ufeff", "\u2028", "\r\n"]),
        st.text(max_size=6),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=4), inner, max_size=2)),
    max_leaves=4,
)
# What Twilio wants for a property of each JSON type.
FITTING: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(max_size=8) | st.sampled_from(["", " ", "5", "null", "{{x}}"]),
    "integer": st.integers(),
    "number": st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "array": st.lists(ODD, max_size=3),
    "object": st.dictionaries(st.text(max_size=4), ODD, max_size=3),
    "any": ODD,
}


@st.composite
def definitions(draw: st.DrawFn) -> JsonObject:
    """A definition that Studio could have given out."""
    others = draw(st.lists(NAMED.filter(lambda name: name != TRIGGER_NAME), max_size=5, unique=True))
    states = [_trigger(draw, others), *(_state(draw, name, others) for name in others)]
    found: JsonObject = {"states": draw(st.permutations(states)), "initial_state": TRIGGER_NAME}
    if draw(st.booleans()):
        found["description"] = draw(st.text(max_size=9))
    if draw(st.booleans()):
        found["flags"] = {"allow_concurrent_calls": draw(st.booleans())}
    return _shuffled(draw, found)


def _shuffled(draw: st.DrawFn, found: JsonObject) -> JsonObject:
    return {key: found[key] for key in draw(st.permutations(list(found)))}


def _trigger(draw: st.DrawFn, names: Sequence[str]) -> JsonObject:
    return _with_transitions(draw, TRIGGER_NAME, TRIGGER_TYPE, {}, _exits(draw, TYPES[TRIGGER_TYPE], names))


def _state(draw: st.DrawFn, name: str, names: Sequence[str]) -> JsonObject:
    type_ = draw(
        st.sampled_from([*(one for one in TYPES if one != TRIGGER_TYPE), SPLIT_TYPE, "some-new-type", "Odd type"])
    )
    if type_ == SPLIT_TYPE:
        return _split(draw, name, names)
    widget = TYPES.get(type_)
    properties: JsonObject = draw(st.dictionaries(st.text(min_size=1, max_size=6), ODD, max_size=2))
    declared: dict[str, list[str]] = {}
    for option in widget.all_options() if widget else ():
        if not option.noted:
            declared.setdefault(option.property, []).append(option.json_type)
    for key in draw(st.sets(st.sampled_from(sorted(declared)), max_size=4)) if declared else ():
        properties[key] = draw(FITTING[declared[key][0]])
    known = widget if widget and not widget.is_guess else None
    exits = _exits(draw, known, names) if known else [(event, _target(draw, names)) for event in draw(_EVENTS)]
    properties.pop("offset", None)
    return _with_transitions(draw, name, type_, properties, exits)


_EVENTS = st.lists(NAMED, max_size=3, unique=True)


def _target(draw: st.DrawFn, names: Sequence[str]) -> str | None:
    return draw(st.sampled_from([None, *names]))


def _exits(draw: st.DrawFn, widget: Widget, names: Sequence[str]) -> list[tuple[str, str | None]]:
    """All events that are listed, and some of those that need not be, in any order."""
    events = [one.event for one in widget.exits if not one.unconfirmed or draw(st.sampled_from([True, False]))]
    return [(event, _target(draw, names)) for event in draw(st.permutations(events))]


def _split(draw: st.DrawFn, name: str, names: Sequence[str]) -> JsonObject:
    compared = draw(st.text(max_size=6))
    found = _with_transitions(draw, name, SPLIT_TYPE, {SPLIT_INPUT: compared}, [(NO_MATCH, _target(draw, names))])
    for _ in range(draw(st.integers(0, 4))):
        condition = {
            "friendly_name": draw(st.text(max_size=6)),
            "arguments": [draw(st.sampled_from([compared, "", "{{other}}"]))],
            "type": draw(st.sampled_from(list(PREDICATES))),
            "value": draw(st.text(max_size=6)),
        }
        one = {**_transition(draw, MATCH, _target(draw, names)), "conditions": [_shuffled(draw, condition)]}
        found["transitions"].insert(draw(st.integers(0, len(found["transitions"]))), one)
    return found


def _transition(draw: st.DrawFn, event: str, target: str | None) -> JsonObject:
    return _shuffled(draw, {"event": event} if target is None else {"event": event, "next": target})


def _with_transitions(
    draw: st.DrawFn, name: str, type_: str, properties: JsonObject, exits: Sequence[tuple[str, str | None]]
) -> JsonObject:
    if draw(st.booleans()):
        properties = {**properties, "offset": {"x": draw(st.integers()), "y": draw(st.integers())}}
    transitions = [_transition(draw, event, target) for event, target in exits]
    return _shuffled(draw, {"name": name, "type": type_, "transitions": transitions, "properties": properties})


@st.composite
def spoiled(draw: st.DrawFn) -> JsonObject:
    """A definition in which some values are others, are gone, or stand where nothing should."""
    found: JsonObject = draw(definitions())
    for _ in range(draw(st.integers(1, 4))):
        _spoil(draw, found)
    return found


def _spoil(draw: st.DrawFn, found: JsonObject) -> None:
    holder: Any = found
    for _ in range(draw(st.integers(0, 6))):
        inner = [
            one for one in (holder.values() if isinstance(holder, dict) else holder) if isinstance(one, dict | list)
        ]
        holder = draw(st.sampled_from(inner)) if inner else holder
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    replacement: Json = draw(
        ODD | st.sampled_from([TRIGGER_NAME, TRIGGER_TYPE, MATCH, NO_MATCH, SPLIT_TYPE, "InitialState"])
    )
    is_added, is_replaced = draw(st.booleans()), draw(st.booleans())
    if isinstance(holder, dict) and (is_added or not keys):
        holder[draw(st.sampled_from(["next", "event", "conditions", "sid", "offset", "odd", "type", "value"]))] = (
            replacement
        )
    elif keys and is_replaced:
        holder[draw(st.sampled_from(keys))] = replacement
    elif keys:
        del holder[draw(st.sampled_from(keys))]
    elif isinstance(holder, list):
        holder.append(replacement)


@st.composite
def answers(draw: st.DrawFn, definition: JsonObject) -> str:
    """The text of a definition as it stands alone, or in an answer of the REST API."""
    held = draw(st.sampled_from([definition, json.dumps(definition, indent=draw(st.sampled_from([None, 2])))]))
    flow = {"sid": "FW00", "friendly_name": "states", "definition": held, "errors": [], "links": {"revisions": ""}}
    whole = draw(st.sampled_from([definition, flow, {"meta": {"key": "flows"}, "flows": [flow]}, [flow]]))
    text = json.dumps(whole, indent=draw(st.sampled_from([None, 1, "\t"])), ensure_ascii=draw(st.booleans()))
    return draw(st.sampled_from(["", "\ufeff"])) + draw(st.sampled_from([text, text.replace("\n", "\r\n")]))
