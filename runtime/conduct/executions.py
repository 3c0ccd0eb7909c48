"""A run is looked at over REST, and may be ended so: one that waits holds its chat until then."""

from __future__ import annotations

from sqlalchemy import Connection

from runtime.conduct.ledger import Ledger
from runtime.engine import Turn
from runtime.storage import sessions
from runtime.storage.record import Record


def execution(ledger: Ledger, sid: str, connection: Connection, *, ends: bool) -> Record | None:
    """The run of a SID, None where the flow has none. What an act comes to that is being done is void then."""
    record = sessions.lock_by_sid(connection, ledger.editions.present.flow.name, sid)
    if record is not None and ends and record.session.end is None:
        record.session.finish("ended over REST")
        # A call that asks once more is not to hear again what was said last.
        ledger.keep(connection, record, Turn(), answers=record.session.turn)
    return record
