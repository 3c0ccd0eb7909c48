"""Conversations that a run begins to talk in."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.turn import Result, Turn


def attach(turn: Turn, event: str, fields: Mapping[str, Any], sid: str) -> Generator[Question, Answer, Result]:
    """Makes a conversation the channel of the run: leaves by the event, or by `failed`.

    Only a run that was begun over the REST API has none yet, and it can have one only.
    """
    turn.need_entry("request")
    turn.did("conversation", fields)
    if turn.run.conversation is not None:
        return Result("failed")
    outcome = yield from turn.outside((event, "failed"), [Outcome(event), Outcome("failed")])
    if outcome.event == "failed":
        return Result("failed")
    turn.run.conversation = sid
    turn.scope.flow["channel"]["sid"] = sid
    turn.set("flow.channel.sid", sid)
    conversation = {"sid": sid, "participants": [{"sid": turn.sid("MB")}]}
    return Result(event, {"conversation": conversation, "webhook_sid": turn.sid("WH"), **outcome.values})
