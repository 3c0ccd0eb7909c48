"""`send-to-flex`: makes a task for an agent; a call waits for one."""

from __future__ import annotations

import json
from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared.queue import wait
from flowc.play.start import Call
from flowc.play.turn import ContactGoneError, Result, Turn, UnsupportedError


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """A call leaves as from a queue; else it is `callComplete` once the task exists, or `failedToEnqueue`.

    Attributes that are no JSON fail: no task can be made of them.
    """
    if turn.run.call is Call.GONE:
        raise ContactGoneError
    nobody = turn.run.call is Call.NONE and turn.run.conversation is None
    if nobody and turn.run.start.entry in {"request", "subflow"}:
        raise UnsupportedError("it needs a call, a message or a conversation")
    turn.did("task", turn.fields("workflow", "channel", "attributes", "priority", "timeout"))

    if not _is_json(turn.text("attributes", "{}")):
        turn.warn(81015, "the attributes of the task are no JSON")
        return Result("failedToEnqueue")
    made = _made(turn)
    if turn.run.call is not Call.NONE:
        return (yield from wait(turn, made))
    # `callFailure` is told of calls alone; who tests the exit may have it come all the same.
    events = ("callComplete", "failedToEnqueue", "callFailure")
    outcome = yield from turn.outside(events, [Outcome(event) for event in events[:2]])
    event = outcome.event or "callComplete"
    return Result(event, {**(made if event == "callComplete" else {}), **outcome.values})


def _made(turn: Turn) -> dict[str, str]:
    """The task; of a Conversation there is an interaction, which has one.

    Source: https://www.twilio.com/docs/studio/widget-library/send-flex
    """
    task = turn.sid("WT")
    return {"sid": turn.sid("KD") if turn.scope.flow["channel"].get("sid") else task, "TaskSid": task}


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
