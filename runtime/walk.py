"""One walk: the steps that a run passes until it must wait, or ends."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import structlog

from runtime.documents import Documents
from runtime.flow import Flow
from runtime.run import Run
from runtime.script import Script, Spoken
from runtime.session import FLOW_ENDED, NO_CALL, Session
from runtime.step import Acts, Decides, Exit, Nests, Speaks, SpeaksOrActs, Step
from runtime.subflow import PARENT, STARTS, enter, leave, trigger_of
from runtime.values import JsonObject

# Studio's limits: steps of a run (81000), and how often one step may be taken in a row (81001); widgets.md, "Limits".
MOST_STEPS = 1000
MOST_REPEATS = 10
# Twilio refuses answers over 64 kB (error 11750); a document is ended well before that.
MOST_BYTES = 48_000

SPEAKABLE = ("ringing", "live")

_log = structlog.get_logger(__name__)


@attrs.frozen
class Act:
    """Something to be done outside before the run can go on."""

    step: str
    request: JsonObject


@attrs.frozen
class Turn:
    """What a webhook came to: TwiML to send, or an act to perform first. Neither where nobody listens any more.

    `taken` are the steps that were passed, each with its exit. `due` is in how many seconds a run
    that waits is to be woken by `Engine.expire`, None where it waits for good. `polls` says that an act
    follows then.
    """

    document: str | None = None
    act: Act | None = None
    taken: tuple[tuple[str, str], ...] = ()
    due: float | None = None
    polls: bool = False


@attrs.define
class Walk:
    """A walk of a session through a flow, and what it has said so far."""

    flow: Flow
    documents: Documents
    address: Callable[[Session], str]
    session: Session
    run: Run
    budget: float
    script: Script = attrs.field(factory=Script, init=False)
    taken: list[tuple[str, str]] = attrs.field(factory=list, init=False)
    room: int = attrs.field(default=MOST_BYTES, init=False)

    def go(self) -> Turn:
        """Goes on until somebody must answer, something must be done outside, or the run ends."""
        while self.session.end is None:
            if self.session.step is not None:
                turn = self._pass(self.flow.within(self.session.subflow)[self.session.step])
                if turn is not None:
                    return turn
            elif self.session.outer is not None:
                self._return("completed")
            else:
                self.session.finish(FLOW_ENDED)
        return self._turn()

    def go_from(self, step: Step, event: str) -> Turn:
        """Leaves a step by an exit that it lists, and goes on."""
        self._leave(step, step.exit(event))
        return self.go()

    def give_up(self) -> Turn:
        """Goes on behind a subflow in which nothing leads on."""
        self._stop("no exit fits")
        return self.go()

    def _pass(self, step: Step) -> Turn | None:
        """Passes a step; the turn where the walk ends at it."""
        match step:
            case SpeaksOrActs() if self.session.line != "none" or not step.works(self.run):
                return self._speak(step)
            case Acts():
                return self._act(step)
            case Speaks():
                return self._speak(step)
            case Decides():
                if self._count(step):
                    self._leave(step, step.decide(self.run))
                return None
            case Nests():
                self._nest(step)
                return None
            case _:
                raise TypeError(f"{step.name} neither decides nor speaks nor acts, and nests no flow")

    def _nest(self, step: Nests) -> None:
        if not self._count(step):
            return
        subflow = self.flow.subflows.get(step.flow_sid)
        if subflow is None or PARENT in self.session.trigger:
            _log.warning("no subflow within a subflow" if subflow else "no such subflow", code=81024, step=step.name)
            self._leave(step, step.exit("failed"))
            return
        trigger = trigger_of(self.session, step.name, self.run.flow_sid, step.tells(self.run))
        enter(self.session, step.name, step.flow_sid, trigger)
        self.session.step = subflow.starts[STARTS]

    def _return(self, event: str) -> None:
        """Leaves a subflow, and with it the step that ran it."""
        name, variables = leave(self.session)
        self.run.replace(name, variables if event == "completed" else {})
        step = self.flow[name]
        self._leave(step, step.exit(event))

    def _stop(self, reason: str) -> None:
        """Ends the run where nothing can move it any more; a subflow fails, and its parent goes on."""
        if self.session.outer is None:
            self.session.finish(reason)
        else:
            self._return("failed")

    def _act(self, step: Acts) -> Turn | None:
        hears = step.hears(self.run)
        if hears not in {None, self.session.hears} and self.session.returns and self.session.line in SPEAKABLE:
            return self._hand_back(hears)
        if self.script or step.limit > self.budget:
            # What was said is heard before the act begins, and an act that would take too long has the next webhook.
            return self._boundary()
        if not step.works(self.run):
            _log.warning("not in such a run", code=81020, step=step.name)
            self._stop(f"{step.name} does not work in such a run")
            return None
        if not self._count(step):
            return None
        self.session.hears = hears
        return Turn(act=Act(step.name, step.intend(self.run)), taken=tuple(self.taken))

    def _speak(self, step: Speaks) -> Turn | None:
        if self.session.line not in SPEAKABLE:
            _log.warning("no call to speak to", code=81020, step=step.name)
            if self.session.line == "gone":
                self.session.finish(NO_CALL)
            else:
                self._stop(NO_CALL)
            return None
        spoken = Spoken(step, step.spoken(self.run))
        begins = self.script.begins(step)
        size = spoken.size + (self.documents.size(step.document) if begins else 0)
        if begins and self.script and (size > self.room or step.goes_on_alone):
            return self._boundary()
        if not self._count(step):
            self.script.break_off(step)
            return None
        self.room -= size
        self.script.add(spoken)
        if step.leaves_by is not None:
            self._leave(step, step.exit(step.leaves_by))
            return None
        self.session.waits, self.session.turn = True, self.session.turn + 1
        return self._turn(due=step.due(self.run))

    def _leave(self, step: Step, exit_: Exit | None) -> None:
        """Leaves a step by an exit; without one nothing will ever move the run, and it ends (81002, 81005)."""
        if exit_ is None:
            _log.warning("no exit", code=81005, step=step.name)
            self._stop(f"no exit of {step.name} fits")
            return
        self.taken.append((self._path(step), exit_.event))
        self.session.step = exit_.target

    def _hand_back(self, hears: str | None) -> Turn:
        """Leads the call back before the run waits for a message: its parent has to know where it hears.

        Nothing is said to a call while a run waits so, and the parent lets it end. The run goes on when it is told.
        """
        self.session.hears, self.session.turn = hears, self.session.turn + 1
        return Turn(self.documents.render(self.script, redirect=self.session.returns), taken=tuple(self.taken))

    def _boundary(self) -> Turn:
        """Ends the document before a step, which the next webhook enters."""
        self.session.turn += 1
        text = None
        if self.session.line in SPEAKABLE:
            text = self.documents.render(self.script, redirect=self.address(self.session))
        return Turn(text, taken=tuple(self.taken))

    def _turn(self, due: float | None = None) -> Turn:
        text = document(self.documents, self.address, self.session, self.script)
        return Turn(text, taken=tuple(self.taken), due=due)

    def _count(self, step: Step) -> bool:
        """Counts a step that is entered. False for a run that is ended, or a subflow that is left, for a limit."""
        session = self.session
        session.taken += 1
        path = self._path(step)
        session.repeated = session.repeated + 1 if session.last == path else 1
        session.last = path
        if session.taken > MOST_STEPS:
            _log.warning("too many steps", code=81000, step=path)
            session.finish("step limit")
        elif session.repeated > MOST_REPEATS:
            _log.warning("too often in a row", code=81001, step=path)
            self._stop("loop limit")
        else:
            return True
        return False

    def _path(self, step: Step) -> str:
        """The name of a step among those of all flows of the run: `order-status/lookup` in a subflow."""
        subflow = self.session.subflow
        return step.name if subflow is None else f"{self.flow.subflows[subflow].name}/{step.name}"


def document(documents: Documents, address: Callable[[Session], str], session: Session, script: Script) -> str | None:
    """The document of a run that waits for an answer, or has ended: then the call ends with it.

    The call of a run that another bundle has begun goes back there. None where there is no call to hear it.
    """
    if session.line not in SPEAKABLE:
        return None
    if session.end is not None and session.returns is not None:
        return documents.render(script, redirect=session.returns)
    return documents.render(script, answer=address(session) if session.waits else None)
