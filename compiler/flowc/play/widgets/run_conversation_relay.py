"""`run-conversation-relay`: connects the call to a WebSocket server."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.turn import Result, Turn

_STATUSES = {"success": "completed", "failed": "failed"}


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `success` when the session ended and the call is back, else by `failed`."""
    turn.need_call()
    turn.did("relay", {**turn.fields("url", "voice", "language"), "parameters": turn.pairs("parameters")})
    if turn.value("welcome_greeting") is not None:
        turn.hear("say", turn.text("welcome_greeting", aloud=True))
    turn.run.answered = True
    outcome = yield from turn.outside(tuple(_STATUSES), [Outcome(event) for event in _STATUSES], on_call=True)
    if outcome.event == "hangup":
        return Result("hangup")
    event = outcome.event or "success"
    session = {"SessionId": turn.sid("VX"), "SessionStatus": _STATUSES.get(event, event), "SessionDuration": "0"}
    return Result(event, {**session, **outcome.values})
