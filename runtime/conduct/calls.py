"""What Twilio says of a call in its webhooks, and whether it is a session's call."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from runtime.engine import Engine
from runtime.session import Line, Session
from runtime.step import Acts, Parameters, Speaks

# https://www.twilio.com/docs/voice/twiml#request-parameters
_LINES: Mapping[str, Line] = MappingProxyType(
    {
        "queued": "ringing",
        "initiated": "ringing",
        "ringing": "ringing",
        "in-progress": "live",
        "completed": "gone",
        "busy": "gone",
        "failed": "gone",
        "no-answer": "gone",
        "canceled": "gone",
    }
)
_ORDER: tuple[Line, ...] = ("none", "ringing", "live", "gone")


def line_of(parameters: Parameters) -> Line | None:
    """Whether the call can be spoken to, as a webhook tells; None where it does not."""
    return _LINES.get(parameters.get("CallStatus", ""))


def hear(session: Session, parameters: Parameters) -> None:
    """Notes how the session's call is; the later state counts, since webhooks arrive in any order."""
    line = line_of(parameters)
    if line is not None and session.call_sid == parameters["CallSid"]:
        session.line = max(session.line, line, key=_ORDER.index)


def sides(parameters: Parameters) -> tuple[str, str]:
    """The contact and Twilio's side of a call: who called whom depends on its direction."""
    caller, called = parameters.get("From", ""), parameters.get("To", "")
    return (called, caller) if parameters.get("Direction", "").startswith("outbound") else (caller, called)


def is_call_of(session: Session, engine: Engine, parameters: Parameters) -> bool:
    """Whether a webhook's call is the session's, or may be the one that its step has placed.

    Of such a call the SID is not known where Twilio's answer to the request was lost.
    """
    if session.call_sid in {None, parameters["CallSid"]}:
        return True
    if not session.waits or session.step is None:
        return False
    step = engine.current(session)
    if not isinstance(step, Acts) or isinstance(step, Speaks):
        return False
    return session.told(session.step, "CallSid") is None
