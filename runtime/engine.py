"""The walk through a flow: from an answer to the next document, to an act, or to the end.

It is a function of a flow and a session: no clock, no network, no database.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs
import structlog

from runtime.document_check import check_documents
from runtime.documents import Documents
from runtime.flow import Flow
from runtime.run import Run
from runtime.script import Script
from runtime.session import HUNG_UP, Session
from runtime.step import Acts, Again, Outcome, Parameters, Speaks, Step
from runtime.walk import SPEAKABLE, Act, Turn, Walk, document

__all__ = ["Act", "Engine", "Turn"]

_log = structlog.get_logger(__name__)


@attrs.frozen
class Engine:
    """Walks sessions through a flow. `address` gives the URL at which a session's step is answered.

    There is none for a flow that cannot be run: FlowError says what is wrong with it or its documents.
    """

    flow: Flow
    documents: Documents
    address: Callable[[Session], str]
    flow_sid: str

    def __attrs_post_init__(self) -> None:
        """Finds at the start what would else break a call."""
        self.flow.check()
        check_documents(self.flow, self.documents)

    def start(self, session: Session, event: str, budget: float) -> Turn:
        """The first turn of a run that a kind of start began."""
        session.step, session.waits = self.flow.starts.get(event), False
        return self._walk(session, budget)

    def enter(self, session: Session, budget: float) -> Turn:
        """The next turn of a run that stands before a step."""
        return self._walk(session, budget)

    def answer(self, session: Session, parameters: Parameters, budget: float) -> Turn:
        """The next turn of a run that waits at a step, after Twilio's answer to it.

        Where the caller is gone, and the step has no exit for that, the run has ended.
        """
        step = self._waiting(session)
        event = step.answered(self._run(session), parameters)
        if session.line == "gone" and isinstance(event, str) and event not in step.exits:
            session.finish(HUNG_UP)
            return Turn()
        return self.take(session, event, budget)

    def end_act(self, session: Session, outcome: Outcome, budget: float) -> Turn:
        """The next turn of a run whose act has ended. Where it tells no exit, the run waits at the step.

        A step that acted while it waited waits on, at the same turn. A run that has ended meanwhile, since
        its caller hung up, stays ended.
        """
        if session.step is None:
            return Turn()
        step = self.current(session)
        assert isinstance(step, Acts)
        run = self._run(session)
        step.took(run, outcome)
        if session.end is not None:
            return Turn()
        if outcome.event is None:
            session.turn += 0 if session.waits else 1
            session.waits = True
            return Turn(self._led(step, run), due=step.due(run), polls=step.polls)
        return self.take(session, outcome.event, budget)

    def reply(self, session: Session, parameters: Parameters, budget: float) -> Turn:
        """The next turn of a run that waits for a message of the contact, after one."""
        step = self._waiting(session)
        assert isinstance(step, Acts)
        return self.take(session, step.replied(self._run(session), parameters), budget)

    def told(self, session: Session, parameters: Parameters, budget: float) -> Turn:
        """The next turn of a run, after a status callback; a run that waits for nothing of the kind stays."""
        if not session.waits:
            return Turn()
        step = self._waiting(session)
        event = step.told(self._run(session), parameters) if isinstance(step, Acts) else None
        return Turn() if event is None else self.take(session, event, budget)

    def expire(self, session: Session, budget: float) -> Turn:
        """The next turn of a run that has waited in vain until its `due` time."""
        step = self._waiting(session)
        return self.take(session, step.timed_out(self._run(session)), budget)

    def hang_up(self, session: Session, budget: float) -> Turn:
        """The next turn of a run whose call is over: only a step that waits, and has an exit for it, goes on."""
        session.line = "gone"
        if session.step is None:
            return Turn()
        event = self._waiting(session).hung_up(self._run(session)) if session.waits else None
        if event is None or (isinstance(event, str) and event not in self.current(session).exits):
            session.finish(HUNG_UP)
            return Turn()
        return self.take(session, event, budget)

    def take(self, session: Session, event: str | Again, budget: float) -> Turn:
        """The next turn of a run that leaves its step by an exit, or first acts once more.

        An exit that the step does not list is ignored, and the run stays (81002): its call has
        nothing more to hear, and ends. A subflow has failed then.
        """
        step = self.current(session)
        assert isinstance(step, (Speaks, Acts))
        if isinstance(event, Again):
            return Turn(act=Act(step.name, event.request))
        if event not in step.exits:
            _log.warning("exit ignored", code=81002, step=step.name, exit=event)
            if session.outer is not None or session.returns is not None:
                return self._walker(session, budget).give_up()
            session.waits = True
            return Turn(document(self.documents, self.address, session, Script()), due=step.due(self._run(session)))
        session.waits, session.hears = False, None
        return self._walker(session, budget).go_from(step, event)

    def current(self, session: Session) -> Step:
        """The step at which a run stands that has not ended."""
        assert session.step is not None
        return self.flow.within(session.subflow)[session.step]

    def _led(self, step: Acts, run: Run) -> str | None:
        """The document that leads a call elsewhere while a step waits."""
        address = step.leads(run) if run.session.line in SPEAKABLE else None
        return None if address is None else self.documents.render(Script(), redirect=address)

    def _walk(self, session: Session, budget: float) -> Turn:
        return self._walker(session, budget).go()

    def _walker(self, session: Session, budget: float) -> Walk:
        return Walk(self.flow, self.documents, self.address, session, self._run(session), budget)

    def _waiting(self, session: Session) -> Speaks | Acts:
        assert session.waits
        step = self.current(session)
        assert isinstance(step, (Speaks, Acts))
        return step

    def _run(self, session: Session) -> Run:
        return Run(session, self.flow_sid, self.address)
