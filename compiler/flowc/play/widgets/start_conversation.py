"""`start-conversation`: makes a conversation, and talks in it from then on."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Question
from flowc.play.shared.conversation import attach
from flowc.play.turn import Result, Turn


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `created`, or by `failed`, as when the run has a conversation already."""
    participants = [
        {name: turn.render(value) for name, value in one.items()}
        for one in turn.value("participants", ())
        if isinstance(one, dict)
    ]
    fields = {"action": "start", **turn.fields("conversation_service_sid", "friendly_name", "attributes")}
    return (yield from attach(turn, "created", {**fields, "participants": participants}, turn.sid("CH")))
