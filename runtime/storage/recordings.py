"""What Twilio told of recordings: each state of a recording once, in whatever order it came."""

from __future__ import annotations

import json
from collections.abc import Mapping

import attrs
from sqlalchemy import Connection, RowMapping, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from runtime.storage.tables import recording_events

_INSERTS = {
    "postgresql": postgresql.insert(recording_events).on_conflict_do_nothing().returning(recording_events.c.status),
    "sqlite": sqlite.insert(recording_events).on_conflict_do_nothing().returning(recording_events.c.status),
}
_columns = recording_events.c


@attrs.frozen(kw_only=True)
class RecordingEvent:
    """A state of a recording: `in-progress`, `completed`, `absent` or `failed`.

    `parameters` is all that Twilio sent: https://www.twilio.com/docs/voice/api/recording
    """

    recording_sid: str
    status: str
    call_sid: str
    parameters: Mapping[str, str]
    received: float


def keep(connection: Connection, event: RecordingEvent) -> bool:
    """Whether the event is new; then it is kept."""
    row = {
        "recording_sid": event.recording_sid,
        "status": event.status,
        "call_sid": event.call_sid,
        "parameters": json.dumps(dict(event.parameters)),
        "received": event.received,
    }
    return connection.execute(_INSERTS[connection.dialect.name], row).first() is not None


def events_of(connection: Connection, call_sid: str) -> list[RecordingEvent]:
    """The events of a call's recordings, in the order in which they came."""
    query = select(recording_events).where(_columns.call_sid == call_sid).order_by(_columns.received)
    return [_event(row) for row in connection.execute(query).mappings()]


def not_handed(connection: Connection, *, before: float, most: int) -> list[RecordingEvent]:
    """The events received before a time that `on_recording` has not taken yet, the oldest first."""
    query = (
        select(recording_events)
        .where(_columns.handed.is_(None), _columns.received <= before)
        .order_by(_columns.received)
        .limit(most)
    )
    return [_event(row) for row in connection.execute(query).mappings()]


def hand(connection: Connection, event: RecordingEvent, now: float) -> None:
    """Notes that `on_recording` has taken an event."""
    where = (_columns.recording_sid == event.recording_sid, _columns.status == event.status)
    connection.execute(update(recording_events).where(*where).values(handed=now))


def forget(connection: Connection, *, before: float) -> int:
    """How many events were deleted that came before a time."""
    return connection.execute(delete(recording_events).where(_columns.received < before)).rowcount


def _event(row: RowMapping) -> RecordingEvent:
    return RecordingEvent(
        recording_sid=row["recording_sid"],
        status=row["status"],
        call_sid=row["call_sid"],
        parameters=json.loads(row["parameters"]),
        received=row["received"],
    )
