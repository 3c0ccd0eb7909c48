"""How a run begins: who calls or writes, and from where."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

# Numbers that nobody has: the contact's, and the flow's own.
CONTACT = "+15550199"
ADDRESS = "+15550100"


class Call(Enum):
    """What is true of the live call at a point of a run."""

    NONE = "none"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    GONE = "gone"


@attrs.frozen
class Start:
    """What begins a run.

    `entry` is one of `call`, `message`, `conversation`, `request` and `subflow`; `parameters` are those of a request
    or of the parent flow; `values` are further values of what Twilio posts.
    """

    entry: str = "call"
    contact: str = CONTACT
    address: str = ADDRESS
    body: str = ""
    parameters: Mapping[str, Any] = attrs.field(factory=dict)
    values: Mapping[str, Any] = attrs.field(factory=dict)


# The ways in which a run begins, and those of them that begin with a text.
ENTRIES = ("call", "message", "conversation", "request", "subflow")
WRITTEN = ("message", "conversation")
