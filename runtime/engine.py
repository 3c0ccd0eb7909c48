"""The walk through a flow: from an answer to the next document, to an act, or to the end.

It is a function of a flow and a session: no clock, no network, no database.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from runtime.documents import Documents, Spoken
from runtime.flow import Flow
from runtime.run import Run
from runtime.session import Session
from runtime.step import Acts, Decides, Exit, Outcome, Parameters, Speaks, Step
from runtime.values import JsonObject

# Studio's limits: steps of a run (81000), and how often one step may be taken in a row (81001); widgets.md, "Limits".
MOST_STEPS = 1000
MOST_REPEATS = 10
# Twilio refuses answers over 64 kB (error 11750); a document is ended well before that.
MOST_BYTES = 48_000

_SPEAKABLE = ("ringing", "live")


@attrs.frozen
class Act:
    """Something to be done outside before the run can go on."""

    step: str
    request: JsonObject


@attrs.frozen
class Turn:
    """What a webhook came to: TwiML to send, or an act to perform first. Neither where nobody listens any more.

    `taken` are the steps that were passed, each with its exit.
    """

    document: str | None = None
    act: Act | None = None
    taken: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Engine:
    """Walks sessions through a flow. `address` gives the URL at which a session's step is answered."""

    flow: Flow
    documents: Documents
    address: Callable[[Session], str]
    flow_sid: str

    def start(self, session: Session, event: str, budget: float) -> Turn:
        """The first turn of a run that a kind of start began."""
        session.step, session.waits = self.flow.starts.get(event), False
        return self._walk(session, budget)

    def enter(self, session: Session, budget: float) -> Turn:
        """The next turn of a run that stands before a step."""
        return self._walk(session, budget)

    def answer(self, session: Session, parameters: Parameters, budget: float) -> Turn:
        """The next turn of a run that waits at a step, after Twilio's answer to it."""
        step = self._current(session)
        assert isinstance(step, (Speaks, Acts))
        return self.take(session, step.answered(self._run(session), parameters), budget)

    def end_act(self, session: Session, outcome: Outcome, budget: float) -> Turn:
        """The next turn of a run whose act has ended. Where it tells no exit, the run waits at the step."""
        step = self._current(session)
        assert isinstance(step, Acts)
        step.took(self._run(session), outcome)
        if outcome.event is None:
            session.waits, session.turn = True, session.turn + 1
            return Turn()
        return self.take(session, outcome.event, budget)

    def take(self, session: Session, event: str, budget: float) -> Turn:
        """The next turn of a run that leaves its step by an exit.

        An exit that the step does not list is ignored, and the run stays (81002).
        """
        step = self._current(session)
        if event not in step.exits:
            session.waits = True
            return Turn()
        session.step, session.waits = step.exits[event], False
        turn = self._walk(session, budget)
        return attrs.evolve(turn, taken=((step.name, event), *turn.taken))

    def _walk(self, session: Session, budget: float) -> Turn:
        """Goes on until somebody must answer, something must be done outside, or the run ends."""
        run = self._run(session)
        spoken: list[Spoken] = []
        taken: list[tuple[str, str]] = []
        while session.step is not None:
            step = self.flow[session.step]
            if isinstance(step, Acts) and (spoken or step.limit > budget):
                return self._boundary(session, spoken, taken)
            if not self._count(session, step):
                break
            if isinstance(step, Acts):
                return Turn(act=Act(step.name, step.intend(run)), taken=tuple(taken))
            if isinstance(step, Speaks):
                if session.line not in _SPEAKABLE:
                    session.finish("no call to speak to")  # 81020: the step does not support how the run began
                    break
                if spoken and self.documents.size(spoken) > MOST_BYTES and spoken[-1].step.document != step.document:
                    return self._boundary(session, spoken, taken)
                spoken.append(Spoken(step, step.spoken(run)))
                if step.leaves_by is None:
                    session.waits, session.turn = True, session.turn + 1
                    return self._document(session, spoken, taken)
            exit_ = step.decide(run) if isinstance(step, Decides) else self._leaving(step)
            if exit_ is None:
                session.finish(f"no exit of {step.name} fits")  # 81002, 81005: nothing will ever move the run
                break
            taken.append((step.name, exit_.event))
            session.step = exit_.target
        if session.end is None:
            session.finish("flow ended")
        return self._document(session, spoken, taken)

    def _boundary(self, session: Session, spoken: list[Spoken], taken: list[tuple[str, str]]) -> Turn:
        """Ends the document before a step, which the next webhook enters: what was said is heard before it begins."""
        session.turn += 1
        document = None
        if session.line in _SPEAKABLE:
            document = self.documents.render(spoken, redirect=self.address(session))
        return Turn(document, taken=tuple(taken))

    def _document(self, session: Session, spoken: list[Spoken], taken: list[tuple[str, str]]) -> Turn:
        """The document of a run that waits for an answer, or has ended: then the call ends with it."""
        document = None
        if session.line in _SPEAKABLE:
            document = self.documents.render(spoken, answer=self.address(session) if session.waits else None)
        return Turn(document, taken=tuple(taken))

    def _count(self, session: Session, step: Step) -> bool:
        """Counts a step that is entered; a run over a limit is ended, and False."""
        session.taken += 1
        session.repeated = session.repeated + 1 if session.last == step.name else 1
        session.last = step.name
        if session.taken > MOST_STEPS:
            session.finish("step limit")
        elif session.repeated > MOST_REPEATS:
            session.finish("loop limit")
        return session.end is None

    def _leaving(self, step: Step) -> Exit | None:
        assert isinstance(step, Speaks)
        assert step.leaves_by is not None
        return step.exit(step.leaves_by)

    def _current(self, session: Session) -> Step:
        assert session.step is not None
        return self.flow[session.step]

    def _run(self, session: Session) -> Run:
        return Run(session, self.flow_sid)
