"""Spells types and values the way a declaration or a flow writes them."""

from __future__ import annotations

import json
import re

from flowc.vocabulary.types import BLOCK_KINDS, NAME_KINDS, Field, Kind, Type
from flowc.vocabulary.widget import Condition, Json, Option

# What the grammar takes for a word, without the keyword `else`.
_WORD = re.compile(r"(?!else$)[A-Za-z_][A-Za-z0-9_.-]*")


def spell_type(type_: Type) -> str:
    """A type as a declaration writes it, the words of an enumeration without what they stand for."""
    words = list(type_.words)
    if type_.kind is Kind.ENUMERATION:
        return " | ".join(words)
    return " | ".join([_spell_kind(type_), *words])


def spell_value(value: Json, type_: Type) -> str:
    """A value of the JSON as a flow writes it: a word where the type has one for it."""
    if isinstance(value, str):
        alternative = type_.alternative(value)
        if alternative is not None:
            return alternative.word
        if type_.kind in NAME_KINDS and _WORD.fullmatch(value):
            return value
    if isinstance(value, list):
        return f"[{', '.join(spell_value(element, type_.element or type_) for element in value)}]"
    return json.dumps(value, ensure_ascii=False)


def spell_default(option: Option) -> str:
    """The default of an option, or an empty text where it has none."""
    if option.default is None:
        return ""
    if isinstance(option.default, str) and option.type.element is not None:
        return f"[{', '.join(option.default.replace(',', ' ').split())}]"
    if isinstance(option.default, str) and option.json_type != option.type.json_type:
        return option.default
    return spell_value(option.default, option.type)


def spell_condition(condition: Condition) -> str:
    """A condition in words."""
    verb = "is not" if condition.negated else "is"
    return f"`{condition.property}` {verb} `{condition.value}`"


def spell_conditions(conditions: tuple[Condition, ...]) -> str:
    """Conditions that have to hold together, in words."""
    return " and ".join(spell_condition(condition) for condition in conditions)


def _spell_kind(type_: Type) -> str:
    if type_.kind is Kind.SID and type_.prefix:
        return f"sid({type_.prefix})"
    if type_.element is not None:
        element = type_.element
        inside = ", ".join(element.words) if type_.kind is Kind.SET else _spell_kind(element)
        return f"{type_.kind.value}({inside})"
    if type_.kind in BLOCK_KINDS:
        members = ", ".join(_spell_field(field) for field in type_.fields)
        name = type_.constructor or type_.kind.value
        return f"{name}({members})" if members else name
    return type_.kind.value


def _spell_field(field: Field) -> str:
    return f"{field.name}: {spell_type(field.type)}{'' if field.required else ' = none'}"
