"""The rows of sessions: each function is a part of the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Text, and_, bindparam, column, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Select

from runtime.storage.record import Cause, Record, record_of, row_of
from runtime.storage.store import ALONE, ChangedError
from runtime.storage.tables import sessions

_INSERTS = {
    "postgresql": postgresql.insert(sessions).on_conflict_do_nothing().returning(sessions.c.key),
    "sqlite": sqlite.insert(sessions).on_conflict_do_nothing().returning(sessions.c.key),
}
_columns = sessions.c
# A session's state has the rest.
_READ = select(
    _columns.state,
    _columns.document,
    _columns.answered,
    _columns.act,
    _columns.due,
    _columns.cause,
    _columns.created,
    _columns.updated,
)
# PostgreSQL's own number for a version of a row, which no two transactions share:
# https://www.postgresql.org/docs/current/ddl-system-columns.html
_SEEN = column("xmin").cast(Text)
_READ_BY_KEY = _READ.add_columns(_SEEN.label("seen")).where(_columns.key == bindparam("wanted"))
_BY_KEY = _READ.where(_columns.key == bindparam("wanted")).with_for_update()
_BY_CALL = _READ.where(_columns.call_sid == bindparam("wanted")).with_for_update()
_BY_CONVERSATION = (
    _READ.where(
        _columns.conversation == bindparam("wanted"), _columns.flow == bindparam("flow"), _columns.ended.is_(None)
    )
    .order_by(_columns.created.desc())
    .limit(1)
    .with_for_update()
)
_BY_AWAITS = (
    _READ.where(_columns.flow == bindparam("flow"), _columns.awaits == bindparam("wanted"))
    .order_by(_columns.created.desc())
    .limit(1)
    .with_for_update()
)
_BY_ACTIVE = _READ.where(_columns.flow == bindparam("flow"), _columns.active == bindparam("wanted")).with_for_update()
_BY_SID = _READ.where(_columns.flow == bindparam("flow"), _columns.sid == bindparam("wanted")).with_for_update()
_FREE_BY_KEY = _READ.where(_columns.key == bindparam("wanted")).with_for_update(skip_locked=True)
_LASTING = frozenset({"key", "flow", "version", "contact", "created", "sid"})
_SAVE = (
    update(sessions)
    .where(_columns.key == bindparam("wanted"))
    .values({column.name: bindparam(column.name) for column in _columns if column.name not in _LASTING})
)
_SAVE_AS_SEEN = _SAVE.where(bindparam("seen") == _SEEN)
_VERSIONS: BindParameter[str] = bindparam("versions", expanding=True)
_IS_DUE = and_(
    _columns.due <= bindparam("now"),
    _columns.version.in_(_VERSIONS),
    _columns.cause.in_(bindparam("causes", expanding=True)),
)
_DUE = (
    select(_columns.key)
    .where(or_(_IS_DUE, and_(_columns.due <= bindparam("long_ago"), _columns.version.not_in(_VERSIONS))))
    .order_by(_columns.due)
    .limit(bindparam("most"))
)
_CLAIM = _READ.where(_IS_DUE).order_by(_columns.due).limit(bindparam("most")).with_for_update(skip_locked=True)

# On which processes call each other. PostgreSQL's names of channels are a database's own.
CHANNEL = "flow_due"
_CALL = select(func.pg_notify(CHANNEL, ""))


def lock(connection: Connection, key: str) -> Record | None:
    """The session of a key, locked until the transaction ends; None where there is none.

    Where each statement is a transaction of its own, it is not locked, and `save` looks whether it is still the same.
    """
    alone = ALONE in connection.get_execution_options()
    return _found(connection, _READ_BY_KEY if alone else _BY_KEY, key)


def lock_if_free(connection: Connection, key: str) -> Record | None:
    """The session of a key, as `lock`; None also where somebody else has it locked."""
    return _found(connection, _FREE_BY_KEY, key)


def lock_by_call(connection: Connection, call_sid: str) -> Record | None:
    """The session of a call, as `lock`."""
    return _found(connection, _BY_CALL, call_sid)


def key_of_call(connection: Connection, call_sid: str) -> str | None:
    """The key of a call's session, which is not locked; None where there is none."""
    return connection.execute(select(_columns.key).where(_columns.call_sid == call_sid)).scalar()


