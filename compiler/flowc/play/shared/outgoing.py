"""Calls that a flow places to its contact."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from types import MappingProxyType

from flowc.play.liquid import records
from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared import posted
from flowc.play.start import Call
from flowc.play.turn import Result, Turn

# The status of the call by the event that tells of it.
STATUSES: Mapping[str, str] = MappingProxyType(
    {"answered": "in-progress", "busy": "busy", "noAnswer": "no-answer", "failed": "failed"}
)
_TIMEOUT = 60


def place(turn: Turn, usual: Sequence[Outcome], answering: Sequence[str]) -> Generator[Question, Answer, Result]:
    """Calls the contact; after one of the `answering` events the call is live, and nobody has been spoken to."""
    turn.did("call", turn.fields("to", "from", "timeout", "record", "send_digits", "machine_detection"))
    events = tuple(dict.fromkeys(outcome.event for outcome in usual))
    outcome = yield from turn.outside(events, usual)
    event = outcome.event or events[0]
    if event == "noAnswer":
        turn.run.clock.advance(turn.seconds("timeout", _TIMEOUT))
    status = STATUSES.get(event, "in-progress")
    if event in answering:
        turn.run.call, turn.run.answered = Call.OUTGOING, False
        turn.run.recording = None
        if turn.value("record") is True:
            turn.record(turn.sid("RE"))
    sid = turn.sid("CA")
    turn.scope.trigger["call"] = records({**(turn.scope.trigger.get("call") or {}), "CallSid": sid})
    values = {"CallSid": sid, "CallStatus": status, **outcome.values}
    return Result(event, values, passed_on=posted.of_call(turn, status))
