"""A widget of a type whose behaviour is not known: any of its events may come."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.turn import Result, Turn

_UNKNOWN = "unknown event"


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Asks which of its transitions is taken; without one the run waits in vain."""
    turn.did(turn.step.type, {})
    events = turn.step.events or (_UNKNOWN,)
    outcome = yield from turn.outside(events, [Outcome(event) for event in events])
    return Result(outcome.event or events[0], outcome.values)
