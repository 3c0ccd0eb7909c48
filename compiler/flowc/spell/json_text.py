"""Spells JSON values where nothing is declared, and those that only `json("…")` can say."""

from __future__ import annotations

import json
import re

from flowc.language import CONST, JSON, PARAM
from flowc.spell.names import is_number
from flowc.spell.texts import spell_text
from flowc.syntax.strings import encode
from flowc.vocabulary.widget import Json

# As `binding.reuse.templates`, which replaces what it finds there.
_REPLACED = re.compile(rf"\{{[{{%].*(?:{PARAM}|{CONST})\.", re.DOTALL)
_BRACE = re.compile(r"\{(?=[{%])")


def same(one: Json, other: Json) -> bool:
    """Whether two values are one in JSON: `1`, `1.0` and `true` are three; the order of members has no meaning."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def spell_json(value: Json) -> str:
    """`json("…")`, which says any value; braces that compiling would look into are written by their numbers."""
    text = json.dumps(value, ensure_ascii=False)
    if _REPLACED.search(text):
        text = _BRACE.sub(r"\\u007b", text)
    return f"{JSON}({encode(text)})"


def spell_plain(text: str) -> str:
    """A text; in `json("…")` where compiling would replace a part of it by the value of a `param`."""
    return spell_json(text) if _REPLACED.search(text) else spell_text(text)


def spell_line(text: str) -> str:
    """As `spell_plain`, on one line."""
    return spell_json(text) if _REPLACED.search(text) else encode(text)


def spell_any(value: Json) -> str:
    """A value where nothing is declared: a text, a number, a switch, a list of them, or `json("…")`."""
    if isinstance(value, str):
        return spell_plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and _is_plain(value):
        return str(value)
    if isinstance(value, list) and all(isinstance(element, str | int | float) for element in value):
        return f"[{', '.join(map(_element, value))}]"
    return spell_json(value)


def _element(value: Json) -> str:
    return spell_line(value) if isinstance(value, str) else spell_any(value)


def _is_plain(number: float) -> bool:
    """Whether the spelling of a number is one of the language; `1e-07` and numbers without end are not."""
    spelled = str(number)
    # Python would not read more digits than these, and no value of Twilio's has as many.
    return is_number(spelled) and len(spelled) <= 30  # noqa: PLR2004 - binding's own limit
