"""The places that people chose for widgets on Studio's canvas, as they stand in `NAME.layout.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping

Position = tuple[int, int]
SUFFIX = ".layout.json"
_VERSION = 1
_OFFSETS = "offsets"


class OffsetsError(ValueError):
    """A layout file that is none; its argument is the reason, in words."""


def read_offsets(text: str) -> dict[str, Position]:
    """The places that a layout file holds, by the names of widgets. Raises OffsetsError."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise OffsetsError("this JSON is nested too deep") from None
    except ValueError as error:
        raise OffsetsError(f"no JSON: {error}") from None
    if not isinstance(value, dict) or value.get("version") != _VERSION or not isinstance(value.get(_OFFSETS), dict):
        raise OffsetsError(f'no layout: `{{"version": {_VERSION}, "{_OFFSETS}": {{…}}}}` is wanted')
    return {name: _position(name, offset) for name, offset in value[_OFFSETS].items()}


def _position(name: str, offset: object) -> Position:
    x, y = (offset.get("x"), offset.get("y")) if isinstance(offset, dict) else (None, None)
    if type(x) is not int or type(y) is not int:
        raise OffsetsError(f'the place of `{name}` is no `{{"x": …, "y": …}}` of whole numbers')
    return x, y


def write_offsets(offsets: Mapping[str, Position]) -> str:
    """The text of a layout file."""
    places = {name: {"x": x, "y": y} for name, (x, y) in offsets.items()}
    return json.dumps({"version": _VERSION, _OFFSETS: places}, indent=2, ensure_ascii=False) + "\n"
