"""`enqueue-call`: puts the call on a queue, or into TaskRouter."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Question
from flowc.play.shared.queue import wait
from flowc.play.turn import Result, Turn


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `callComplete`, `failedToEnqueue` or `callFailure`."""
    turn.need_call()
    turn.did("queue", turn.fields("queue_name", "workflow_sid", "task_attributes", "priority", "timeout", "wait_url"))
    return (yield from wait(turn, {"QueueSid": turn.sid("QU")}))
