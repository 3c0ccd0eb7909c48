"""Reads the values of arguments and options into the JSON of a property."""

from __future__ import annotations

import json

import attrs

from flowc.binding.context import Context, is_word, text_of
from flowc.binding.literals import NOTHING, SWITCH_WORDS, Read, is_template, read_token, unknown_member
from flowc.binding.references import reference, report_unread_word
from flowc.language import JSON
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Call, List, Token, Typed, Value, arguments
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.types import COLLECTION_KINDS, Encoding, Kind, Type
from flowc.vocabulary.widget import Json, Option

_SEPARATORS = {Encoding.SPACES: " ", Encoding.COMMAS: ","}
_JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}


def read_value(context: Context, node: Value, option: Option) -> Read:
    """The JSON value of a node for an option, or NOTHING after reporting why there is none."""
    if isinstance(node, Call):
        return _call(context, node, option)
    if option.type.kind is Kind.ANY:
        return read_any(context, node)
    if isinstance(node, List):
        return _list(context, node, option)
    return read_token(context, node, option)


def plain_option(name: str, kind: Kind, place: Span, *, liquid: bool = True) -> Option:
    """An option of the language itself, for values that no declaration describes."""
    return Option(name, name, Type(kind), place, liquid=liquid)


def read_text(context: Context, node: Argument, name: str) -> str | None:
    """A text, a number's spelling or a reference, where the language itself wants one."""
    if isinstance(node, Assignment | Typed):
        context.report("FLW201", f"{name} is a text", node, label="not a value")
        return None
    found = read_value(context, node, plain_option(name, Kind.TEXT, context.span(node)))
    return found if isinstance(found, str) else None


def read_any(context: Context, node: Value) -> Read:
    """The JSON value that a node spells by itself, where nothing is declared."""
    if isinstance(node, List):
        values = [read_any(context, part) for part in _elements(context, node)]
        return NOTHING if NOTHING in values else values  # type: ignore[return-value]
    if isinstance(node, Call):
        return read_json(context, node)
    if node.type in STRING_TYPES or node.type == "PHONE":
        return text_of(node)
    if node.type == "NUMBER":
        return float(node.text) if "." in node.text else int(node.text)
    if is_word(node) and node.text in SWITCH_WORDS:
        return SWITCH_WORDS[node.text]
    if is_word(node):
        liquid = reference(context, node)
        if liquid is not None:
            return liquid
        report_unread_word(context, node)
    elif node.type == "DURATION":
        context.report("FLW201", "a duration is written as a number here", node, label="in what unit is not known")
    return NOTHING


def read_json(context: Context, node: Call) -> Read:
    """The value of `json("…")`."""
    values = arguments(node.parts)
    if node.name.text != JSON:
        context.report(
            "FLW201",
            f"`{node.name.text}(…)` is no value here",
            node,
            label="not known",
            help='a value of any kind is written `json("…")`',
        )
        return NOTHING
    if len(values) != 1 or not isinstance(values[0], Token) or values[0].type not in STRING_TYPES:
        if not any(isinstance(value, Token) and value.type == "BROKEN_STRING" for value in values):
            context.report("FLW212", "`json(…)` holds one text", node, help='for example `json("{\\"a\\": 1}")`')
        return NOTHING
    return _parse_json(context, values[0])


def _parse_json(context: Context, token: Token) -> Read:
    try:
        value: Json = json.loads(text_of(token), parse_constant=_no_constant)
    except RecursionError:
        context.report("FLW212", "this JSON is nested too deep", token)
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        context.report("FLW212", "this is no JSON", token, label=reason[:1].lower() + reason[1:])
    else:
        return value
    return NOTHING


def _no_constant(name: str) -> float:
    raise ValueError(f"JSON has no {name}")


def _call(context: Context, node: Call, option: Option) -> Read:
    if option.type.kind is Kind.RECORD and node.name.text != JSON:
        return read_record(context, node, option.type)
    found = read_json(context, node)
    if found is NOTHING or option.type.kind is Kind.ANY:
        return found
    actual = "null" if found is None else _JSON_TYPES[type(found)]
    if actual != option.json_type and not (actual == "integer" and option.json_type == "number"):
        wanted = option.json_type
        context.report(
            "FLW201", f"{actual} found, {wanted} expected", node, label=f"Twilio takes JSON of type {wanted}"
        )
        return NOTHING
    return found


def _elements(context: Context, node: List) -> list[Value]:
    found: list[Value] = []
    for part in arguments(node.parts):
        if isinstance(part, Assignment | Typed):
            context.report("FLW201", "a list holds values", part, label="not a value", help="for example `[a, b]`")
        else:
            found.append(part)
    return found


def _list(context: Context, node: List, option: Option) -> Read:
    if option.type.kind not in COLLECTION_KINDS:
        context.report("FLW201", f"`{option.name}` takes one value", node, label="a list")
        return NOTHING
    assert option.type.element is not None
    element = attrs.evolve(option, type=option.type.element, encoding=Encoding.NATURAL, max_length=None, pattern="")
    values: list[Read] = []
    for part in _elements(context, node):
        if option.type.kind is Kind.SET and isinstance(part, Token) and not element.type.alternative(text_of(part)):
            values.append(unknown_member(context, part, option))
        else:
            values.append(read_value(context, part, element))
    if any(value is NOTHING for value in values):
        return NOTHING
    separator = _SEPARATORS.get(option.encoding)
    if separator is None:
        return values  # type: ignore[return-value]
    return separator.join(str(value) for value in values)


def read_record(context: Context, node: Call, type_: Type) -> Read:
    """`participant(type=messaging, …)`: a record in a list."""
    given: dict[str, Json] = {}
    complete = True
    for part in arguments(node.parts):
        if not isinstance(part, Assignment):
            context.report("FLW209", "a member is written `name=value`", part, label="has no name")
            complete = False
            continue
        complete &= read_member(context, part, type_, given)
    for field in type_.fields:
        if complete and field.required and field.name not in given:
            context.report("FLW204", f"`{node.name.text}` needs `{field.name}`", node, label="not given")
            complete = False
    return given if complete else NOTHING


def read_member(context: Context, part: Assignment, type_: Type, given: dict[str, Json]) -> bool:
    """Reads one member of a record into `given`; False after reporting why there is none."""
    name = text_of(part.key)
    field = next((field for field in type_.fields if field.name == name), None)
    if field is None:
        names = ", ".join(f"`{field.name}`" for field in type_.fields)
        context.report("FLW205", f"there is no member `{name}`", part.key, help=f"the members are {names}")
        return False
    if name in given:
        context.report("FLW206", f"`{name}` is given twice", part.key, label="given before")
        return False
    option = Option(name, name, field.type, context.span(part), liquid=True)
    value = read_value(context, part.value, option)
    if isinstance(value, str) and is_template(value) and field.type.kind is Kind.ENUMERATION:
        context.report("FLW213", f"`{name}` takes no Liquid", part.value)
        return False
    if value is NOTHING:
        return False
    given[name] = value  # type: ignore[assignment]
    return True
