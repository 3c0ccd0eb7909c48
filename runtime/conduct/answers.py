"""Twilio answers a step, or asks for what comes next."""

from __future__ import annotations

import attrs
from sqlalchemy import Connection

from runtime.conduct.calls import hear, is_call_of
from runtime.conduct.deadline import Deadline
from runtime.conduct.decisions import Decision, Refused, Stalled
from runtime.conduct.ledger import Ledger
from runtime.engine import Engine, Turn
from runtime.session import Session
from runtime.step import Parameters
from runtime.storage import sessions


@attrs.frozen
class Answer:
    """A webhook to `/voice/{session}/{step}?turn=N`."""

    session: str
    step: str
    turn: int
    parameters: Parameters


def answer(ledger: Ledger, answered: Answer, connection: Connection, deadline: Deadline) -> Decision:
    """The next turn of the session. A repeated answer, or a late one, gets what it got before and moves nothing."""
    record = sessions.lock(connection, answered.session)
    if record is None:
        return Refused("no such session")
    session, act = record.session, record.act
    if act is not None and (answered.turn, answered.step) == (session.turn + 1, act.step):
        return ledger.in_hand(connection, record)  # the call that it places was answered before Twilio told so
    engine = ledger.editions.get(session.version)
    if engine is None:
        return Stalled(f"no flow of version {session.version}")
    if not is_call_of(session, engine, answered.parameters):
        return Refused("another call's session")
    if answered.turn < session.turn or session.end is not None or answered.turn == record.answered:
        return ledger.repeat(connection, record)
    if act is not None and answered.turn == session.turn:
        return ledger.in_hand(connection, record)
    if answered.turn > session.turn or answered.step != session.step:
        return Refused("no such turn")
    hear(session, answered.parameters)
    turn = _turn(engine, session, answered.parameters, ledger.budget(session, deadline))
    return ledger.keep(connection, record, turn, answers=answered.turn)


def _turn(engine: Engine, session: Session, parameters: Parameters, budget: float) -> Turn:
    if session.waits:
        return engine.answer(session, parameters, budget)
    return engine.enter(session, budget)
