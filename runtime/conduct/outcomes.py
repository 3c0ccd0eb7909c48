"""An act has ended."""

from __future__ import annotations

import attrs
from sqlalchemy import Connection

from runtime.conduct.calls import is_call_of
from runtime.conduct.deadline import Deadline
from runtime.conduct.decisions import Decision, Perform, Refused, Wait
from runtime.conduct.ledger import Ledger
from runtime.conduct.statuses import told
from runtime.step import Outcome
from runtime.storage import sessions


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
    turn = engine.end_act(session, outcome, ledger.budget(session, deadline))
    decision = ledger.settle(record, turn, answers=act.turn)
    if record.act is not None:
        record.act = attrs.evolve(record.act, news=act.news)
    elif act.news is not None and session.end is None and is_call_of(session, engine, act.news):
        news = told(ledger, record, engine, act.news)
        if news is not None:
            decision = ledger.settle(record, news, answers=act.turn)
    sessions.save(connection, record, ledger.clock())
    return decision
