"""What a definition says of the flow as a whole."""

from __future__ import annotations

from flowc.definitions.answers import ROOT
from flowc.definitions.findings import Findings
from flowc.definitions.json_document import Node
from flowc.definitions.kinds import kind_of
from flowc.definitions.surplus import mend_surplus
from flowc.language import CONCURRENT_CALLS


def read_description(definition: Node, findings: Findings) -> str | None:
    """The description; None where there is none."""
    node = definition.get("description")
    if node is None or isinstance(node.value, str):
        return None if node is None else str(node.value)
    findings.mend(
        f"{kind_of(node.value)} is no description: left out", f"{ROOT}/description", node, label="a text is wanted here"
    )
    return None


def read_concurrent_calls(definition: Node, findings: Findings) -> bool | None:
    """Whether one contact may have several calls at a time; None where nothing is said."""
    flags = definition.get("flags")
    path = f"{ROOT}/flags"
    if flags is None:
        return None
    value = flags.get(CONCURRENT_CALLS)
    mend_surplus(flags, (CONCURRENT_CALLS,), path, findings, "`flags`")
    if value is not None and isinstance(value.value, bool):
        return value.value
    if value is not None:
        message = f"{kind_of(value.value)} is no `{CONCURRENT_CALLS}`: left out"
        findings.mend(message, f"{path}/{CONCURRENT_CALLS}", value, label="`true` or `false` is wanted here")
    else:
        findings.mend(
            f"`flags` without `{CONCURRENT_CALLS}`: left out", path, flags, label=f"`{CONCURRENT_CALLS}` is missing"
        )
    return None
