"""Spells JSON values where nothing is declared, and those that only `json("…")` can say."""

from __future__ import annotations

import json

from flowc.language import JSON
from flowc.spell.names import is_number
from flowc.spell.texts import spell_text
from flowc.syntax.strings import encode
from flowc.vocabulary.widget import Json


def same(one: Json, other: Json) -> bool:
    """Whether two values are one in JSON: `1`, `1.0` and `true` are three; the order of members has no meaning."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def spell_json(value: Json) -> str:
    """`json("…")`, which says any value."""
    return f"{JSON}({encode(json.dumps(value, ensure_ascii=False))})"


def spell_any(value: Json) -> str:
    """A value where nothing is declared: a text, a number, a switch, a list of them, or `json("…")`."""
    if isinstance(value, str):
        return spell_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and _is_plain(value):
        return str(value)
    if isinstance(value, list) and all(isinstance(element, str | int | float) for element in value):
        return f"[{', '.join(map(_element, value))}]"
    return spell_json(value)


def _element(value: Json) -> str:
    return encode(value) if isinstance(value, str) else spell_any(value)


def _is_plain(number: float) -> bool:
    """Whether the spelling of a number is one of the language; `1e-07` and numbers without end are not."""
    spelled = str(number)
    # Python would not read more digits than these, and no value of Twilio's has as many.
    return is_number(spelled) and len(spelled) <= 30  # noqa: PLR2004 - binding's own limit
