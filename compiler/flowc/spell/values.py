"""Spells the value of an option as a person would write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from flowc.binding.texts import is_template, is_terraform
from flowc.spell.json_text import spell_any, spell_json, spell_plain
from flowc.spell.manner import Manner
from flowc.spell.names import spell_key, spell_value_word
from flowc.spell.numbers import number_spellings
from flowc.spell.read_back import reads_as
from flowc.spell.references import is_reference, spell_reference
from flowc.vocabulary.types import COLLECTION_KINDS, NAME_KINDS, NUMBER_KINDS, Encoding, Field, Kind, Type
from flowc.vocabulary.widget import Json, Option

_PHONE = re.compile(r"\+[0-9]+")
_SEPARATORS = {Encoding.SPACES: " ", Encoding.COMMAS: ","}


def spell_value(manner: Manner, option: Option, value: Json) -> str | None:
    """The best spelling that gives an option this value; None where no spelling does."""
    spellings = dict.fromkeys([*_spellings(manner, option, value), spell_json(value)])
    return next((text for text in spellings if reads_as(manner, option, text, value)), None)


def _spellings(manner: Manner, option: Option, value: Json) -> Iterator[str]:
    """What might say it, the best first."""
    kind = option.type.kind
    if kind is Kind.ANY:
        yield spell_any(value)
    if isinstance(value, str):
        yield from _words(option.type, value)
    if kind is Kind.SWITCH and value in (True, False, "true", "false"):
        yield "on" if value in (True, "true") else "off"
    if kind in NUMBER_KINDS:
        yield from number_spellings(kind, value)
    if kind in COLLECTION_KINDS:
        yield from _lists(manner, option, value)
    if isinstance(value, str):
        yield from _texts(manner, kind, value)


def _words(type_: Type, value: str) -> Iterator[str]:
    """The words of an enumeration that stand for a value."""
    for alternative in type_.alternatives:
        if alternative.value == value:
            yield spell_value_word(alternative.word, is_choice=True)


def _texts(manner: Manner, kind: Kind, value: str) -> Iterator[str]:
    """A text: bare, where a name, a number or a reference may be so, then in quotes."""
    if kind in NAME_KINDS and not is_reference(manner, value):
        yield spell_value_word(value)
    elif kind not in NAME_KINDS:
        reference = spell_reference(manner, value)
        if reference is not None:
            yield reference
    if kind is Kind.PHONE and _PHONE.fullmatch(value):
        yield value
    yield spell_plain(value)


def _lists(manner: Manner, option: Option, value: Json) -> Iterator[str]:
    """A list; a text that the JSON separates by blanks or commas may be one, too."""
    element = option.type.element
    separator = _SEPARATORS.get(option.encoding)
    if isinstance(value, str) and separator is not None and not (is_template(value) or is_terraform(value)):
        value = [*value.split(separator)]
        if not all(isinstance(one, str) and one and one == one.strip() for one in value):
            return
    if element is None or not isinstance(value, list):
        return
    inner = attrs.evolve(option, type=element, encoding=Encoding.NATURAL, max_length=None, pattern="")
    spelled = [_element(manner, inner, one) for one in value]
    sound = [one for one in spelled if one is not None]
    if len(sound) == len(spelled):
        yield f"[{', '.join(sound)}]"


def _element(manner: Manner, option: Option, value: Json) -> str | None:
    if option.type.constructor and isinstance(value, dict):
        spelled = spell_members(manner, option, value)
        return None if spelled is None else f"{option.type.constructor}({', '.join(spelled)})"
    return spell_value(manner, option, value)


def spell_members(manner: Manner, owner: Option, members: Mapping[str, Json], equals: str = "=") -> list[str] | None:
    """The members of a record as assignments; None where one of them cannot be said so."""
    fields = {field.name: field for field in owner.type.fields}
    found = []
    for name, value in members.items():
        spelled = _member(manner, owner, fields[name], value) if name in fields else None
        if spelled is None:
            return None
        found.append(f"{spell_key(name)}{equals}{spelled}")
    return found


def _member(manner: Manner, owner: Option, field: Field, value: Json) -> str | None:
    # A choice of a record takes no Liquid, all other members do.
    liquid = field.type.kind is not Kind.ENUMERATION
    return spell_value(manner, Option(field.name, field.name, field.type, owner.span, liquid=liquid), value)
