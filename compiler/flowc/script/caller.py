"""Answers the questions of a run as a test says, and looks whether all is as it expects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import attrs

from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.play.happenings import Ending, Happening
from flowc.play.questions import (
    HANGS_UP,
    HANGUP,
    LISTENED,
    Answer,
    Asks,
    HangUp,
    Outcome,
    Question,
)
from flowc.play.scope import Scope
from flowc.script.compare import Course, Cursor, problem_with
from flowc.script.fitting import IN_TURN, fits
from flowc.script.lines import Acts, Given, Line, Script, Waits
from flowc.source import Span

RUNS_OUT, UNMET = "FLW903", "FLW904"

_WAITING = {
    Asks.INPUT: "keys or words",
    Asks.RECORDING: "a recording",
    Asks.REPLY: "a message",
    Asks.OUTSIDE: "what comes of its request",
}
_CURES = {
    Asks.INPUT: 'say what the contact does: `presses 1`, `says "…"`, `silent` or `hangs-up`',
    Asks.RECORDING: "say what the contact does: `records 10s`, `silent` or `hangs-up`",
    Asks.REPLY: 'say what the contact does: `writes "…"` or `silent`',
}


class FailedError(Exception):
    """The test has failed; its argument is the finding that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Clock(Protocol):
    """What `waits` needs of a clock."""

    def advance(self, seconds: float) -> None:
        """Moves it forwards."""


@attrs.define
class Caller:
    """The contact and the outside of one test.

    It knows nothing of who asks: what happened, the variables and the places of steps are given to it. So the same
    test can be played against another player of flows.
    """

    script: Script
    happenings: list[Happening]
    scope: Scope
    clock: Clock
    places: Mapping[str, Span] = attrs.field(factory=dict)
    ending: Ending | None = None
    _next: int = 0
    _acts: int = 0
    _cursor: Cursor = attrs.field(factory=Cursor)
    _asked: dict[str, int] = attrs.field(factory=dict)
    _outcomes: Mapping[str, list[Given]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._outcomes = self.script.outcomes()

    def answer(self, question: Question) -> Answer:
        """The answer that the test has for a question. Raises FailedError."""
        if question.asks in {Asks.OUTSIDE, *IN_TURN}:
            told = self.told(question)
            if told is not None:
                return told
        if question.asks is Asks.LISTEN or (question.asks is Asks.OUTSIDE and question.on_call):
            if self._hangs_up_now():
                return HANGS_UP
            if question.asks is Asks.LISTEN:
                return LISTENED
        if question.asks is Asks.OUTSIDE:
            if question.must_be_told:
                raise FailedError(self._untold(question))
            return question.usual[0]
        return self._act(question)

    def end(self, ending: Ending) -> None:
        """Looks at what the test says beyond the end of the run. Raises FailedError."""
        self.ending = ending
        self._settle()
        if self._next < len(self.script.lines):
            line = self.script.lines[self._next]
            raise FailedError(self._unmet(line, f"the run is over ({ending.value}) before this line", "too late"))
        for step, given in self._outcomes.items():
            if step not in self._asked:
                raise FailedError(self._unmet(given[0], f"`{step}` has asked for nothing", "not needed"))

    # --- The contact

    def _act(self, question: Question) -> Answer:
        self._settle()
        if self._next >= len(self.script.lines):
            raise FailedError(self._runs_out(question))
        line = self.script.lines[self._next]
        assert isinstance(line, Acts)
        if not fits(question, line.answer):
            message = f"`{question.step}` waits for {_WAITING[question.asks]}, not for this"
            raise FailedError(self._unmet(line, message, "no answer to that", _CURES[question.asks]))
        self._next += 1
        self._acts += 1
        return line.answer

    def _settle(self) -> None:
        """Looks at the lines before the next one in which the contact does something. Raises FailedError."""
        while self._next < len(self.script.lines):
            line = self.script.lines[self._next]
            if isinstance(line, Acts):
                return
            if isinstance(line, Waits):
                self.clock.advance(line.seconds)
            else:
                problem, self._cursor = problem_with(line, self._course(), self._cursor)
                if problem:
                    raise FailedError(self._unmet(line, problem.message, problem.label, problem.help))
            self._next += 1

    def _hangs_up_now(self) -> bool:
        """Whether all is heard that the contact wants to hear before hanging up."""
        cursor = self._cursor
        act = self._next_act()
        if act is None:
            return False
        for line in self.script.lines[self._next : act]:
            if isinstance(line, Waits | Acts):
                return False
            problem, cursor = problem_with(line, self._course(), cursor)
            if problem:
                return False
        self._next, self._cursor = act + 1, cursor
        self._acts += 1
        return True

    def _next_act(self) -> int | None:
        """Where the next line stands in which the contact does something, where that is to hang up."""
        for at, line in enumerate(self.script.lines[self._next :], self._next):
            if isinstance(line, Acts):
                return at if isinstance(line.answer, HangUp) else None
        return None

    def _course(self) -> Course:
        return Course(self.happenings, self.scope, self.ending)

    # --- The outside

    def told(self, question: Question) -> Answer | None:
        """What the test says of the outside, of several lines for one step the next. Raises FailedError.

        The last one holds again and again, but not in place of a reply or a recording: the contact may give those.
        """
        given = [one for one in self._outcomes.get(question.step, ()) if one.acts <= self._acts]
        number = self._asked.get(question.step, 0)
        if not given or (question.asks in IN_TURN and number >= len(given)):
            return None
        self._asked[question.step] = number + 1
        chosen = given[min(number, len(given) - 1)]
        event = chosen.event.name if chosen.event else ""
        if event == HANGUP and question.on_call:
            return HANGS_UP
        if event and event not in question.events:
            raise FailedError(self._unmet(chosen, f"`{event}` cannot come of `{question.step}` here", "not an outcome"))
        return Outcome(event, chosen.values)

    # --- What is wrong

    def _notes(self, step: str) -> tuple[Note, ...]:
        place = self.places.get(step)
        return () if place is None else (Note("the run is here", place),)

    def _last_step(self) -> str:
        return next((one.step for one in reversed(self.happenings)), "")

    def _unmet(self, line: Line | Given, message: str, label: str, help_: str = "") -> Diagnostic:
        notes = self._notes(self._last_step())
        return finding(UNMET, message, line.span, label=label, notes=notes, help=help_)

    def _runs_out(self, question: Question) -> Diagnostic:
        place = self.script.lines[-1].span if self.script.lines else self.script.span
        return finding(
            RUNS_OUT,
            f"`{question.step}` waits for {_WAITING[question.asks]}, and the test says no more",
            place,
            label="behind this",
            notes=self._notes(question.step),
            help=_CURES[question.asks],
        )

    def _untold(self, question: Question) -> Diagnostic:
        return finding(
            RUNS_OUT,
            f"`{question.step}` asks a server, and the test does not say what it answers",
            self.script.span,
            label="in this test",
            notes=self._notes(question.step),
            help=f'add `given {question.step} status_code=200 body="…"`',
        )
