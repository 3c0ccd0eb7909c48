"""`connect-call-to`: bridges the call to somebody else."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared import posted
from flowc.play.turn import Result, Turn

_DONE = "callCompleted"
_STATUSES = ("completed", "busy", "no-answer", "failed")
_TIMEOUT = 30


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `callCompleted` whatever came of it, `DialCallStatus` tells; by `hangup` when the contact hangs up."""
    turn.need_call()
    target = turn.fields("to", "sip_endpoint", "caller_id", "timeout", "time_limit", "record")
    turn.did("dial", {"noun": turn.value("noun"), **target})
    turn.run.answered = True
    usual = [Outcome(_DONE, {"DialCallStatus": status}) for status in _STATUSES]
    outcome = yield from turn.outside((_DONE, "hangup"), usual, on_call=True)
    if outcome.event == "hangup":
        return Result("hangup", outcome.values, passed_on=posted.of_call(turn))
    status = outcome.values.get("DialCallStatus", "completed")
    values = {"DialCallStatus": status, "DialCallSid": turn.sid("CA"), "DialCallDuration": "0", **outcome.values}
    if turn.value("record") is True and status == "completed":
        values.setdefault("RecordingUrl", f"https://api.twilio.com/Recordings/{turn.sid('RE')}")
    turn.run.clock.advance(_duration(turn, values["DialCallDuration"], status))
    return Result(_DONE, values, passed_on=posted.of_call(turn))


def _duration(turn: Turn, told: object, status: str) -> float:
    """How long it took: as long as it rang when nobody answered."""
    if status == "no-answer":
        return turn.seconds("timeout", _TIMEOUT)
    return float(str(told)) if str(told).isdecimal() else 0
