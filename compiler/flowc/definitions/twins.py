"""Keys that stand twice in one object."""

from __future__ import annotations

from flowc.definitions.findings import Findings, shown
from flowc.definitions.json_document import Node


def mend_twins(root: Node, path: str, findings: Findings) -> None:
    """Tells of each key that stands more than once in an object; the last one counts, as it does for Twilio."""
    pending = [(root, path)]
    while pending:
        node, here = pending.pop()
        seen: set[str] = set()
        for member in node.members:
            if member.key in seen:
                findings.mend(
                    f"the key `{shown(member.key)}` stands twice in one object: the last one counts",
                    here,
                    member.place,
                    label="stands there once more",
                )
            seen.add(member.key)
            pending.append((member.node, f"{here}/{member.key}"))
        pending += ((one, f"{here}/{number}") for number, one in enumerate(node.elements))
