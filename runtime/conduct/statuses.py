"""Twilio tells what becomes of a call."""

from __future__ import annotations

import math

import attrs
import structlog
from sqlalchemy import Connection

from runtime.conduct.calls import hear, is_call_of, line_of
from runtime.conduct.decisions import EMPTY, Decision, Refused, Reply, Stalled
from runtime.conduct.ledger import Ledger
from runtime.engine import Engine, Turn
from runtime.step import Acts, Parameters
from runtime.storage import sessions
from runtime.storage.record import Record

# How long the answer to a step may be on its way after the call has ended: Record, Dial, Pay and Enqueue send one.
GRACE = 3.0


def status(ledger: Ledger, key: str | None, parameters: Parameters, connection: Connection) -> Decision:
    """What a status does to the session of a key, or of the call: a step may wait for it, or its call is over."""
    call_sid = parameters["CallSid"]
    record = sessions.lock_by_call(connection, call_sid) if key is None else sessions.lock(connection, key)
    if record is None:
        return Refused("no such session")
    session = record.session
    structlog.contextvars.bind_contextvars(session=session.key)
    if session.end is not None:
        return Reply(EMPTY, ledger.passed(record))
    engine = ledger.editions.get(session.version)
    if record.act is not None:
        record.act = attrs.evolve(record.act, news=dict(parameters))
        hear(session, parameters)
        return ledger.keep(connection, record, None)
    if engine is None:
        record.wake(ledger.clock() + GRACE, "hang-up")
        ledger.keep(connection, record, None)
        return Stalled(f"no flow of version {session.version}")
    if not is_call_of(session, engine, parameters):
        # Only a call that the session placed before knows this address; another has taken its place since.
        return Reply(EMPTY)
    hear(session, parameters)
    return ledger.keep(connection, record, told(ledger, record, engine, parameters))


def told(ledger: Ledger, record: Record, engine: Engine, parameters: Parameters) -> Turn | None:
    """The turn that a status leads to, None for none. A call that is over wakes its session after a while."""
    session = record.session
    if session.waits and session.step is not None and isinstance(engine.current(session), Acts):
        before = session.taken
        turn = engine.told(session, parameters, math.inf)
        if session.taken != before or session.end is not None or turn.act is not None:
            return turn
    # A run that waits for a message needs no call; a subflow that is only about to has not asked yet.
    if line_of(parameters) == "gone" and (session.hears is None or not session.waits):
        record.wake(ledger.clock() + GRACE, "hang-up")
    return None
