"""`resume-conversation`: talks in a conversation that exists already."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Question
from flowc.play.shared.conversation import attach
from flowc.play.turn import Result, Turn


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `resumed`, or by `failed`, as when the run has a conversation already."""
    fields = {"action": "resume", **turn.fields("conversation_service_sid", "conversation_sid", "attributes")}
    return (yield from attach(turn, "resumed", fields, turn.text("conversation_sid")))
