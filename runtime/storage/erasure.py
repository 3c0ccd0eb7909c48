"""What the database has of one contact, and its end: each function is a part of the caller's transaction.

The table `messages` stays as it is: it has the SIDs of messages alone, and neither who wrote them nor what.
"""

from __future__ import annotations

import re

import attrs
from sqlalchemy import ColumnElement, Connection, delete, or_, select

from runtime.storage.packing import unpacked
from runtime.storage.tables import recording_events, sessions

# A session may have had more calls than its present one: a call that it placed before, and that nobody answered.
_CALL_SID = re.compile(r"\bCA[0-9a-f]{32}\b")
# So many sessions are locked at once: webhooks of theirs wait meanwhile.
_MOST = 100


@attrs.frozen
class Found:
    """What there is of a contact: sessions, those among them that run, and the events of recordings by their SIDs."""

    sessions: int = 0
    running: int = 0
    events: int = 0
    recordings: tuple[str, ...] = ()

    def __add__(self, more: Found) -> Found:
        """Both together."""
        recordings = tuple(dict.fromkeys((*self.recordings, *more.recordings)))
        return Found(self.sessions + more.sessions, self.running + more.running, self.events + more.events, recordings)


def erase(connection: Connection, *, contact: str) -> Found:
    """What was removed of a contact: at most a hundred sessions at a time, nothing where there are no more."""
    columns = sessions.c
    query = select(columns.key).where(_of(contact)).order_by(columns.key).limit(_MOST).with_for_update()
    keys = list(connection.execute(query).scalars())
    chosen = columns.key.in_(keys)
    found = _found(connection, chosen)
    connection.execute(delete(recording_events).where(recording_events.c.call_sid.in_(_calls(connection, chosen))))
    connection.execute(delete(sessions).where(chosen))
    return found


def look_up(connection: Connection, *, contact: str) -> Found:
    """What `erase` would remove in all."""
    return _found(connection, _of(contact))


def _of(contact: str) -> ColumnElement[bool]:
    """The sessions of a contact, over whatever channel: `whatsapp:+15550100` is +15550100 as well."""
    column = sessions.c.contact
    return or_(column == contact, column.endswith(":" + contact, autoescape=True))


def _found(connection: Connection, chosen: ColumnElement[bool]) -> Found:
    ends = list(connection.execute(select(sessions.c.ended).where(chosen)).scalars())
    column = recording_events.c
    events = select(column.recording_sid).where(column.call_sid.in_(_calls(connection, chosen)))
    sids = list(connection.execute(events.order_by(column.received, column.recording_sid)).scalars())
    return Found(len(ends), ends.count(None), len(sids), tuple(dict.fromkeys(sids)))


def _calls(connection: Connection, chosen: ColumnElement[bool]) -> list[str]:
    """All calls that sessions name anywhere."""
    columns = sessions.c
    named: dict[str, None] = {}
    for call_sid, state, act in connection.execute(select(columns.call_sid, columns.state, columns.act).where(chosen)):
        named.update(dict.fromkeys(_CALL_SID.findall(f"{unpacked(state)} {act}")))
        if call_sid is not None:
            named[call_sid] = None
    return list(named)
