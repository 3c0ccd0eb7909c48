"""Reads the properties of a state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowc.binding.program import Property
from flowc.definitions.findings import Findings, shown
from flowc.definitions.json_document import Member, Node
from flowc.definitions.kinds import kind_of
from flowc.definitions.positions import OFFSET
from flowc.vocabulary.widget import Json, Widget

# Whole numbers that are written in one way only.
_INTEGER = re.compile(r"-?[1-9][0-9]{0,8}|0")
_ANY = "any"
_SWITCHES = {"true": True, "false": False}


def read_properties(state: Node, widget: Widget | None, path: str, findings: Findings) -> tuple[Property, ...]:
    """The properties in the order of the file, without the offset."""
    node = state.get("properties")
    path = f"{path}/properties"
    if node is None or node.value is None:
        what = "are missing" if node is None else "are `null`"
        place = state.original.span(state.start, state.start + 1) if node is None else node
        findings.mend(f"the properties {what}: they became `{{}}`", path, place, label="an object is wanted")
        return ()
    if not isinstance(node.value, dict):
        findings.refuse(f"{kind_of(node.value)} is no object of properties", path, node, label="`{}` is wanted here")
        return ()
    return tuple(_properties(node, widget, path, findings))


def _properties(node: Node, widget: Widget | None, path: str, findings: Findings) -> Iterator[Property]:
    wanted = _wanted(widget)
    last = {member.key: member for member in node.members}
    for key, member in last.items():
        if key == OFFSET:
            continue
        if not key:
            findings.mend("a property without a name: left out", f"{path}/", member.node, label="left out")
        elif member.node.value is None and wanted.get(key, _ANY) != _ANY:
            findings.mend(
                f"Twilio takes no `null` for `{shown(key)}`: left out", f"{path}/{key}", member.node, label="left out"
            )
        else:
            value = _mended(member, wanted.get(key, ""), f"{path}/{key}", findings)
            yield Property(key, value, member.node.span)


def _wanted(widget: Widget | None) -> dict[str, str]:
    """The JSON type of each declared property that has the same for every verb."""
    found: dict[str, str] = {}
    for option in widget.all_options() if widget is not None else ():
        known = found.setdefault(option.property, option.json_type)
        if known != option.json_type:
            found[option.property] = ""
    return found


def _mended(member: Member, wanted: str, path: str, findings: Findings) -> Json:
    """A value as Twilio wants it now, where it is the same in another JSON type."""
    value = member.node.value
    changed: Json = value
    if wanted == "string" and isinstance(value, bool | int | float):
        changed = member.node.text
    elif wanted == "integer" and isinstance(value, str) and _INTEGER.fullmatch(value):
        changed = int(value)
    elif wanted == "boolean" and isinstance(value, str):
        changed = _SWITCHES.get(value, value)
    if changed is value:
        return value
    new = f'"{changed}"' if isinstance(changed, str) else str(changed).lower()
    findings.mend(
        f"Twilio wants {kind_of(changed)} for `{shown(member.key)}`: `{member.node.text}` became `{new}`",
        path,
        member.node,
        label=f"{kind_of(value)}",
    )
    return changed
