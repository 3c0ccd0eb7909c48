"""Changes one thing of a definition, at a path like those in messages."""

from __future__ import annotations

from enum import Enum
from typing import Any

from tests.definitions.facts import JsonObject
from tests.definitions.owls import owls


class Gone(Enum):
    """Says that something is to be taken away."""

    GONE = "gone"


GONE = Gone.GONE


def changed(path: str, value: object) -> JsonObject:
    """The small flow with another value at a path such as `states/1/name`; `GONE` takes it away."""
    found = owls()
    *way, last = path.split("/")
    holder: Any = found
    for step in way:
        holder = holder[int(step) if isinstance(holder, list) else step]
    key: Any = int(last) if isinstance(holder, list) else last
    if value is GONE:
        del holder[key]
    elif isinstance(holder, list) and key == len(holder):
        holder.append(value)
    else:
        holder[key] = value
    return found
