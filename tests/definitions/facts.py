"""Reads definitions in tests, and says what of one has to be restored."""

from __future__ import annotations

import json
from typing import Any

from flowc.backends.studio.definition import definition
from flowc.definitions import Read, read_definition
from flowc.graph import Flow
from flowc.source import Source
from flowc.vocabulary import standard_vocabulary

JsonObject = dict[str, Any]


def read(text: str | JsonObject, path: str = "flow.json") -> Read:
    """What is read of a text, or of the text of some JSON."""
    source = Source(path, text if isinstance(text, str) else json.dumps(text, indent=2))
    return read_definition(source, standard_vocabulary())


def flow_of(text: str | JsonObject) -> Flow:
    """The flow that is read of a definition which needs no mending."""
    found = read(text)
    assert [one.message for one in found.diagnostics] == []
    assert found.flow is not None
    return found.flow


def written(found: Read) -> JsonObject:
    """The definition of what was read, as the Studio backend writes it."""
    assert found.flow is not None, [one.message for one in found.diagnostics]
    return definition(found.flow, found.positions)


def facts(found: JsonObject) -> str:
    """What of a definition has a meaning, as a text in which the JSON types of its values show.

    The order of states and of transitions means nothing, but for the cases of a split; neither does the way in which
    nothing is said.
    """
    states = {one["name"]: _state(one) for one in found["states"]}
    plain = {key: value for key, value in found.items() if key != "states"}
    return json.dumps({**plain, "states": states}, sort_keys=True)


def _state(found: JsonObject) -> JsonObject:
    cases = [one for one in found["transitions"] if one.get("conditions")]
    others = {one["event"]: one.get("next") for one in found["transitions"] if not one.get("conditions")}
    return {"type": found["type"], "properties": found["properties"], "cases": cases, "exits": others}
