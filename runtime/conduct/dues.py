"""Sessions that nobody asks for, and that must go on."""

from __future__ import annotations

import math
from typing import Final

import attrs
import structlog
from sqlalchemy import Connection

from runtime.conduct import silence
from runtime.conduct.decisions import EMPTY, Ask, Decision, Perform, Refused, Reply
from runtime.conduct.ledger import Ledger
from runtime.conduct.letters import open_letters
from runtime.engine import Act, Engine, Turn
from runtime.session import Session
from runtime.storage import sessions
from runtime.storage.record import Cause, Record

# A session that fails where nobody listens is left alone for so many seconds.
POSTPONED = 60.0

_log = structlog.get_logger(__name__)


@attrs.frozen(kw_only=True)
class Kind:
    """Sessions that are taken up alike: why they are due, and how long acts may take that follow at once."""

    causes: tuple[Cause, ...]
    budget: float


# An act begins in the time that its intent names, so no more are begun than a process can do. Time that is up does not
# wait for that: the session leaves its step, and stands before its act.
TIMED: Final = Kind(causes=("time-out", "hang-up"), budget=0)
STARTED: Final = Kind(causes=("start",), budget=math.inf)


def take_up_all(ledger: Ledger, kind: Kind, most: int, connection: Connection) -> list[Decision]:
    """What so many sessions of a kind come to, at most, that are due, and that nobody else is at.

    One that fails is left alone for a while, and has no decision.
    """
    now = ledger.clock()
    versions = list(ledger.editions.engines)
    decisions: list[Decision] = []
    done: list[Record] = []
    for record in sessions.claim(connection, versions=versions, causes=kind.causes, now=now, most=most):
        try:
            decisions.append(_go_on(ledger, record, kind.budget))
        except Exception:
            _log.exception("session not taken up", session=record.session.key)
            sessions.postpone(connection, key=record.session.key, due=now + POSTPONED)
        else:
            done.append(record)
    sessions.save_all(connection, done, ledger.clock())
    if len(decisions) == most:
        sessions.call_others(connection)
    return decisions


def take_up(ledger: Ledger, key: str, connection: Connection) -> Decision | Ask:
    """The next turn of a session that is due: its act was left, its call is over, its answer did not come."""
    record = sessions.lock_if_free(connection, key)
    now = ledger.clock()
    if record is None or record.due is None or record.due > now:
        return Refused("not due")
    if ledger.editions.get(record.session.version) is None:
        record.session.finish(f"no flow of version {record.session.version}")
        record.session.closing = None
        return ledger.keep(connection, record, Turn())
    late = now - record.due
    if record.act is not None:
        return _told(ledger.in_hand(connection, record), record.cause, late)
    if record.cause == "silence" and record.session.end is None and record.session.call_sid is not None:
        # Nothing has happened to the session, so it is not saved: one that nobody hears of again is deleted in the end.
        sessions.postpone(connection, key=key, due=now + silence.SECONDS)
        return Ask(key, record.session.call_sid)
    decision = _go_on(ledger, record, math.inf)
    sessions.save(connection, record, ledger.clock())
    return decision


def _told(decision: Decision, cause: Cause | None, late: float) -> Decision:
    """The decision, with the words for the logs and the metrics."""
    if isinstance(decision, Reply | Perform) and decision.passed is not None:
        return attrs.evolve(decision, passed=attrs.evolve(decision.passed, cause=cause, late=late))
    return decision


def _go_on(ledger: Ledger, record: Record, budget: float) -> Decision:
    """What a session comes to, noted in its record. Where it stands before a step, it is due at once."""
    session, cause = record.session, record.cause
    late = 0.0 if record.due is None else ledger.clock() - record.due
    record.wake(None, "start")
    turn = _turn(ledger.editions.engines[session.version], session, cause, budget)
    if turn is None:
        return Reply(EMPTY)
    decision = _told(ledger.settle(record, turn), cause, late)
    if record.act is None and session.end is None and not session.waits:
        record.wake(ledger.clock(), "start")
    return decision


def _turn(engine: Engine, session: Session, cause: Cause | None, budget: float) -> Turn | None:
    """What becomes of a run that nobody listens to."""
    if cause == "close" and session.closing is not None:
        act, session.closing = Act(**session.closing), None
        return Turn(act=act)
    if session.end is not None:
        return None
    if cause == "hang-up":
        return engine.hang_up(session, budget)
    if cause == "letter":
        return open_letters(engine, session)
    if cause in {"time-out", "poll"}:
        return engine.expire(session, budget) if session.waits else None
    # A version of ours that is newer may have written another cause, and knows what to do.
    return engine.enter(session, budget) if cause in {"start", "lease"} else None
