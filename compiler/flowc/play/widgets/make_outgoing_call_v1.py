"""`make-outgoing-call-v1`: calls the contact, and has an exit for machines."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared.outgoing import place
from flowc.play.turn import Result, Turn

_ANSWERING = ("answered", "answeredByMachine")


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `answered`, `answeredByMachine`, `busy`, `noAnswer` or `failed`."""
    usual = [Outcome(event) for event in (*_ANSWERING, "busy", "noAnswer", "failed")]
    return (yield from place(turn, usual, _ANSWERING))
