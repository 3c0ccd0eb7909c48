"""What Twilio tells of messages that steps have sent."""

from __future__ import annotations

from runtime.session import Session
from runtime.step import Parameters

# https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
FAILED = ("undelivered", "failed")
# Callbacks come in any order: a state is not followed by one that stands before it.
_ORDER = ("accepted", "scheduled", "queued", "sending", "sent", "canceled", *FAILED, "delivered", "read")
# The outputs of a message, by the parameters of the callback.
_OUTPUTS = (("Status", "MessageStatus"), ("ErrorCode", "ErrorCode"), ("ErrorMessage", "ErrorMessage"))


def note_delivery(session: Session, parameters: Parameters) -> str | None:
    """The step whose message a callback is about, which is news; its outputs tell it now.

    None for a message that no step of the run knows, and for a state that a later one has overtaken.
    """
    for step, outputs in session.widgets.items():
        outbound = outputs.get("outbound")
        if isinstance(outbound, dict) and outbound.get("Sid") == parameters["MessageSid"]:
            if _rank(parameters["MessageStatus"]) <= _rank(str(outbound.get("Status"))):
                return None
            told = {name: parameters[theirs] for name, theirs in _OUTPUTS if parameters.get(theirs)}
            session.put(step, {"outbound": {**outbound, **told}})
            return step
    return None


def _rank(status: str) -> int:
    return _ORDER.index(status) if status in _ORDER else -1
