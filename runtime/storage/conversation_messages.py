"""The messages in Conversations that were taken in: Twilio tells of each at least once."""

from __future__ import annotations

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from runtime.storage.tables import conversation_messages

_columns = conversation_messages.c
_INSERTS = {
    "postgresql": postgresql.insert(conversation_messages).on_conflict_do_nothing().returning(_columns.message_sid),
    "sqlite": sqlite.insert(conversation_messages).on_conflict_do_nothing().returning(_columns.message_sid),
}


def take_in(connection: Connection, message_sid: str, now: float) -> bool:
    """Whether the message is new; then it is noted. Another transaction that notes it is waited for."""
    row = {"message_sid": message_sid, "received": now}
    return connection.execute(_INSERTS[connection.dialect.name], row).first() is not None


def forget(connection: Connection, *, before: float) -> int:
    """How many messages were forgotten that came before a time."""
    return connection.execute(delete(conversation_messages).where(_columns.received < before)).rowcount
