"""An act has ended."""

from __future__ import annotations

import attrs
from sqlalchemy import Connection

from runtime.conduct.calls import is_call_of
from runtime.conduct.deadline import Deadline
from runtime.conduct.decisions import Decision, Perform, Refused, Wait
from runtime.conduct.ledger import Ledger
from runtime.conduct.letters import open_letters
from runtime.conduct.statuses import told
from runtime.engine import Engine, Turn
from runtime.session import Session
from runtime.step import Outcome, Parameters
from runtime.storage import sessions
from runtime.storage.record import Record


def end_act(
    ledger: Ledger, performed: Perform, outcome: Outcome, connection: Connection, deadline: Deadline
) -> Decision:
    """The next turn after an act. Where somebody else has taken it over, this outcome is void."""
    record = sessions.lock(connection, performed.session)
    if record is None:
        return Refused("no such session")
    act, session = record.act, record.session
    if act is None or act.attempt != performed.attempt:
        return Wait(session.key)
    engine = ledger.editions.engines[session.version]
    record.act = None
    before = session.turn
    turn = engine.end_act(session, outcome, ledger.budget(session, deadline))
    # What follows the end of a run, or is done while a step waits on, changes nothing of the last answer, which may be
    # asked for again.
    waits_on = session.waits and session.turn == before == act.turn and turn.document is None and turn.act is None
    answers = None if waits_on or record.answered == act.turn else act.turn
    decision = ledger.settle(record, turn, answers)
    if record.act is not None:
        record.act = attrs.evolve(record.act, news=act.news)
    elif act.news is not None and session.end is None and _is_about(session, engine, act.news):
        news = told(ledger, record, engine, act.news)
        if news is not None:
            decision = ledger.settle(record, news, answers)
    opened = _opened(record, engine)
    if opened is not None:
        decision = ledger.settle(record, opened, answers)
    sessions.save(connection, record, ledger.clock())
    return decision


def _is_about(session: Session, engine: Engine, news: Parameters) -> bool:
    """Whether news that came meanwhile are the session's: those of a call may be another's."""
    return "CallSid" not in news or is_call_of(session, engine, news)


def _opened(record: Record, engine: Engine) -> Turn | None:
    """The turn that the letters lead to which came meanwhile; while the next act is done they wait for its end."""
    return None if record.act is not None else open_letters(engine, record.session)
