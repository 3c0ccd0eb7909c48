"""Spells options that are blocks of their own: pairs, and the members of a record."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.binding.pairs import KEY, VALUE
from flowc.language import PAIR
from flowc.spell.manner import Manner
from flowc.spell.names import spell_event, spell_key
from flowc.spell.texts import INDENT
from flowc.spell.values import spell_members, spell_value
from flowc.vocabulary.types import Kind, Type
from flowc.vocabulary.widget import Json, Option

_EQUALS = " = "


def spell_block(manner: Manner, option: Option, value: Json) -> str | None:
    """`name { key = value … }` on as many lines as it has pairs; None where a block cannot say it."""
    lines = spell_pairs(manner, option, value) if option.type.kind is Kind.PAIRS else _members(manner, option, value)
    if lines is None:
        return None
    return f"{spell_event(option.name)} {braced(lines)}"


def spell_pairs(manner: Manner, option: Option, value: Json, equals: str = _EQUALS) -> list[str] | None:
    """The pairs of a list of pairs as assignments; None where it is something else."""
    if not isinstance(value, list):
        return None
    lines = [_pair(manner, option, pair, equals) for pair in value]
    sound = [line for line in lines if line is not None]
    return sound if len(sound) == len(lines) else None


def braced(lines: Sequence[str]) -> str:
    """A block of lines."""
    if not lines:
        return "{ }"
    return "\n".join(["{", *(indented(line) for line in lines), "}"])


def short(lines: Sequence[str]) -> str:
    """A block that stands on one line, where it holds but one; a comment needs the end of its line."""
    is_one = len(lines) == 1 and "\n" not in lines[0] and not lines[0].startswith("#")
    return f"{{ {lines[0]} }}" if is_one else braced(lines)


def indented(text: str) -> str:
    """A text of several lines, all of them one step deeper; empty lines stay empty."""
    return "\n".join(INDENT + line if line else "" for line in text.split("\n"))


def _members(manner: Manner, option: Option, value: Json) -> list[str] | None:
    return spell_members(manner, option, value, _EQUALS) if isinstance(value, dict) else None


def _pair(manner: Manner, option: Option, pair: Json, equals: str) -> str | None:
    """`key = value`, or `key = pair(value, …)` for a pair with further members."""
    if not isinstance(pair, dict) or not isinstance(pair.get(KEY), str) or not isinstance(pair.get(VALUE), str):
        return None
    text = attrs.evolve(option, type=Type(Kind.TEXT), liquid=True, max_length=None, pattern="")
    value = spell_value(manner, text, pair[VALUE])
    further = {name: member for name, member in pair.items() if name not in (KEY, VALUE)}
    members = spell_members(manner, option, further)
    if value is None or members is None:
        return None
    spelled = f"{PAIR}({', '.join([value, *members])})" if members else value
    return f"{spell_key(str(pair[KEY]))}{equals}{spelled}"
