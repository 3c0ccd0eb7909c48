"""How Liquid's values look as texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from liquid import Undefined


def printed(value: object) -> str:
    """A value as `{{ … }}` prints it: an object as JSON, the members of a list one after another."""
    match value:
        case str():
            return value if value.isascii() else _whole(value)
        case None | Undefined():
            return ""
        case bool():
            return "true" if value else "false"
        case range():
            return f"{value.start}..{value.stop - 1}"
        case list() | tuple():
            return "".join(map(printed, value))
        case Mapping():
            return as_json(value)
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S %z")
        case _:
            return str(value)


def as_json(value: object) -> str:
    """A value as JSON, without blanks between its parts; what is not there is `null`."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _whole(text: str) -> str:
    """The text, with a question mark for each half of a surrogate pair: JSON can hold one, and no encoding can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return type(text)(text.encode(errors="replace").decode())
    return text


def _plain(value: object) -> object:
    """The JSON value for what JSON does not know."""
    match value:
        case Undefined():
            return None
        case Mapping():
            return dict(value)
        case range():
            return list(value)
        case _:
            return printed(value)
