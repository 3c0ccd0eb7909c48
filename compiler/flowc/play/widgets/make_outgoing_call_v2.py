"""`make-outgoing-call-v2`: calls the contact."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared.outgoing import place
from flowc.play.turn import Result, Turn

_PEOPLE_AND_MACHINES = ("human", "machine_start")


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `answered`, `busy`, `noAnswer` or `failed`; who answered is told where the widget wants to know."""
    detects = turn.value("detect_answering_machine") is True
    who = _PEOPLE_AND_MACHINES if detects else ()
    answered = [Outcome("answered", {"AnsweredBy": one}) for one in who] or [Outcome("answered")]
    others = [Outcome(event) for event in ("busy", "noAnswer", "failed")]
    return (yield from place(turn, [*answered, *others], ("answered",)))
