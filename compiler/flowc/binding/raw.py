"""Checks the properties of a declared widget that is written as `raw`."""

from __future__ import annotations

from flowc.binding.context import Context
from flowc.binding.literals import is_template
from flowc.binding.options import OptionBinder
from flowc.binding.program import Property
from flowc.source import Span
from flowc.vocabulary.types import Encoding, Kind
from flowc.vocabulary.widget import Json, Option, Widget, hold


def check_raw_properties(context: Context, binder: OptionBinder, widget: Widget, place: Span) -> None:
    """Reports what Twilio's validator refuses: a wrong JSON type, an unknown value, a missing property."""
    given: dict[str, Json] = {name: property_.value for name, property_ in binder.values.items()}
    seen = set(given) | binder.refused
    for option in widget.all_options():
        property_ = binder.values.get(option.property)
        if property_ is not None and hold(option.when, given):
            _check(context, option, property_)
        elif option.required and option.property not in seen and hold(option.when, given):
            seen.add(option.property)
            context.report(
                "FLW204", f"`{widget.type}` needs the property `{option.property}`", place, label="not given"
            )


def _check(context: Context, option: Option, property_: Property) -> None:
    value = property_.value
    if isinstance(value, str) and "${" in value:
        return
    actual = json_type(value)
    wanted = option.json_type
    if wanted not in ("any", actual) and not (wanted == "number" and actual == "integer"):
        context.report(
            "FLW201",
            f"{actual} found, {wanted} expected",
            property_.span,
            label=f"`{option.property}` is of type {wanted}",
        )
        return
    closed = option.type.kind is Kind.ENUMERATION and option.encoding is Encoding.NATURAL and not option.open
    if closed and isinstance(value, str) and not is_template(value) and not option.type.alternative(value):
        values = ", ".join(f"`{word.value}`" for word in option.type.alternatives)
        context.report(
            "FLW202", f"`{value}` is no value of `{option.property}`", property_.span, help=f"the values are {values}"
        )


def json_type(value: Json) -> str:
    """The name of a value's JSON type."""
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return "null" if value is None else names[type(value)]
