"""Binds `param name: type = default`: values that are given when compiling."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from flowc.binding.context import Context, Nothing
from flowc.binding.reuse.closures import Closure
from flowc.binding.reuse.parameters import is_none, read_parameter
from flowc.binding.values import read_value
from flowc.diagnostics import Note, Severity
from flowc.diagnostics.suggest import did_you_mean, suggestion
from flowc.language import NONE, PARAM
from flowc.source import Source, Span
from flowc.syntax.nodes import List, Statement, Token, Typed, Value, arguments
from flowc.syntax.strings import encode
from flowc.values import Given, Values
from flowc.vocabulary.types import COLLECTION_KINDS, NAME_KINDS, TEXT_KINDS, Kind, Type
from flowc.vocabulary.widget import Option

_WORD = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_.]|-(?!>))*")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DURATION = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h)")


@attrs.frozen
class Param:
    """A `param`: its type as that of an option, its name, and its default where it has one."""

    option: Option
    place: Span
    default: Value | None


def read_param(context: Context, item: Statement, documentation: str) -> Param | None:
    """The `param` of a statement; None after a report."""
    assert item.head is not None
    parts = arguments(item.parts)
    extra = item.label or item.block or item.arrow or (parts[1] if len(parts) > 1 else None)
    if not parts or extra is not None:
        context.report(
            "FLW120",
            f"`{PARAM}` declares one name",
            extra or item.head,
            label="nothing more is wanted here" if extra else "no name",
            help=f"write `{PARAM} name: text`, with `= value` behind it where it has a default",
        )
        return None
    option = read_parameter(context, parts[0], f"a `{PARAM}`", documentation)
    if option is None or not isinstance(parts[0], Typed):
        return None
    return Param(option, context.span(parts[0].name), parts[0].default)


def value_of(context: Context, param: Param, values: Values, prefix: str) -> Closure | None:
    """What a `param` stands for; None after a report. Values for one module win over those for all."""
    name = param.option.name
    given = values.given.get(f"{prefix}.{name}") if prefix else None
    given = given or values.given.get(name)
    if given is not None:
        return _given(context, param, given)
    if param.default is not None:
        return Closure(param.default, context, context.span(param.default), param.place)
    if not values.complete:
        return None
    context.report(
        "FLW125",
        f"`{name}` has no value",
        param.place,
        label="no default, and nothing given",
        help=f"give it when compiling, `--set {name}=…`, or in a file of `--values`",
    )
    return None


def check_default(context: Context, param: Param) -> bool:
    """Whether a default is of the type; else it is reported."""
    if param.default is None or is_none(param.option, param.default):
        return True
    return not isinstance(read_value(context, param.default, param.option), Nothing)


def report_unknown_values(context: Context, params: Sequence[tuple[str, Param]], values: Values) -> None:
    """Reports values that no `param` takes. One file of values may serve many flows: there only a near miss is told."""
    known = [param.option.name for _, param in params]
    known += [f"{prefix}.{param.option.name}" for prefix, param in params if prefix]
    for name, given in values.given.items():
        near = did_you_mean(name, known)
        if name in known or not (given.must_exist or near):
            continue
        near_param = next((param for _, param in params if param.option.name == near), None)
        context.report(
            "FLW126",
            f"nothing declares a `{PARAM}` called `{name}`",
            given.place,
            label="not used",
            notes=(Note(f"`{near}` is declared here", near_param.place),) if near_param else (),
            help=suggestion(name, known, f"`{PARAM}`s") or f"declare it: `{PARAM} {name}: text`",
            severity=None if given.must_exist else Severity.WARNING,
        )


def _given(context: Context, param: Param, given: Given) -> Closure | None:
    """A value that somebody gave, once it is of the type."""
    text, node = _node(given, param.option)
    inside = attrs.evolve(context, source=Source(given.place.source.path, text), scope={}, labels={}, uses={})
    since = len(context.problems)
    value = None if is_none(param.option, node) else read_value(inside, node, param.option)
    if not isinstance(value, Nothing):
        return Closure(node, inside, given.place, param.place)
    note = Note(f"`{param.option.name}` is declared here", param.place)
    for index in range(since, len(context.problems)):
        found = context.problems[index]
        context.problems[index] = attrs.evolve(found, span=given.place, notes=(note, *found.notes), fixes=())
    return None


def _node(given: Given, option: Option) -> tuple[str, Value]:
    """A given value as the source would write it, with its spelling."""
    value = given.value
    if given.is_text and isinstance(value, str) and option.type.kind in COLLECTION_KINDS:
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, list):
        token = _token(value, option.type, 0)
        return token.text, token
    element = option.type.element or option.type
    tokens: list[Token] = []
    start = 1
    for one in value:
        token = _token(one if not isinstance(one, list) else str(one), element, start)
        start = token.end + 1
        tokens += [token, Token("COMMA", ",", token.end)]
    text = "[" + "".join(token.text for token in tokens) + "]"
    return text, List(Token("LEFT_BRACKET", "[", 0), tuple(tokens), Token("RIGHT_BRACKET", "]", start))


def _token(value: str | bool | int | float | list[object], type_: Type, start: int) -> Token:
    if isinstance(value, bool):
        return Token("WORD", str(value).lower(), start)
    if isinstance(value, int | float):
        return Token("NUMBER", str(value), start)
    text = str(value)
    if text == NONE and type_.kind is not Kind.TEXT:
        return Token("WORD", text, start)
    is_plain = type_.kind not in TEXT_KINDS or type_.kind in NAME_KINDS
    if is_plain and _NUMBER.fullmatch(text):
        return Token("NUMBER", text, start)
    if is_plain and _DURATION.fullmatch(text):
        return Token("DURATION", text, start)
    if (is_plain or type_.alternative(text)) and _WORD.fullmatch(text):
        return Token("WORD", text, start)
    return Token("STRING", encode(text), start)
