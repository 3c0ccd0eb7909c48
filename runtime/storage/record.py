"""A session with all that the database keeps beside it."""

from __future__ import annotations

import json
from typing import Any, Literal

import attrs
from sqlalchemy import RowMapping

from runtime.claims import chat
from runtime.session import Session
from runtime.storage.packing import packed, unpacked
from runtime.values import JsonObject

# Why some process must take a session up by itself: it was started over REST, nobody told how its act ended,
# its call is over, its answer does not come, nobody has told of its call for long, it has ended and something is to be
# closed, a process that does not have its flow was told of a message, another bundle is to be asked of a subflow.
Cause = Literal["start", "lease", "hang-up", "time-out", "silence", "close", "letter", "poll"]

_FIELDS = frozenset(field.name for field in attrs.fields(Session))


@attrs.frozen(kw_only=True)
class ActInHand:
    """An act that some process does. Whoever ends it tells its `attempt`, and another's is void.

    `turn` is the webhook that it answers. At `until` the process has died, or gave up: then nobody knows
    whether it was done. `tries` counts the attempts to find that out. `news` is a status callback that
    came meanwhile.
    """

    step: str
    request: JsonObject
    attempt: str
    until: float
    turn: int
    tries: int = 0
    news: dict[str, str] | None = None


@attrs.define(kw_only=True)
class Record:
    """A session, the last answer to Twilio, and what is still to happen.

    `document` is the answer to the webhook of the turn `answered`. `updated` is when the row was written last.
    `seen` is the version of the row that was read, where it is not locked.
    """

    session: Session
    created: float
    updated: float | None = attrs.field(default=None, eq=False)
    seen: str | None = attrs.field(default=None, eq=False)
    document: str | None = None
    answered: int | None = None
    act: ActInHand | None = None
    due: float | None = None
    cause: Cause | None = None

    def wake(self, due: float | None, cause: Cause) -> None:
        """Sets when some process must take the session up, and why; None for never."""
        self.due, self.cause = due, None if due is None else cause

    @property
    def active(self) -> str | None:
        """What no other run of the flow can claim meanwhile."""
        return self.session.claim if self.session.end is None else None

    @property
    def awaits(self) -> str | None:
        """The chat in which the run waits for a message, wherever it has begun."""
        session = self.session
        return None if session.hears is None else chat(session.hears, session.contact)


def record_of(row: RowMapping) -> Record:
    """The record of a row. What a newer version of ours has added to a session is left out."""
    state = json.loads(unpacked(row["state"]))
    return Record(
        session=Session(**{name: value for name, value in state.items() if name in _FIELDS}),
        created=row["created"],
        updated=row["updated"],
        seen=row.get("seen"),
        document=row["document"],
        answered=row["answered"],
        act=None if row["act"] is None else ActInHand(**json.loads(row["act"])),
        due=row["due"],
        cause=row["cause"],
    )


def row_of(record: Record, now: float) -> dict[str, Any]:
    """The row of a record, by the columns of the table."""
    session = record.session
    return {
        "key": session.key,
        "flow": session.flow,
        "version": session.version,
        # The call of a subflow is its parent's, which may be in this database as well.
        "call_sid": session.call_sid if session.returns is None else None,
        "contact": session.contact.replace("\0", ""),  # which PostgreSQL cannot hold
        "active": record.active,
        "awaits": record.awaits,
        "sid": session.sid,
        "state": packed(json.dumps(attrs.asdict(session, recurse=False))),
        "turn": session.turn,
        "document": record.document,
        "answered": record.answered,
        "act": None if record.act is None else json.dumps(attrs.asdict(record.act, recurse=False)),
        "due": record.due,
        "cause": record.cause,
        "created": record.created,
        "updated": now,
        "ended": None if session.end is None else now,
        "conversation": session.conversation,
    }
