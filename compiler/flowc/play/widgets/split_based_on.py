"""`split-based-on`: goes on by what a value is."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.definition import Condition
from flowc.play.predicates import holds
from flowc.play.questions import Answer, Question
from flowc.play.turn import Result, Turn

_UNMATCHED = 81005


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by the first transition whose conditions all hold, else by `noMatch`; without that it is an 81005.

    A condition compares its own argument, which nearly always is the widget's input.
    """
    yield from ()
    rendered: dict[str, str] = {}

    def compared(condition: Condition) -> str:
        argument = condition.argument or turn.value("input", "")
        if argument not in rendered:
            rendered[argument] = turn.render(argument)
        return rendered[argument]

    for transition in turn.step.transitions:
        conditions = transition.conditions
        if conditions and all(holds(condition, compared(condition)) for condition in conditions):
            return Result(transition.event, transition=transition)
    return Result("noMatch", code=_UNMATCHED)
