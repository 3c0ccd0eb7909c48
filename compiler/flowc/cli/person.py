"""Somebody at a terminal who answers the questions of a run."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import attrs

from flowc.cli import report
from flowc.play.questions import HANGS_UP, LISTENED, SILENCE, Answer, Asks, Question
from flowc.script.caller import Caller, FailedError
from flowc.script.typed import choices, read_typed


@attrs.frozen
class Person:
    """Types the answers, but those of the outside that somebody `known` gives.

    With `names_steps` he is told which step asks the outside.
    """

    known: Caller | None = None
    names_steps: bool = False

    def answer(self, question: Question) -> Answer:
        """What is typed, once it is an answer to the question."""
        if question.asks is Asks.LISTEN:
            return LISTENED
        if question.asks is Asks.OUTSIDE:
            told = self._known_answer(question)
            if told is not None:
                return told
            if self.names_steps:
                say([f"    {question.step} asks:"])
            say(f"      {line}" for line in choices(question))
        while True:
            typed = _typed()
            if typed is None:
                return _at_end_of_input(question)
            answer = read_typed(question, typed)
            if not isinstance(answer, str):
                return answer
            say([f"    {answer}"])

    def _known_answer(self, question: Question) -> Answer | None:
        """What a file says of the outside; None where it says nothing that fits."""
        try:
            return self.known.told(question) if self.known is not None else None
        except FailedError as error:
            say([f"    {error}"])
            return None


def say(lines: Iterator[str] | list[str]) -> None:
    """Shows lines on the terminal."""
    for line in lines:
        report.write(line + "\n", sys.stdout)


def _typed() -> str | None:
    """A line from the person, None at the end of input."""
    report.write("  > ", sys.stdout)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        say([line.rstrip("\n")])
    return line or None


def _at_end_of_input(question: Question) -> Answer:
    """What happens when nobody types any more: the contact hangs up, or does nothing, and the outside does as usual."""
    if question.asks is Asks.OUTSIDE:
        return HANGS_UP if question.on_call else question.usual[0]
    return SILENCE if question.asks is Asks.REPLY else HANGS_UP
