"""Sessions that nobody asks for, and that must go on."""

from __future__ import annotations

import math

import attrs
from sqlalchemy import Connection

from runtime.conduct import silence
from runtime.conduct.decisions import Ask, Decision, Perform, Refused, Reply
from runtime.conduct.ledger import Ledger
from runtime.engine import Engine, Turn
from runtime.session import Session
from runtime.storage import sessions
from runtime.storage.record import Cause


def take_up(ledger: Ledger, key: str, connection: Connection) -> Decision | Ask:
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
    late = now - record.due
    if record.act is not None:
        return _told(ledger.in_hand(connection, record), cause, late)
    if cause == "silence" and session.end is None and session.call_sid is not None:
        # Nothing has happened to the session, so it is not saved: one that nobody hears of again is deleted in the end.
        sessions.postpone(connection, key=key, due=now + silence.SECONDS)
        return Ask(key, session.call_sid)
    record.wake(None, "start")
    return _told(ledger.keep(connection, record, _turn(engine, session, cause)), cause, late)


def _told(decision: Decision, cause: Cause | None, late: float) -> Decision:
    """The decision, with the words for the logs and the metrics."""
    if isinstance(decision, Reply | Perform) and decision.passed is not None:
        return attrs.evolve(decision, passed=attrs.evolve(decision.passed, cause=cause, late=late))
    return decision


def _turn(engine: Engine, session: Session, cause: Cause | None) -> Turn | None:
    """What becomes of a run that nobody listens to."""
    if session.end is not None:
        return None
    if cause == "hang-up":
        return engine.hang_up(session, math.inf)
    if cause == "time-out":
        return engine.expire(session, math.inf) if session.waits else None
    # A version of ours that is newer may have written another cause, and knows what to do.
    return engine.enter(session, math.inf) if cause in {"start", "lease"} else None
