"""Reads the values of arguments and options into the JSON of a property."""

from __future__ import annotations

import json

import attrs

from flowc.binding.context import NOTHING, REPORTED, Context, Nothing, Read, shortened, text_of
from flowc.binding.json_values import read_call, read_json
from flowc.binding.literals import SWITCH_WORDS, read_token, report_no_value
from flowc.binding.numbers import number_of
from flowc.binding.records import read_record
from flowc.binding.references import read_reference, report_unread_word
from flowc.binding.reuse.meaning import blame, resolve
from flowc.binding.texts import is_template
from flowc.binding.wanted import example
from flowc.language import JSON
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Call, List, Token, Typed, Value, arguments
from flowc.syntax.strings import STRING_TYPES, encode
from flowc.vocabulary.types import COLLECTION_KINDS, Encoding, Kind, Type
from flowc.vocabulary.widget import Json, Option

_SEPARATORS = {Encoding.SPACES: " ", Encoding.COMMAS: ","}


def read_value(context: Context, node: Value, option: Option) -> Read:
    """The JSON value of a node for an option, or NOTHING after reporting why there is none."""
    meant = resolve(context, node)
    if not meant.is_sound or isinstance(meant.node, Assignment | Typed):
        return NOTHING
    since = len(context.problems)
    found = _value(meant.context, meant.node, option)
    blame(meant, since)
    return found


def _value(context: Context, node: Value, option: Option) -> Read:
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
    meant = resolve(context, node)
    if not meant.is_sound:
        return None
    since = len(context.problems)
    found = _text(meant.context, meant.node, name)
    blame(meant, since)
    return found


def _text(context: Context, node: Argument, name: str) -> str | None:
    if isinstance(node, Token):
        found = read_token(context, node, plain_option(name, Kind.TEXT, context.span(node)))
        return found if isinstance(found, str) else None
    if isinstance(node, Call):
        value = read_json(context, node)
        if isinstance(value, Nothing | str):
            return value if isinstance(value, str) else None
        spelled = encode(json.dumps(value, ensure_ascii=False))
        context.report("FLW201", f"{name} is one text", node, label="not a text", help=f"write `{shortened(spelled)}`")
        return None
    context.report("FLW201", f"{name} is one text", node, label="not a text", help='for example `"…"`')
    return None


def read_any(context: Context, node: Value) -> Read:
    """The JSON value that a node spells by itself, where nothing is declared."""
    meant = resolve(context, node)
    if not meant.is_sound or isinstance(meant.node, Assignment | Typed):
        return NOTHING
    since = len(context.problems)
    found = _any(meant.context, meant.node)
    blame(meant, since)
    return found


def _any(context: Context, node: Value) -> Read:
    if isinstance(node, Call):
        return read_json(context, node)
    if isinstance(node, List):
        values = [read_any(context, part) for part in _elements(context, node)]
        sound: list[Json] = [value for value in values if not isinstance(value, Nothing)]
        return sound if len(sound) == len(values) and len(sound) == len(arguments(node.parts)) else NOTHING
    if node.type in STRING_TYPES or node.type == "PHONE":
        return text_of(node)
    if node.type == "NUMBER":
        return _any_number(context, node)
    if node.type == "DURATION":
        _report_unit(context, node)
    elif node.type not in REPORTED:
        return _any_word(context, node)
    return NOTHING


def _any_number(context: Context, token: Token) -> Read:
    number = number_of(token.text)
    if number is None:
        context.report("FLW203", "this number has too many digits", token, label="too long", help="write it in quotes")
        return NOTHING
    return float(number) if "." in token.text else int(number)


def _report_unit(context: Context, token: Token) -> None:
    context.report(
        "FLW201",
        "a duration has no unit here",
        token,
        label="seconds, or milliseconds?",
        help=f"write a number, as `{token.text.rstrip('msh')}`, or a text, as `{encode(token.text)}`",
    )


def _any_word(context: Context, token: Token) -> Read:
    if context.is_open(token.text):
        return NOTHING
    if token.text in SWITCH_WORDS:
        return SWITCH_WORDS[token.text]
    liquid = read_reference(context, token)
    if liquid is None:
        report_unread_word(context, token)
        return NOTHING
    return liquid


def _call(context: Context, node: Call, option: Option) -> Read:
    if option.type.kind is Kind.RECORD:
        return read_record(context, node, option.type)
    element = option.type.element
    if element is not None and element.constructor and node.name.text != JSON:
        record = read_record(context, node, element)
        if not isinstance(record, Nothing):
            context.report(
                "FLW201",
                f"`{option.name}` wants a list",
                node,
                label="one alone",
                help=f"write `{option.name} = [{shortened(context.span(node).text)}]`",
            )
        return NOTHING
    return read_call(context, node, option)


def _elements(context: Context, node: List) -> list[Value]:
    found: list[Value] = []
    for part in arguments(node.parts):
        if isinstance(part, Assignment | Typed):
            context.report("FLW201", "a list holds values", part, label="not a value", help="for example `[1, 2]`")
        else:
            found.append(part)
    return found


def _list(context: Context, node: List, option: Option) -> Read:
    if option.type.kind not in COLLECTION_KINDS or option.type.element is None:
        context.report(
            "FLW201", f"`{option.name}` takes one value", node, label="a list", help=f"for example `{example(option)}`"
        )
        return NOTHING
    element = attrs.evolve(option, type=option.type.element, encoding=Encoding.NATURAL, max_length=None, pattern="")
    values: list[Json] = []
    complete = True
    for part in _elements(context, node):
        value = _element(context, part, element, option)
        if isinstance(value, Nothing):
            complete = False
        else:
            values.append(value)
    if not complete or len(values) != len(arguments(node.parts)):
        return NOTHING
    separator = _SEPARATORS.get(option.encoding)
    return values if separator is None else separator.join(str(value) for value in values)


def _element(context: Context, part: Value, element: Option, option: Option) -> Read:
    """One element of a list; in JSON that separates by commas it may hold none."""
    if option.type.kind is Kind.SET:
        return _member(context, part, element, option)
    value = read_value(context, part, element)
    separator = _SEPARATORS.get(option.encoding, "")
    if separator and isinstance(value, str) and separator in value and not is_template(value):
        context.report(
            "FLW211",
            "an element of this list may hold no comma",
            part,
            label=f"Studio takes `{option.property}` apart at commas",
            help="write two elements",
        )
        return NOTHING
    return value


def _member(context: Context, part: Value, element: Option, option: Option) -> Read:
    """One member of a set."""
    meant = resolve(context, part)
    if isinstance(meant.node, Token) and meant.node.type not in REPORTED and meant.is_sound:
        if context.is_open(meant.node.text):
            return NOTHING
        alternative = element.type.alternative(text_of(meant.node))
        if alternative is not None:
            return alternative.value
        since = len(context.problems)
        report_no_value(meant.context, meant.node, option, element.type.words)
        blame(meant, since)
        return NOTHING
    return read_value(context, part, element)
