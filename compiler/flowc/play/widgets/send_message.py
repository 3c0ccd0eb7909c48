"""`send-message`: sends a message and goes on."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared.message import send
from flowc.play.turn import Result, Turn


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `sent`, or by `failed` where Twilio refuses the message; `outbound` tells of it in both."""
    to = turn.text("to", turn.run.start.contact)
    outbound = send(turn, to, "queued")
    outcome = yield from turn.outside(("sent", "failed"), [Outcome("sent"), Outcome("failed", {"ErrorCode": "21610"})])
    event = outcome.event or "sent"
    if event == "failed":
        turn.warn(81011, "the message could not be sent")
        outbound["Status"] = "failed"
    return Result(event, {"outbound": {**outbound, **outcome.values}})
