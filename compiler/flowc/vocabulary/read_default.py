"""Reads the default of an option into the value that the JSON holds."""

from __future__ import annotations

from flowc.syntax.nodes import Call, List, Token, Value, arguments
from flowc.vocabulary.line import DeclarationError, text_of
from flowc.vocabulary.types import BLOCK_KINDS, NUMBER_KINDS, Encoding, Kind, Type
from flowc.vocabulary.widget import Json, Option

_SWITCH = {"true": True, "on": True, "false": False, "off": False}
_SEPARATORS = {Encoding.SPACES: " ", Encoding.COMMAS: ","}


def read_default(node: Value, option: Option) -> Json:
    """A default as the JSON holds it. Raises DeclarationError where it is no value of the option."""
    type_ = option.type
    if isinstance(node, Call) or type_.kind in BLOCK_KINDS:
        raise DeclarationError("there is no default for values of this kind", node)
    if type_.element is None:
        if isinstance(node, List):
            raise DeclarationError("one value is wanted", node)
        return _one(node, type_, option)
    elements = arguments(node.parts) if isinstance(node, List) else [node]
    values: list[Json] = []
    for element in elements:
        if not isinstance(element, Token):
            raise DeclarationError("a list holds words or texts", element)
        values.append(_one(element, type_.element, option))
    separator = _SEPARATORS.get(option.encoding)
    return values if separator is None else separator.join(str(value) for value in values)


def read_number(node: Value) -> int | float:
    """The number that a token spells. Raises DeclarationError."""
    text = text_of(node)
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        raise DeclarationError("a number is wanted", node) from None


def _one(node: Token, type_: Type, option: Option) -> Json:
    text = text_of(node)
    alternative = type_.alternative(text)
    if alternative is not None:
        return alternative.value
    if type_.kind is Kind.ENUMERATION and not option.open:
        raise DeclarationError(f"`{text}` is not one of the values", node)
    if type_.kind is Kind.SWITCH:
        if text not in _SWITCH:
            raise DeclarationError("a switch is `true` or `false`", node)
        return _SWITCH[text] if option.encoding is Encoding.NATURAL else str(_SWITCH[text]).lower()
    if type_.kind in NUMBER_KINDS:
        number = read_number(node)
        return number if option.encoding is Encoding.NATURAL else text
    return text
