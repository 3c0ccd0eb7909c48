"""What TwiML knows: the elements, their attributes and what may stand in what, from `stdlib/twiml.json`."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

TABLE = Path(__file__).resolve().parents[3] / "stdlib" / "twiml.json"


@attrs.frozen
class Attribute:
    """What an attribute takes."""

    type: str
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    longest: int | None = None
    pattern: str | None = None
    required: bool = False


@attrs.frozen
class Kind:
    """What an element may hold."""

    attributes: Mapping[str, Attribute]
    children: tuple[str, ...]
    text: bool


@functools.cache
def elements(domain: str) -> Mapping[str, Kind]:
    """The elements of `voice` or of `messaging`, by name."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    return {name: _kind(entry, table["enums"]) for name, entry in table[domain].items()}


def _kind(entry: Mapping[str, Any], enums: Mapping[str, list[str]]) -> Kind:
    attributes = {name: _attribute(one, enums) for name, one in entry["attributes"].items()}
    return Kind(attributes, tuple(entry["children"]), entry["text"])


def _attribute(entry: Mapping[str, Any], enums: Mapping[str, list[str]]) -> Attribute:
    values = enums[entry["enum_ref"]] if "enum_ref" in entry else entry.get("enum", ())
    return Attribute(
        type=entry["type"],
        values=tuple(values),
        least=entry.get("min"),
        most=entry.get("max"),
        longest=entry.get("maxLength"),
        pattern=entry.get("pattern"),
        required=entry.get("required", False),
    )
