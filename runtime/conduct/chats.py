"""Messages: one begins a run, or goes to the run that is active in its chat; and what becomes of those we sent."""

from __future__ import annotations

import math

import structlog
from sqlalchemy import Connection

from runtime.claims import chat
from runtime.conduct.beginnings import new_session
from runtime.conduct.decisions import EMPTY, Decision, Refused, Reply
from runtime.conduct.ledger import Ledger
from runtime.conduct.letters import decides, open_letters
from runtime.deliveries import note_delivery
from runtime.step import Parameters
from runtime.storage import messages, sessions
from runtime.storage.record import Record
from runtime.values import JsonObject, read_json

# Two messages of one chat at once: one begins a run, and the other finds it.
_TRIES = 3
# Far more than Twilio tells of one message while it is being sent.
_MOST_LETTERS = 50

_log = structlog.get_logger(__name__)


def receive(ledger: Ledger, parameters: Parameters, connection: Connection) -> Decision:
    """What a message comes to. One that came before does nothing.

    A chat is with the messaging service where the number belongs to one: widgets.md, "send-and-wait-for-reply".
    """
    if not messages.keep(connection, parameters["MessageSid"], ledger.clock()):
        return Reply(EMPTY)
    contact, address = parameters["From"], parameters.get("MessagingServiceSid") or parameters["To"]
    for _ in range(_TRIES):
        record = sessions.lock_by_chat(connection, ledger.editions.present.flow.name, chat(address, contact))
        if record is not None:
            return hand_over(ledger, record, address, parameters, connection)
        begun = _begin(ledger, contact, address, parameters, connection)
        if begun is not None:
            return begun
    # Rolled back, and so the message is still to be taken up.
    raise RuntimeError("the chat has a run that cannot be found")


def deliver(ledger: Ledger, key: str, parameters: Parameters, connection: Connection) -> Decision:
    """What the state of a message does that a step has sent: the step may wait for it, or only tell it."""
    record = sessions.lock(connection, key)
    if record is None:
        return Refused("no such session")
    session = record.session
    if session.end is not None or len(session.letters) >= _MOST_LETTERS:
        return Reply(EMPTY)
    if record.act is None and not decides(session, parameters):
        return Reply(EMPTY) if note_delivery(session, parameters) is None else ledger.keep(connection, record, None)
    session.letters.append(dict(parameters))
    return _read(ledger, record, connection)


def _begin(
    ledger: Ledger, contact: str, address: str, parameters: Parameters, connection: Connection
) -> Decision | None:
    """The first turn of a run, None where another message has just begun one."""
    session = new_session(ledger, contact, address, {"message": _trigger(parameters)})
    session.claim = chat(address, contact)
    record = Record(session=session, created=ledger.clock())
    turn = ledger.editions.present.start(session, "incomingMessage", math.inf)
    decision = ledger.settle(record, turn, began=True)
    return decision if sessions.insert(connection, record, ledger.clock()) else None


def _trigger(parameters: Parameters) -> JsonObject:
    """What Liquid sees of the message; the attributes of a chat channel are an object."""
    trigger: JsonObject = dict(parameters)
    attributes = read_json(parameters.get("ChannelAttributes", ""))
    return {**trigger, "ChannelAttributes": attributes} if isinstance(attributes, dict) else trigger


def hand_over(ledger: Ledger, record: Record, address: str, parameters: Parameters, connection: Connection) -> Decision:
    """What a message does to the run of its chat, or Conversation: one that waits for no message ignores it."""
    session = record.session
    if session.hears != address or len(session.letters) >= _MOST_LETTERS:
        _log.warning("message ignored", code=81002, session=session.key, step=session.step)
        return Reply(EMPTY)
    session.letters.append(dict(parameters))
    return _read(ledger, record, connection)


def _read(ledger: Ledger, record: Record, connection: Connection) -> Decision:
    """What the letters of a run lead to now; while an act is done, or one is still to come, they wait for its end."""
    engine = ledger.editions.get(record.session.version)
    if record.act is not None or not record.session.waits:
        return ledger.keep(connection, record, None)
    if engine is None:
        record.wake(ledger.clock(), "letter")
        return ledger.keep(connection, record, None)
    return ledger.keep(connection, record, open_letters(engine, record.session))
