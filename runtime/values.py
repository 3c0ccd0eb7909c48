"""What a session can keep: JSON values, so that the database holds them as they are."""

from __future__ import annotations

import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]


def read_json(text: str) -> Json:
    """The value of a text in JSON; None where it is none, or one that no database and no encoding could hold."""
    try:
        value: Json = json.loads(text, parse_constant=_refuse)
        # Half a surrogate pair is JSON, but it is no text that could be sent on.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
