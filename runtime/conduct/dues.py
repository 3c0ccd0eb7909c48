"""Sessions that nobody asks for, and that must go on."""

from __future__ import annotations

import math

from sqlalchemy import Connection

from runtime.conduct.decisions import Decision, Refused
from runtime.conduct.ledger import Ledger
from runtime.conduct.letters import open_letters
from runtime.engine import Engine, Turn
from runtime.session import Session
from runtime.storage import sessions
from runtime.storage.record import Cause


def take_up(ledger: Ledger, key: str, connection: Connection) -> Decision:
    """The next turn of a session that is due: its act was left, its call is over, its answer did not come."""
    record = sessions.lock_if_free(connection, key)
    now = ledger.clock()
    if record is None or record.due is None or record.due > now:
        return Refused("not due")
    session, cause = record.session, record.cause
    engine = ledger.editions.get(session.version)
    if engine is None:
        session.finish(f"no flow of version {session.version}")
        return ledger.keep(connection, record, Turn())
    if record.act is not None:
        return ledger.in_hand(connection, record)
    record.wake(None, "start")
    return ledger.keep(connection, record, _turn(engine, session, cause))


def _turn(engine: Engine, session: Session, cause: Cause | None) -> Turn | None:
    """What becomes of a run that nobody listens to."""
    if session.end is not None:
        return None
    if cause == "hang-up":
        return engine.hang_up(session, math.inf)
    if cause == "letter":
        return open_letters(engine, session)
    if cause == "time-out":
        return engine.expire(session, math.inf) if session.waits else None
    return engine.enter(session, math.inf)
