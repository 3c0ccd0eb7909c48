"""Recognises exports from the time before the v2 API, which nothing can be compiled to any more."""

from __future__ import annotations

from flowc.definitions.answers import ROOT
from flowc.definitions.findings import OLD_EXPORT, at_path
from flowc.definitions.json_document import Node
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding

# The trigger of these exports, and their other types (widgets.md, "Flow definition").
_TRIGGER = "InitialState"
_TYPES = frozenset(
    {
        _TRIGGER,
        "Branch",
        "DialV2",
        "EnqueueCall",
        "Function",
        "Gather",
        "Message",
        "MessagePrompt",
        "SayPlay",
        "SetVariables",
        "Webhook",
    }
)


def old_export(definition: Node) -> Diagnostic | None:
    """What to tell of a definition in the old format; None for any other."""
    states = definition.get("states")
    for number, state in enumerate(states.elements if states is not None else ()):
        type_ = state.get("type")
        if type_ is None or not _is_old(state, type_):
            continue
        return finding(
            OLD_EXPORT,
            at_path("this export is from before Studio's v2 API", f"{ROOT}/states/{number}/type"),
            type_.span,
            label="a type of that time",
            why="Twilio takes no definition in this format any more, and its widgets have other properties",
            help="open the flow in Studio's console, save it, and download it again",
        )
    return None


def _is_old(state: Node, type_: Node) -> bool:
    if type_.value == _TRIGGER:
        return True
    transitions = state.get("transitions")
    marked = "sid" in state.by_key or any(
        "uuid" in one.by_key for one in (transitions.elements if transitions is not None else ())
    )
    return isinstance(type_.value, str) and type_.value in _TYPES and marked
