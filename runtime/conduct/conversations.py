"""Messages in Conversations: one begins a run, or is news for the run that talks there."""

from __future__ import annotations

import math

import attrs
from sqlalchemy import Connection

from runtime.conduct.beginnings import new_session
from runtime.conduct.chats import hand_over
from runtime.conduct.decisions import EMPTY, Decision, Reply, Stalled
from runtime.conduct.ledger import Ledger
from runtime.conduct.statuses import told
from runtime.step import Parameters
from runtime.storage import messages, sessions
from runtime.storage.record import Record
from runtime.values import JsonObject, read_json

_START = "incomingConversationMessage"


def converse(ledger: Ledger, parameters: Parameters, connection: Connection) -> Decision:
    """What a message in a Conversation does to the run that it has, or begins. One that comes again does nothing.

    Twilio waits 5 seconds for an answer, and reads none:
    https://www.twilio.com/docs/conversations/conversations-webhooks
    """
    conversation_sid = parameters["ConversationSid"]
    flow = ledger.editions.present.flow
    record = sessions.lock_by_conversation(connection, flow.name, conversation_sid)
    # A message that this process can do nothing with must not count as taken in.
    if record is not None and ledger.editions.get(record.session.version) is None:
        return Stalled(f"no flow of version {record.session.version}")
    if not messages.keep(connection, parameters["MessageSid"], ledger.clock()):
        return Reply(EMPTY)
    if record is None and flow.starts.get(_START) is None:
        return Reply(EMPTY)
    if record is None:
        decision, record = _begin(ledger, parameters, connection)
        if record is None:
            return decision
    return _hear(ledger, record, parameters, connection)


def _begin(ledger: Ledger, parameters: Parameters, connection: Connection) -> tuple[Decision, Record | None]:
    """The first turn of a run, or the record of the one that another message has begun meanwhile."""
    conversation_sid, author = parameters["ConversationSid"], parameters.get("Author", "")
    session = new_session(ledger, author, conversation_sid, {"conversation": _trigger(parameters)})
    session.claim = conversation_sid
    session.conversation, session.service = conversation_sid, parameters.get("ChatServiceSid")
    record = Record(session=session, created=ledger.clock())
    turn = ledger.editions.present.start(session, _START, math.inf)
    decision = ledger.settle(record, turn, began=True)
    if sessions.insert(connection, record, ledger.clock()):
        return decision, None
    other = sessions.lock_by_conversation(connection, session.flow, conversation_sid)
    return Stalled("the conversation has a session that cannot be found"), other


def _hear(ledger: Ledger, record: Record, parameters: Parameters, connection: Connection) -> Decision:
    """The next turn of a run whose step waits for a reply, or for news of its Conversation; any other run stays."""
    session = record.session
    if session.hears is not None:
        return hand_over(ledger, record, parameters["ConversationSid"], parameters, connection)
    engine = ledger.editions.get(session.version)
    if engine is None:
        return Stalled(f"no flow of version {session.version}")
    if record.act is not None:
        record.act = attrs.evolve(record.act, news=dict(parameters))
        return ledger.keep(connection, record, None)
    return ledger.keep(connection, record, told(ledger, record, engine, parameters))


def _trigger(parameters: Parameters) -> JsonObject:
    """What Liquid sees as `trigger.conversation`: what was posted, and two names that Studio adds.

    `ChannelSid` is the Conversation, and `From` who wrote: https://www.twilio.com/docs/studio/widget-library/trigger-start
    """
    posted: JsonObject = dict(parameters)
    attributes = parameters.get("ChannelAttributes")
    if attributes is not None:
        posted["ChannelAttributes"] = read_json(attributes)
    return {"ChannelSid": parameters["ConversationSid"], "From": parameters.get("Author", ""), **posted}