def lock_by_conversation(connection: Connection, flow: str, conversation: str) -> Record | None:
    """The active session of a flow that talks in a Conversation, the youngest of several, as `lock`."""
    return _found(connection, _BY_CONVERSATION, conversation, flow=flow)


def lock_by_chat(connection: Connection, flow: str, chat: str) -> Record | None:
    """The session of a flow that waits for a message of a chat, else the one that is active in it, as `lock`.

    A claim of another kind is found as well.
    """
    return _found(connection, _BY_AWAITS, chat, flow=flow) or _found(connection, _BY_ACTIVE, chat, flow=flow)


def lock_by_sid(connection: Connection, flow: str, sid: str) -> Record | None:
    """The session of a flow that has a SID, as `lock`."""
    return _found(connection, _BY_SID, sid, flow=flow)


def insert(connection: Connection, record: Record, now: float) -> bool:
    """Keeps a new session. False where there is one of the same call, or an active one with the same claim."""
    return connection.execute(_INSERTS[connection.dialect.name], row_of(record, now)).first() is not None


def save(connection: Connection, record: Record, now: float) -> None:
    """Keeps a session that was locked. Raises ChangedError for one that could not be, and has changed."""
    if record.seen is None:
        connection.execute(_SAVE, _saved(record, now))
    elif connection.execute(_SAVE_AS_SEEN, {**_saved(record, now), "seen": record.seen}).rowcount == 0:
        raise ChangedError


def save_all(connection: Connection, records: Sequence[Record], now: float) -> None:
    """Keeps sessions that were locked, all in one go to the database and back."""
    if records:
        connection.execute(_SAVE, [_saved(record, now) for record in records])


def claim(
    connection: Connection, *, versions: Sequence[str], causes: Sequence[Cause], now: float, most: int
) -> list[Record]:
    """Sessions of these versions that are due because of these causes, each locked until the transaction ends.

    What somebody else has locked is left out, so that any number of processes share what is due.
    """
    given = {"versions": versions, "causes": causes, "now": now, "most": most}
    return [record_of(row) for row in connection.execute(_CLAIM, given).mappings()]


def due(
    connection: Connection,
    *,
    versions: Sequence[str],
    causes: Sequence[Cause],
    now: float,
    long_ago: float,
    most: int,
) -> list[str]:
    """The keys of sessions to be taken up: of these versions and causes since now, of others since long ago."""
    given = {"versions": versions, "causes": causes, "now": now, "long_ago": long_ago, "most": most}
    return list(connection.execute(_DUE, given).scalars())


def call_others(connection: Connection) -> None:
    """Calls the other processes to what is due, once the transaction is committed.

    SQLite has no such means, and they look there by themselves, as they do where a call is lost.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_CALL)


def postpone(connection: Connection, *, key: str, due: float) -> None:
    """Sets when a session is to be taken up again that could not be now."""
    connection.execute(update(sessions).where(_columns.key == key, _columns.due.is_not(None)).values(due=due))


def forget(connection: Connection, *, before: float, most: int) -> int:
    """How many sessions were deleted that nothing has happened to since."""
    old = (
        select(_columns.key)
        .where(_columns.created < before, _columns.updated < before)
        .order_by(_columns.created)
        .limit(most)
    )
    return connection.execute(delete(sessions).where(_columns.key.in_(old))).rowcount


def _found(connection: Connection, query: Select[*tuple[Any, ...]], wanted: str, **more: str) -> Record | None:
    row = connection.execute(query, {"wanted": wanted, **more}).mappings().first()
    return None if row is None else record_of(row)


def _saved(record: Record, now: float) -> dict[str, Any]:
    row = {name: value for name, value in row_of(record, now).items() if name not in _LASTING}
    return {**row, "wanted": record.session.key}
