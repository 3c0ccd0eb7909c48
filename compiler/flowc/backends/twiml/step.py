"""The Python of a state: the call that makes its step in the runtime."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.backends.twiml.names import argument_name, class_name
from flowc.backends.twiml.python import Atom, Call, Dict, Expression, Sequence, literal, string
from flowc.backends.twiml.spoken import Spoken
from flowc.graph.flow import Condition, State
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Json, Option

# The class of the conditions of a split, which stands in the module of the split's type.
WHEN = "When"
# Behind the class of a step: the flow that it runs lives in a bundle of its own.
ELSEWHERE = "Elsewhere"
_KEY, _VALUE, _TYPE = "key", "value", "type"

Argument = tuple[str, Expression]


def step(state: State, spoken: Spoken | None, document: str | None, address: str | None = None) -> Call:
    """The call that makes the step of a state; `spoken` is its TwiML, which stands in a document.

    `address` is that of the bundle in which the flow lives that the state runs, None for any other state.
    """
    arguments: list[Argument] = [("", Atom(string(state.name)))]
    if address is not None:
        arguments.append(("address", literal(address)))
    if spoken is not None:
        arguments.append(("document", literal(document)))
        if spoken.liquid:
            arguments.append(("liquid", literal(dict(spoken.liquid))))
    arguments += _properties(state, spoken)
    if cases := tuple(_cases(state)):
        arguments.append(("cases", Sequence("[", cases)))
    exits = {exit_.event: exit_.target for exit_ in state.exits if not exit_.conditions}
    arguments.append(("exits", Dict(tuple((event, literal(target), ()) for event, target in exits.items()))))
    return Call(class_name(state.type) + ("" if address is None else ELSEWHERE), tuple(arguments))


def has_cases(state: State) -> bool:
    """Whether a state has exits with conditions."""
    return any(exit_.conditions for exit_ in state.exits)


def _properties(state: State, spoken: Spoken | None) -> Iterator[Argument]:
    """The properties that the class takes: all that are given, but those that stand in a document."""
    options = {option.property: option for option in state.widget.all_options()} if state.widget else {}
    for property_ in state.properties:
        option = options.get(property_.name)
        if option is None or option.deprecated or property_.value is None:
            continue
        if spoken is None or property_.name in spoken.arguments:
            yield argument_name(property_.name), _value(option, property_.value)


def _value(option: Option, value: Json) -> Expression:
    if option.type.kind is not Kind.PAIRS or not isinstance(value, list):
        return literal(value)
    return Sequence("[", tuple(_pair(one) for one in value if isinstance(one, dict)))


def _pair(pair: dict[str, Json]) -> Expression:
    """A key and its value, and the type of the value where it is given."""
    members = [pair.get(_KEY), pair.get(_VALUE), *([pair[_TYPE]] if pair.get(_TYPE) is not None else [])]
    return Sequence("(", tuple(literal("" if one is None else one) for one in members))


def _cases(state: State) -> Iterator[Expression]:
    for exit_ in state.exits:
        for condition in exit_.conditions:
            yield _case(condition, exit_.target)


def _case(condition: Condition, target: str | None) -> Call:
    texts = (condition.type, condition.argument, condition.value)
    return Call(WHEN, (*(("", literal(text)) for text in texts), ("to", literal(target))))
