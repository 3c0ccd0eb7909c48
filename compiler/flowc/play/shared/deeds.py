"""What a flow asks of the outside, by the words that a transcript and a test use for it."""

from __future__ import annotations

REQUEST, FUNCTION, MESSAGE = "request", "function", "message"

DEEDS = (
    *(MESSAGE, REQUEST, FUNCTION, "recording", "voicemail", "dial", "call", "payment", "stream", "queue", "task"),
    *("agent", "relay", "redirect", "subflow", "conversation"),
)
