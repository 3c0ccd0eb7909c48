"""A run of a flow: from step to step, until it ends."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from flowc.language import TRIGGER_TYPE
from flowc.play.clock import ManualClock
from flowc.play.definition import Definition, Step, Transition
from flowc.play.happenings import Ended, Ending, Entered, Happening, Left, Warned
from flowc.play.liquid import Templates
from flowc.play.questions import HANGUP, Answer, Question
from flowc.play.scope import Scope
from flowc.play.start import Call, Start
from flowc.play.turn import ContactGoneError, Result, Turn, UnsupportedError
from flowc.play.types import behaviour_of, first_scope

__all__ = ["Run", "Start"]

# widgets.md, "Limits and error codes".
MAX_STEPS = 1000
MAX_IN_A_ROW = 10

Playing = Generator[Question, Answer, Ending]


@attrs.define
class Run:
    """One run of a flow, and all that happened in it.

    `play` asks its questions one by one and takes the answers; everything else it needs is given here, so that the
    same answers give the same happenings. `subflows` are the flows that it may run, by their SIDs.
    """

    definition: Definition
    start: Start = attrs.field(factory=Start)
    clock: ManualClock = attrs.field(factory=ManualClock)
    templates: Templates = attrs.field(factory=Templates)
    subflows: Mapping[str, Definition] = MappingProxyType({})
    happenings: list[Happening] = attrs.field(factory=list, init=False)
    call: Call = attrs.field(default=Call.NONE, init=False)
    answered: bool = attrs.field(default=False, init=False)
    recording: str | None = attrs.field(default=None, init=False)
    conversation: str | None = attrs.field(default=None, init=False)
    scope: Scope = attrs.field(init=False)
    _steps: int = attrs.field(default=0, init=False)
    _row: tuple[str, int] = attrs.field(default=("", 0), init=False)
    _made: int = attrs.field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        self.scope = first_scope(self.start, self.sid)

    def play(self) -> Playing:
        """Plays the flow; gives why it ended."""
        ending = yield from self._flow(self.definition, self.scope)
        self.happenings.append(Ended(self._row[0], ending))
        return ending

    def play_subflow(self, definition: Definition, scope: Scope) -> Playing:
        """Plays another flow within this run; its steps count like the run's own."""
        return (yield from self._flow(definition, scope))

    def sid(self, prefix: str) -> str:
        """A SID that this run has not given out yet; the same in each run of the same course."""
        self._made += 1
        return f"{prefix}{self._made:032x}"

    def _flow(self, definition: Definition, scope: Scope) -> Playing:
        name: str | None = definition.initial
        inner = scope is not self.scope
        while name is not None:
            step = definition.steps.get(name)
            if step is None:
                # A definition that Twilio would refuse; nothing can follow.
                self._warn(name, 81022, f"no widget is called `{name}`")
                return Ending.STOPPED
            if self._is_too_long(step):
                return Ending.STOPPED
            self.happenings.append(Entered(step.name, step.type, inner))
            found = yield from self._step(step, scope)
            if isinstance(found, Ending):
                return found
            self.happenings.append(Left(step.name, found.event, found.next, step.transitions.index(found), inner))
            name = found.next
        return Ending.ENDED

    def _step(self, step: Step, scope: Scope) -> Generator[Question, Answer, Transition | Ending]:
        """Plays one step; gives the transition that it is left by, or why it is the last."""
        turn = Turn(self, scope, step)
        try:
            result = yield from behaviour_of(step.type)(turn)
        except ContactGoneError as gone:
            return gone.ending
        except UnsupportedError as error:
            self._warn(step.name, 81020, f"this widget does not work in such a run: {error}")
            return Ending.STOPPED
        turn.store(result)
        return self._way_on(step, result)

    def _way_on(self, step: Step, result: Result) -> Transition | Ending:
        transition = result.transition or step.transition(result.event)
        if transition is not None:
            return transition
        if result.code:
            self._warn(step.name, result.code, f"nothing matches, and there is no `{result.event}`")
            return Ending.IGNORED
        self._warn(step.name, 81002, f"the event `{result.event}` has no transition")
        # Where no transition tells of it, Twilio's status callback ends the run of a contact who is gone.
        return Ending.HUNG_UP if result.event == HANGUP else Ending.IGNORED

    def _is_too_long(self, step: Step) -> bool:
        """Whether Studio stops the run here."""
        if step.type == TRIGGER_TYPE:
            return False
        self._steps += 1
        last, count = self._row
        self._row = (step.name, count + 1 if last == step.name else 1)
        if self._row[1] > MAX_IN_A_ROW:
            self._warn(step.name, 81001, f"the widget ran {MAX_IN_A_ROW} times in a row")
            return True
        if self._steps > MAX_STEPS:
            self._warn(step.name, 81000, f"the run has had {MAX_STEPS:,} steps")
            return True
        return False

    def _warn(self, step: str, code: int, message: str) -> None:
        self.happenings.append(Warned(step, code, message))


def answered(run: Run, answers: Any) -> Ending | None:  # noqa: ANN401 - an iterable of answers
    """Plays a run with answers one after the other; gives its end, None where the answers run out first."""
    playing = run.play()
    remaining = iter(answers)
    try:
        next(playing)
        for answer in remaining:
            playing.send(answer)
    except StopIteration as stop:
        ending: Ending = stop.value
        return ending
    return None
