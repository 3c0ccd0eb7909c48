"""`connect-virtual-agent`: hands the call to a Dialogflow ES agent."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared import posted
from flowc.play.turn import Result, Turn


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `return` when the agent gives the call back, by `hangup` when the contact hangs up."""
    turn.need_call()
    turn.did("agent", turn.fields("connector", "language", "sentiment_analysis", "status_callback"))
    turn.run.answered = True
    outcome = yield from turn.outside(("return", "hangup"), [Outcome("return")], on_call=True)
    return Result(outcome.event or "return", outcome.values, passed_on=posted.of_call(turn))
