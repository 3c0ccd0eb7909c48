"""Finds the definition in a JSON text: it may stand alone, or in an answer of Twilio's REST API."""

from __future__ import annotations

from flowc.definitions.embedded import Original
from flowc.definitions.findings import Findings, shown
from flowc.definitions.json_check import JsonError
from flowc.definitions.json_document import Node, read_json
from flowc.definitions.kinds import kind_of
from flowc.diagnostics import Note

ROOT = "#"
_STATES = "states"
_INITIAL = "initial_state"
_DEFINITION = "definition"
_TITLE = "friendly_name"


def find_definition(root: Node, original: Original, findings: Findings) -> Node | None:
    """The object that is a flow definition; None where there is none, which is then reported."""
    holder = _holder(root, findings)
    if holder is None or _STATES in holder.by_key or _DEFINITION not in holder.by_key:
        return holder
    held = holder.by_key[_DEFINITION]
    if isinstance(held.value, str):
        return _embedded(held, original, findings)
    if isinstance(held.value, dict):
        return held
    findings.refuse(
        f"this answer carries {kind_of(held.value)} instead of a definition",
        f"{ROOT}/{_DEFINITION}",
        held,
        label="the flow's JSON is wanted here",
        cure="fetch the flow by its SID: lists of flows come without their definitions",
    )
    return None


def _holder(root: Node, findings: Findings) -> Node | None:
    """The object that is a definition, or that has one as its member."""
    if _STATES in root.by_key or _INITIAL in root.by_key or _DEFINITION in root.by_key:
        return root
    lists = [root] if isinstance(root.value, list) else [member.node for member in root.members]
    holders = [one for node in lists for one in node.elements if _DEFINITION in one.by_key]
    filled = [one for one in holders if one.by_key[_DEFINITION].value is not None]
    if len(filled) == 1:
        return filled[0]
    if len(filled) > 1:
        findings.refuse(
            f"this answer carries {len(filled)} definitions",
            ROOT,
            filled[0].by_key[_DEFINITION],
            label="the first",
            notes=tuple(Note(f"one more: {_title(one)}", one.by_key[_DEFINITION].span) for one in filled[1:]),
            cure="give each flow a file of its own",
        )
    elif holders:
        return holders[0]
    elif isinstance(root.value, dict):
        findings.refuse(
            "this object has no `states`, so it is no flow definition",
            ROOT,
            root.original.span(root.start, root.start + 1),
            label="no flow begins here",
            cure="export the flow from Studio: Show Flow JSON, in the menu of the trigger",
        )
    else:
        findings.refuse(
            f"{kind_of(root.value)} is no flow definition",
            ROOT,
            root.original.span(root.start, root.start + 1 if isinstance(root.value, list) else root.end),
            label="an object with `states` is wanted",
            cure="export the flow from Studio: Show Flow JSON, in the menu of the trigger",
        )
    return None


def _title(holder: Node) -> str:
    title = holder.get(_TITLE)
    return f"`{shown(title.value)}`" if title is not None and isinstance(title.value, str) else "without a name"


def _embedded(held: Node, original: Original, findings: Findings) -> Node | None:
    """The definition that stands in an answer as a text."""
    try:
        inner = read_json(original.within(held.start, held.end))
    except JsonError as error:
        findings.refuse(
            f"the text of the definition is no JSON: {error.reason}",
            f"{ROOT}/{_DEFINITION}",
            error.place,
            label="here",
        )
        return None
    if isinstance(inner.value, dict):
        return inner
    findings.refuse(
        f"{kind_of(inner.value)} is no flow definition",
        f"{ROOT}/{_DEFINITION}",
        held,
        label="an object with `states` is wanted",
    )
    return None
