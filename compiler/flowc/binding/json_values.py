"""Reads `json("…")`, and tells whether a JSON value is one that Twilio takes for an option."""

from __future__ import annotations

import json
import math
import re

import attrs

from flowc.binding.context import NOTHING, Context, Nothing, Read, is_reported, listed, shortened, text_of
from flowc.binding.texts import is_template, is_terraform
from flowc.diagnostics.suggest import did_you_mean
from flowc.language import JSON, NONE
from flowc.syntax.nodes import Call, Token, arguments
from flowc.syntax.strings import STRING_TYPES, encode
from flowc.vocabulary.types import Encoding, Kind
from flowc.vocabulary.widget import Json, Option

_JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}

# A definition nests a dozen deep; writing it back must not exhaust the stack.
_MAX_DEPTH = 50
# Python reads no more digits than 4,300, and no value of Twilio's has nearly as many.
_MOST_DIGITS = 4000


class _RefusedError(ValueError):
    """A text that Python takes for JSON and Twilio would not."""


@attrs.frozen
class Misfit:
    """Why a JSON value does not fit an option, in the parts of a diagnostic."""

    code: str
    message: str
    label: str
    help: str = ""


def read_json(context: Context, node: Call, others: tuple[str, ...] = ()) -> Read:
    """The value of `json("…")`. `others` are the other calls that may stand here."""
    values = arguments(node.parts)
    if node.name.text != JSON:
        known = (JSON, *others)
        near = did_you_mean(node.name.text, known)
        context.report(
            "FLW201",
            f"`{shortened(node.name.text)}(…)` is no value",
            node.name,
            label="unknown",
            help=f"did you mean `{near}(…)`?" if near else 'a value of any kind is written `json("…")`',
        )
        return NOTHING
    if is_reported(values):
        return NOTHING
    if len(values) != 1 or not isinstance(values[0], Token) or values[0].type not in STRING_TYPES:
        inside = context.span(values[0], values[-1]).text if values else "null"
        context.report(
            "FLW212",
            f"`{JSON}(…)` holds one text",
            node,
            label="no text",
            help=f"write `{JSON}({encode(inside)})`",
        )
        return NOTHING
    return _parse(context, values[0])


def _parse(context: Context, token: Token) -> Read:
    text = text_of(token)
    if "{{" in text or "{%" in text:
        from flowc.binding.reuse.templates import is_replaced, replace  # noqa: PLC0415 - few texts hold Liquid

        replaced = replace(context, token, _inside_json) if is_replaced(context, text) else text
        if isinstance(replaced, Nothing):
            return NOTHING
        text = replaced
    try:
        value: Json = json.loads(text, parse_constant=_no_constant, parse_int=_integer, object_pairs_hook=_object)
        _check(value)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        is_plain = re.fullmatch(r"[\w .-]+", text) is not None
        context.report(
            "FLW212",
            "this is no JSON",
            token,
            label=f"{reason}, at character {error.pos + 1} of the text",
            help=f"in JSON a text has quotes of its own: `{JSON}({encode(json.dumps(text))})`" if is_plain else "",
        )
    except _RefusedError as error:
        context.report("FLW212", "this is no JSON that Twilio can take", token, label=str(error))
    except RecursionError:
        context.report("FLW212", "this is no JSON that Twilio can take", token, label="nested too deep")
    else:
        return value
    return NOTHING


def _inside_json(text: str) -> str:
    """A text as it stands between the quotes of JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _no_constant(name: str) -> float:
    raise _RefusedError(f"JSON has no `{name}`")


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _RefusedError("a number with too many digits")
    return int(digits)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise _RefusedError(f"`{shortened(key)}` is given twice")
        found[key] = value
    return found


def _check(value: Json, depth: int = 0) -> None:
    """Refuses what cannot be written as JSON again."""
    if depth > _MAX_DEPTH:
        raise _RefusedError("nested too deep")
    if isinstance(value, float) and not math.isfinite(value):
        raise _RefusedError("a number with too many digits")
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        raise _RefusedError("half of a character")
    if isinstance(value, dict):
        for key, member in value.items():
            _check(key, depth + 1)
            _check(member, depth + 1)
    elif isinstance(value, list):
        for element in value:
            _check(element, depth + 1)


def json_type(value: Json) -> str:
    """The name of a value's JSON type."""
    return "null" if value is None else _JSON_TYPES[type(value)]


def misfit(option: Option, value: Json) -> Misfit | None:
    """What Twilio's validator refuses in a value of an option: its JSON type, or that it is none of the values."""
    # Exports from before the API write null for what they no longer use.
    if (isinstance(value, str) and is_terraform(value)) or (value is None and option.deprecated):
        return None
    actual, wanted = json_type(value), option.json_type
    if wanted not in ("any", actual) and not (wanted == "number" and actual == "integer"):
        advice = _plain_spelling(option, value)
        return Misfit(
            "FLW201", f"{actual} found, {wanted} expected", f"`{option.property}` is of type {wanted}", advice
        )
    words = option.type.element if option.type.kind is Kind.SET else option.type
    if words is None or words.kind is not Kind.ENUMERATION or option.encoding is not Encoding.NATURAL or option.open:
        return None
    allowed = [alternative.value for alternative in words.alternatives]
    for one in value if isinstance(value, list) else [value]:
        if one not in allowed and not (isinstance(one, str) and is_template(one)):
            shown = one if isinstance(one, str) else json.dumps(one)
            return Misfit(
                "FLW202",
                f"`{shortened(shown)}` is no value of `{option.property}`",
                "not one of the values",
                f"the values are {listed(allowed, 'and')}",
            )
    return None


def _plain_spelling(option: Option, value: Json) -> str:
    """How the value would be written where a text is wanted."""
    if value is None:
        return f"write `{NONE}` to leave it out"
    if option.json_type != "string":
        return ""
    spelled = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"write the text `{encode(spelled)}`"


def read_call(context: Context, node: Call, option: Option) -> Read:
    """The value of `json("…")` for an option."""
    found = read_json(context, node)
    if isinstance(found, Nothing) or option.type.kind is Kind.ANY:
        return found
    reason = misfit(option, found)
    if reason is None:
        return found
    context.report(reason.code, reason.message, node, label=reason.label, help=reason.help)
    return NOTHING
