"""Keys that stand twice in one object."""

from __future__ import annotations

from flowc.definitions.findings import Findings, shown
from flowc.definitions.json_document import Node


def mend_twins(root: Node, path: str, findings: Findings) -> None:
    """Tells of each key that stands more than once in an object; the last one counts, as it does for Twilio."""
    pending = [(root, path)]
    while pending:
        node, here = pending.pop()
        if len(node.by_key) < len(node.members):
            _mend(node, here, findings)
        # Of values without parts there are many, and they hold no keys.
        pending += ((one.node, f"{here}/{one.key}") for one in node.members if one.node.members or one.node.elements)
        pending += ((one, f"{here}/{n}") for n, one in enumerate(node.elements) if one.members or one.elements)


def _mend(node: Node, path: str, findings: Findings) -> None:
    seen: set[str] = set()
    for member in node.members:
        if member.key in seen:
            findings.mend(
                f"the key `{shown(member.key)}` stands twice in one object: the last one counts",
                path,
                member.place,
                label="stands there once more",
            )
        seen.add(member.key)
