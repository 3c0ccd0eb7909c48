"""Keys that Studio's format has no place for."""

from __future__ import annotations

from collections.abc import Collection

from flowc.definitions.findings import Findings, shown
from flowc.definitions.json_document import Node


def mend_surplus(node: Node, known: Collection[str], path: str, findings: Findings, owner: str) -> None:
    """Tells of each key of an object that is not among the known ones: it is left out."""
    places = {member.key: member.place for member in node.members if member.key not in known}
    for key, place in places.items():
        findings.mend(
            f"the key `{shown(key)}` of {owner} means nothing in a flow: left out",
            f"{path}/{key}",
            place,
            label="left out",
        )
