"""Plays a bundle whose contact and outside somebody answers for who may think as long as he likes.

A bundle and Twilio wait for nobody: a request of a step ends after some seconds. So a question that is open ends the
play, and once it is answered the bundle is played again from the start with all answers so far, which it takes as it
took them before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import attrs

from flowc.diagnostics.finding import finding
from flowc.play.happenings import Ending, Happening
from flowc.play.questions import LISTENED, Answer, Asks, Question
from flowc.rehearsal.rehearsal import Rehearsal
from flowc.script.caller import RUNS_OUT, Caller, FailedError
from flowc.script.lines import Script
from flowc.script.player import Stage


@attrs.define
class _Memory:
    """The answers so far, the question that is open, and how much had happened before it."""

    answers: list[Answer] = attrs.field(factory=list)
    open: Question | None = None
    heard: int = 0


@attrs.define(kw_only=True)
class _Remembering(Caller):
    """Gives the answers so far, and then ends the play with the question that is open."""

    memory: _Memory
    _given: int = 0

    def answer(self, question: Question) -> Answer:
        """The answer that was given to this question. Raises FailedError where there is none yet."""
        if question.asks is Asks.LISTEN:
            return LISTENED
        if self._given == len(self.memory.answers):
            if self.memory.open is None:
                self.memory.open, self.memory.heard = question, len(self.happenings)
            raise FailedError(finding(RUNS_OUT, "nobody has answered yet", self.script.span))
        self._given += 1
        return self.memory.answers[self._given - 1]

    def end(self, ending: Ending) -> None:
        """Takes note of it: nothing was expected."""
        self.ending = ending


async def play_by_hand(
    rehearsal: Rehearsal,
    script: Script,
    stage: Stage,
    name: str,
    ask: Callable[[Question, Sequence[Happening]], Answer],
) -> Sequence[Happening]:
    """All that happened in a play of the bundle of a name, whose questions `ask` answers.

    It is given what has happened until then. The script says how the run begins, and no more.
    """
    memory = _Memory()
    while True:
        memory.open = None
        played = await rehearsal.play(script, stage, name, partial(_Remembering, memory=memory))
        if memory.open is None:
            return played.happenings
        memory.answers.append(ask(memory.open, played.happenings[: memory.heard]))
