"""Calls that wait in a queue for somebody who takes them."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from flowc.play.questions import HANGUP, Answer, Outcome, Question
from flowc.play.shared import posted
from flowc.play.start import Call
from flowc.play.turn import Result, Turn

_DONE = "callComplete"
_EVENTS = (_DONE, "failedToEnqueue", "callFailure")
_USUAL = (
    Outcome(_DONE, {"QueueResult": "bridged"}),
    Outcome(_DONE, {"QueueResult": "leave"}),
    Outcome("failedToEnqueue", {"QueueResult": "queue-full"}),
    Outcome("callFailure", {"QueueResult": "system-error"}),
)
_RESULTS = {outcome.event: outcome.values["QueueResult"] for outcome in reversed(_USUAL)}


def wait(turn: Turn, made: Mapping[str, Any]) -> Generator[Question, Answer, Result]:
    """Waits for what comes of it; a contact who hangs up in the queue ends the run, for which there is no exit.

    `made` are the variables of what was made for it, which are there unless that failed.
    """
    turn.run.answered = True
    outcome = yield from turn.outside(_EVENTS, _USUAL, on_call=True)
    # A contact who hangs up leaves the queue: TwiML's Enqueue tells it as the result `hangup`.
    hung_up = outcome.event == HANGUP
    told = HANGUP if hung_up else _RESULTS[outcome.event or _DONE]
    values = {"QueueResult": told, "QueueTime": "0", **outcome.values}
    if values["QueueResult"] == HANGUP:
        turn.run.call = Call.GONE
    event = HANGUP if turn.run.call is Call.GONE else outcome.event or _DONE
    return Result(event, {**(made if event in (_DONE, HANGUP) else {}), **values}, passed_on=posted.of_call(turn))
