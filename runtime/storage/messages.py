"""The messages that came, in Conversations as well: Twilio may bring each of them more than once."""

from __future__ import annotations

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from runtime.storage.tables import messages

_INSERTS = {
    "postgresql": postgresql.insert(messages).on_conflict_do_nothing().returning(messages.c.message_sid),
    "sqlite": sqlite.insert(messages).on_conflict_do_nothing().returning(messages.c.message_sid),
}


def keep(connection: Connection, message_sid: str, now: float) -> bool:
    """Whether the message is new; then it is noted. Another transaction that notes it is waited for."""
    row = {"message_sid": message_sid, "received": now}
    return connection.execute(_INSERTS[connection.dialect.name], row).first() is not None


def forget(connection: Connection, *, before: float) -> int:
    """How many messages were deleted that came before a time."""
    return connection.execute(delete(messages).where(messages.c.received < before)).rowcount
