"""What kind of value a JSON value is, in words."""

from __future__ import annotations

from flowc.vocabulary.widget import Json

_WORDS: dict[type, str] = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}


def kind_of(value: Json) -> str:
    """The kind of a value, with its article; `null` for null."""
    return _WORDS.get(type(value), "`null`")
