"""Spells names: of widgets, exits, keys and options."""

from __future__ import annotations

import re

from flowc.language import ELSE, END, NEXT, NONE, PROPERTY
from flowc.syntax.strings import encode

# What the grammar takes for a word. `else` is one where a value or a name may stand, and reads badly there.
_WORD = re.compile(rf"(?!{ELSE}$)[A-Za-z_][A-Za-z0-9_.-]*")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def is_word(text: str) -> bool:
    """Whether a text may stand without quotes where a word may."""
    return _WORD.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is what the grammar takes for a number."""
    return _NUMBER.fullmatch(text) is not None


def spell_name(name: str) -> str:
    """The name of a widget or a section, as a label or behind an arrow: quoted where the word means something else."""
    return name if is_word(name) and name not in (NEXT, END) else encode(name)


def spell_target(name: str | None) -> str:
    """What stands behind an arrow to a widget, or to the end of the flow."""
    return END if name is None else spell_name(name)


def spell_event(event: str) -> str:
    """The name of an exit at the beginning of a line, where `property` is no name."""
    return event if is_word(event) and event != PROPERTY else encode(event)


def spell_key(key: str) -> str:
    """The key of a pair, or the name of a property."""
    return key if is_word(key) or is_number(key) else encode(key)


def spell_value_word(word: str, *, is_choice: bool = False) -> str:
    """A word as a value; `none` leaves an option out, unless it is a choice of its own."""
    return word if is_word(word) and (is_choice or word != NONE) else encode(word)
