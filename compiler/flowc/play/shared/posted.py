"""What Twilio posts of a call."""

from __future__ import annotations

from flowc.play.start import Call
from flowc.play.turn import ACCOUNT, Turn


def of_call(turn: Turn, status: str = "in-progress") -> dict[str, str]:
    """The values of the live call that come with every answer of Twilio's."""
    known = turn.scope.trigger.get("call") or {}
    start = turn.run.start
    outgoing = turn.run.call is Call.OUTGOING
    ours, theirs = start.address, start.contact
    values = {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallSid": known.get("CallSid", ""),
        "Direction": "outbound-api" if outgoing else "inbound",
        "From": ours if outgoing else theirs,
        "To": theirs if outgoing else ours,
        "Caller": ours if outgoing else theirs,
        "Called": theirs if outgoing else ours,
    }
    return {**values, "CallStatus": "completed" if turn.run.call is Call.GONE else status}
