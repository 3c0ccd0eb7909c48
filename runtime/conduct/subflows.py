"""Runs that another bundle has begun: the flow is the subflow of a flow there."""

from __future__ import annotations

import hashlib
import math

from sqlalchemy import Connection

from runtime.claims import led
from runtime.conduct import silence
from runtime.conduct.beginnings import new_session
from runtime.conduct.chats import hand_over
from runtime.conduct.decisions import EMPTY, Decision, Refused, Reply, Stalled
from runtime.conduct.ledger import Ledger
from runtime.engine import Turn
from runtime.other_bundle import Beginning, Progress
from runtime.step import Parameters
from runtime.storage import messages, sessions
from runtime.storage.record import Record
from runtime.subflow import STARTS
from runtime.walk import SPEAKABLE


def begin(ledger: Ledger, beginning: Beginning, connection: Connection) -> tuple[Progress | None, bool]:
    """The progress of a subflow, and whether it is new; None for a flow that cannot be run by another one.

    The call of a new one is still to come; without one it is due at once.
    """
    record = sessions.lock(connection, beginning.key)
    is_new = record is None
    if record is None and ledger.editions.present.flow.starts.get(STARTS) is not None:
        record = _begun(ledger, beginning)
        if not sessions.insert(connection, record, ledger.clock()):
            _give_way(ledger, record, connection)
            # Two requests of one subflow came at once, or the call was in another one, which its parent has given up.
            sessions.insert(connection, record, ledger.clock())
            record = sessions.lock(connection, beginning.key)
    return (None, False) if record is None else (_progress(ledger, record), is_new)


def progress(ledger: Ledger, key: str, connection: Connection) -> Progress | None:
    """The progress of the subflow of a key, None where there is none."""
    record = sessions.lock(connection, key)
    return None if record is None else _progress(ledger, record)


def hand_on(ledger: Ledger, key: str, parameters: Parameters, connection: Connection) -> Decision:
    """What a message of the contact does to a subflow, which its parent hands on. One that comes again does nothing."""
    record = sessions.lock(connection, key)
    if record is None or record.session.returns is None:
        return Refused("no such subflow")
    if ledger.editions.get(record.session.version) is None:
        return Stalled(f"no flow of version {record.session.version}")
    # The parent has taken it up by its SID, perhaps in this database.
    once = hashlib.sha256(f"{key} {parameters['MessageSid']}".encode()).hexdigest()
    if record.session.end is not None or not messages.keep(connection, once, ledger.clock()):
        return Reply(EMPTY)
    names = ("ConversationSid", "MessagingServiceSid", "To")
    address = next((parameters[name] for name in names if parameters.get(name)), "")
    return hand_over(ledger, record, address, parameters, connection)


def go_on(ledger: Ledger, key: str, address: str, connection: Connection) -> Decision:
    """The next turn of a subflow whose parent hears at an address now, and has let the call end. Once is enough."""
    record = sessions.lock(connection, key)
    if record is None or record.session.returns is None:
        return Refused("no such subflow")
    session, engine = record.session, ledger.editions.get(record.session.version)
    if engine is None:
        return Stalled(f"no flow of version {session.version}")
    stands = session.end is None and record.act is None and not session.waits
    if not stands or session.hears != address or session.line not in SPEAKABLE:
        return Reply(EMPTY)
    session.line = "gone"
    return ledger.keep(connection, record, engine.enter(session, math.inf))


def end(ledger: Ledger, key: str, connection: Connection) -> Decision:
    """Ends a subflow whose parent has ended."""
    record = sessions.lock(connection, key)
    if record is None or record.session.returns is None:
        return Refused("no such subflow")
    if record.session.end is not None:
        return Reply(EMPTY)
    record.session.finish("ended by its parent")
    return ledger.keep(connection, record, Turn(), answers=record.session.turn)


def _begun(ledger: Ledger, beginning: Beginning) -> Record:
    session = new_session(ledger, beginning.contact, beginning.address, beginning.trigger, key=beginning.key)
    session.step = ledger.editions.present.flow.starts[STARTS]
    session.returns, session.taken = beginning.returns, beginning.taken
    session.call_sid, session.line = beginning.call_sid, beginning.line
    session.conversation, session.service = beginning.conversation, beginning.service
    session.recording = beginning.recording
    session.recordings = [] if beginning.recording is None else [beginning.recording]
    record = Record(session=session, created=ledger.clock())
    if session.line in SPEAKABLE and session.call_sid is not None:
        session.claim = led(session.call_sid)
        record.wake(ledger.clock() + silence.SECONDS, "silence")
    else:
        record.wake(ledger.clock(), "start")
    return record


def _give_way(ledger: Ledger, record: Record, connection: Connection) -> None:
    """Ends the subflow that a call was in, where it is led to another one."""
    session = record.session
    other = None if session.claim is None else sessions.lock_by_chat(connection, session.flow, session.claim)
    if other is not None and other.session.key != session.key:
        other.session.finish("its call was led to another run")
        ledger.keep(connection, other, Turn(), answers=other.session.turn)


def _progress(ledger: Ledger, record: Record) -> Progress | None:
    session = record.session
    return None if session.returns is None else Progress.of_session(session, ledger.addresses.step(session))
