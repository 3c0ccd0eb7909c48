"""`run-function`: calls a Twilio Function."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Question
from flowc.play.shared.http import response, usual
from flowc.play.turn import Result, Turn

_REFUSED_FROM = 400


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `success` with a status of 2xx or 3xx, else by `fail`."""
    turn.did("function", {"url": turn.value("url", ""), "parameters": turn.pairs("parameters")})
    outcome = yield from turn.outside(("success", "fail"), usual("success", "fail"), must_be_told=True)
    went_well, values = response(turn, outcome, _REFUSED_FROM)
    if not went_well:
        turn.warn(81017, "the Function answered with an error, or not at all")
    return Result("success" if went_well else "fail", values)
