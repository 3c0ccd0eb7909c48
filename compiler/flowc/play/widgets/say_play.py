"""`say-play`: speaks, plays or sends tones."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Question
from flowc.play.shared.prompt import speak
from flowc.play.turn import Result, Turn


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Lets the contact hear it. One who hangs up meanwhile is told of by an event that the type does not have."""
    turn.need_call()
    speak(turn)
    if turn.value("digits") is not None:
        turn.hear("digits", turn.text("digits"))
    if not (yield from turn.listen()):
        return Result("hangup")
    return Result("audioComplete", passed_on=turn.fields("voice", "language"))
