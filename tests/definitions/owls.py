"""The definition of a small flow that needs no mending, for tests to change."""

from __future__ import annotations

from tests.definitions.facts import JsonObject

GREETING, MENU, CHOICE, TASK, SAVE = range(1, 6)


def owls() -> JsonObject:
    """A flow that greets, asks, branches and hands over; each call gives a new one."""
    return {
        "description": "The Owl shop",
        "states": [
            {
                "name": "Trigger",
                "type": "trigger",
                "transitions": [
                    {"event": "incomingMessage"},
                    {"event": "incomingCall", "next": "greeting"},
                    {"event": "incomingConversationMessage"},
                    {"event": "incomingRequest"},
                    {"event": "incomingParent"},
                ],
                "properties": {"offset": {"x": 0, "y": 0}},
            },
            {
                "name": "greeting",
                "type": "say-play",
                "transitions": [{"event": "audioComplete", "next": "menu"}],
                "properties": {"say": "Welcome to the Owl shop.", "loop": 1},
            },
            {
                "name": "menu",
                "type": "gather-input-on-call",
                "transitions": [
                    {"event": "keypress", "next": "choice"},
                    {"event": "speech"},
                    {"event": "timeout", "next": "menu"},
                ],
                "properties": {"say": "Press one for owls.", "timeout": 5, "stop_gather": True, "number_of_digits": 1},
            },
            {
                "name": "choice",
                "type": "split-based-on",
                "transitions": [
                    {"event": "noMatch", "next": "menu"},
                    {
                        "event": "match",
                        "next": "task",
                        "conditions": [
                            {
                                "friendly_name": "owls",
                                "arguments": ["{{widgets.menu.Digits}}"],
                                "type": "equal_to",
                                "value": "1",
                            }
                        ],
                    },
                ],
                "properties": {"input": "{{widgets.menu.Digits}}"},
            },
            {
                "name": "task",
                "type": "send-to-flex",
                "transitions": [
                    {"event": "callComplete"},
                    {"event": "failedToEnqueue", "next": "save"},
                    {"event": "callFailure", "next": "save"},
                ],
                "properties": {
                    "workflow": "WW00000000000000000000000000000001",
                    "channel": "TC00000000000000000000000000000001",
                    "timeout": "60",
                },
            },
            {
                "name": "save",
                "type": "set-variables",
                "transitions": [{"event": "next"}],
                "properties": {"variables": [{"key": "lost", "value": "1"}]},
            },
        ],
        "initial_state": "Trigger",
        "flags": {"allow_concurrent_calls": True},
    }
