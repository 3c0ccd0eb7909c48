"""Compiles a text for Studio, and reads what came out."""

from __future__ import annotations

import json
from typing import Any

from flowc import compile_text

Value = dict[str, Any]


def definition_of(text: str) -> Value:
    """The definition of a text without an error, keys in the order of the file."""
    compiled = compile_text(text)
    assert compiled.definition is not None, compiled.diagnostics
    found: Value = json.loads(compiled.definition)
    return found


def states_of(text: str) -> dict[str, Value]:
    """The states of a definition by name."""
    return {state["name"]: state for state in definition_of(text)["states"]}


def source_map_of(text: str, path: str = "<text>") -> Value:
    """The source map of a text without an error."""
    compiled = compile_text(text, path)
    assert compiled.source_map is not None, compiled.diagnostics
    found: Value = json.loads(compiled.source_map)
    return found
