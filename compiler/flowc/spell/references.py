"""Spells Liquid that is no more than a reference."""

from __future__ import annotations

from flowc.binding.references import read_reference
from flowc.language import WIDGETS_ROOT
from flowc.source import Source
from flowc.spell.manner import Manner
from flowc.spell.names import is_word
from flowc.syntax.nodes import Token

_OPEN, _CLOSE = "{{", "}}"


def spell_reference(manner: Manner, text: str) -> str | None:
    """`menu.Digits` for `{{widgets.menu.Digits}}`; None for any text that no bare word stands for."""
    if not manner.references or not (text.startswith(_OPEN) and text.endswith(_CLOSE)):
        return None
    inside = text[len(_OPEN) : -len(_CLOSE)]
    for word in (inside.removeprefix(f"{WIDGETS_ROOT}."), inside):
        if word is not inside and not _begins_with_a_name(manner, word):
            continue
        if "." in word and is_word(word) and is_reference(manner, word, text):
            return word
    return None


def _begins_with_a_name(manner: Manner, word: str) -> bool:
    """Whether a word may refer to a widget; names may have dots."""
    return any(word[:end] in manner.names for end, letter in enumerate(word) if letter == ".")


def is_reference(manner: Manner, word: str, text: str | None = None) -> bool:
    """Whether a bare word is short for a text; for any text, where none is given."""
    context = manner.context(Source("", word))
    found = read_reference(context, Token("WORD", word, 0))
    return isinstance(found, str) and text in (None, found)
