"""Runs begin: a call arrives, or somebody asks for one over REST."""

from __future__ import annotations

from sqlalchemy import Connection

from runtime.claims import caller, chat, led
from runtime.conduct.beginnings import new_session
from runtime.conduct.calls import hear, line_of, sides
from runtime.conduct.deadline import Deadline
from runtime.conduct.decisions import Decision, Reply, Stalled
from runtime.conduct.ledger import Ledger
from runtime.session import FLOW_ENDED, Session
from runtime.step import Parameters
from runtime.steps import AddTwimlRedirect
from runtime.storage import sessions
from runtime.storage.record import Record
from runtime.values import JsonObject

# Another TwiML that was given the call brings it back with this parameter:
# https://www.twilio.com/docs/studio/widget-library/twiml-redirect
_COMES_BACK = "FlowEvent"
# What a caller hears who is on the line already, of a flow that allows no concurrent calls: that the number is not in
# service. https://support.twilio.com/hc/en-us/articles/360019383714, https://www.twilio.com/docs/voice/twiml/reject
REJECTED = '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Reject/></Response>\n'


def arrive(ledger: Ledger, parameters: Parameters, connection: Connection, deadline: Deadline) -> Decision:
    """The first turn of a call. One that has a session comes back from other TwiML, or lost its last answer."""
    record = sessions.lock_by_call(connection, parameters["CallSid"])
    if record is None and _COMES_BACK in parameters:
        record = sessions.lock_by_chat(connection, ledger.editions.present.flow.name, led(parameters["CallSid"]))
    if record is not None:
        return _again(ledger, record, parameters, connection, deadline)
    contact, address = sides(parameters)
    session = new_session(ledger, contact, address, {"call": dict(parameters)})
    if not ledger.editions.present.flow.allow_concurrent_calls:
        session.claim = caller(contact)
    session.call_sid, session.line = parameters["CallSid"], line_of(parameters) or "ringing"
    record = Record(session=session, created=ledger.clock())
    turn = ledger.editions.present.start(session, "incomingCall", ledger.budget(session, deadline))
    decision = ledger.settle(record, turn, answers=0, began=True)
    if sessions.insert(connection, record, ledger.clock()):
        return decision
    record = sessions.lock_by_call(connection, parameters["CallSid"])
    if record is None and session.claim is not None:
        return Reply(REJECTED)
    if record is None:
        return Stalled("the call has a session that cannot be found")
    return _again(ledger, record, parameters, connection, deadline)


def execute(ledger: Ledger, contact: str, address: str, data: JsonObject, connection: Connection) -> Session | None:
    """A run that is started over REST, due at once for some process to take up.

    None where one is still active for the contact at this address: Studio has one at a time as well.
    """
    trigger: JsonObject = {"request": {"to": contact, "from": address, "parameters": data}}
    session = new_session(ledger, contact, address, trigger)
    session.data, session.claim = data, chat(address, contact)
    session.step = ledger.editions.present.flow.starts.get("incomingRequest")
    record = Record(session=session, created=ledger.clock())
    if session.step is None:
        session.finish(FLOW_ENDED)
    else:
        record.wake(ledger.clock(), "start")
    return session if sessions.insert(connection, record, ledger.clock()) else None


def _again(
    ledger: Ledger, record: Record, parameters: Parameters, connection: Connection, deadline: Deadline
) -> Decision:
    session = record.session
    engine = ledger.editions.get(session.version)
    if engine is None:
        return Stalled(f"no flow of version {session.version}")
    if _COMES_BACK in parameters and session.waits and session.step is not None:
        before = session.turn
        if isinstance(engine.current(session), AddTwimlRedirect):
            hear(session, parameters)
            turn = engine.answer(session, parameters, ledger.budget(session, deadline))
            return ledger.keep(connection, record, turn, answers=before)
    return ledger.repeat(connection, record)
