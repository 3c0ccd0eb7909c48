"""`set-variables`: keeps values for the rest of the run."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Question
from flowc.play.turn import Result, Turn


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `next`. All values are rendered before the first is kept: none reads another of the same widget."""
    yield from ()
    values = turn.pairs("variables")
    for key, value in values.items():
        turn.scope.variables[key] = value
        turn.set(f"flow.variables.{key}", value)
    return Result("next", passed_on=values)
