"""`gather-input-on-call`: prompts, and takes keys or words."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Asks, HangUp, Keys, Question, Words
from flowc.play.shared import posted
from flowc.play.shared.prompt import speak
from flowc.play.turn import Result, Turn

_TIMEOUT = 5


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Keys leave by `keypress`, words by `speech`, silence by `timeout`."""
    turn.need_call()
    speak(turn)
    turn.run.answered = True
    answer = yield from turn.ask(Question(Asks.INPUT, turn.step.name, on_call=True))
    if isinstance(answer, HangUp):
        return Result("hangup")
    passed_on = posted.of_call(turn)
    if isinstance(answer, Keys) and (digits := _taken(turn, answer.digits)):
        return Result("keypress", {"Digits": digits}, passed_on=passed_on)
    if isinstance(answer, Words) and answer.text:
        return Result("speech", {"SpeechResult": answer.text, "Confidence": answer.confidence}, passed_on=passed_on)
    turn.run.clock.advance(turn.seconds("timeout", _TIMEOUT))
    return Result("timeout", passed_on=passed_on)


def _taken(turn: Turn, pressed: str) -> str:
    """The keys that count: those before the key that ends the entry, and no more than are wanted."""
    last = turn.text("finish_on_key", "#")
    if turn.value("stop_gather", True) is not False and last:
        pressed = pressed.partition(last)[0]
    most = turn.value("number_of_digits")
    return pressed[:most] if isinstance(most, int) and most > 0 else pressed
