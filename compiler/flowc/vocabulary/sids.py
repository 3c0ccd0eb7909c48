"""The kinds of Twilio's SIDs by name, for the types of `param`s: `flow-sid` is `sid(FW)`.

Source: the page of each resource in Twilio's REST API reference, which gives the prefix of its SIDs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SID_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "account-sid": "AC",
        "call-sid": "CA",
        "chat-service-sid": "IS",
        "content-sid": "HX",
        "conversation-service-sid": "IS",
        "conversation-sid": "CH",
        "environment-sid": "ZE",
        "flow-sid": "FW",
        "function-sid": "ZH",
        "message-sid": "SM",
        "messaging-service-sid": "MG",
        "phone-number-sid": "PN",
        "queue-sid": "QU",
        "recording-sid": "RE",
        "service-sid": "ZS",
        "task-channel-sid": "TC",
        "workflow-sid": "WW",
        "workspace-sid": "WS",
    }
)
