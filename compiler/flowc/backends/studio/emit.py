"""Writes the definition of a flow as the text of a file."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flowc.backends.studio.definition import definition
from flowc.backends.studio.layout import place
from flowc.backends.studio.offsets import Position
from flowc.backends.studio.source_map import source_map
from flowc.graph.flow import Flow
from flowc.vocabulary.widget import Json


def emit(flow: Flow, kept: Mapping[str, Position] | None = None) -> str:
    """The JSON text of a flow's definition, the same for the same flow on every machine.

    Widgets in `kept` stay where they are; the others are placed around them.
    """
    return json_text(definition(flow, place(flow, kept or {})))


def emit_source_map(flow: Flow) -> str:
    """The JSON text of a flow's source map."""
    return json_text(source_map(flow))


def json_text(value: Json) -> str:
    """A JSON value as it stands in a file: indented, keys in their own order, a line end last."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
