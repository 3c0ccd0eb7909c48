"""How the tables came to be what they are, step by step: each database goes on from where it is."""

from __future__ import annotations

from sqlalchemy import Connection, func, inspect, select, text

from runtime.storage.tables import schema_version

# Each is what changes from the version before, in words that SQLite and PostgreSQL both understand.
# One that has been released is never changed, and processes of the version before must live with it.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE sessions (key VARCHAR(64) NOT NULL PRIMARY KEY, flow TEXT NOT NULL, version TEXT NOT NULL,"
        " call_sid TEXT, contact TEXT NOT NULL, active TEXT, state TEXT NOT NULL, turn INTEGER NOT NULL,"
        " document TEXT, answered INTEGER, act TEXT, due DOUBLE PRECISION, cause TEXT,"
        " created DOUBLE PRECISION NOT NULL, updated DOUBLE PRECISION NOT NULL, ended DOUBLE PRECISION)",
        "CREATE UNIQUE INDEX sessions_call_sid ON sessions (call_sid)",
        "CREATE UNIQUE INDEX sessions_active ON sessions (flow, active)",
        "CREATE INDEX sessions_due ON sessions (due)",
        "CREATE INDEX sessions_updated ON sessions (updated)",
        "CREATE TABLE recording_events (recording_sid VARCHAR(64) NOT NULL, status VARCHAR(64) NOT NULL,"
        " call_sid TEXT NOT NULL, parameters TEXT NOT NULL, received DOUBLE PRECISION NOT NULL,"
        " handed DOUBLE PRECISION, PRIMARY KEY (recording_sid, status))",
        "CREATE INDEX recording_events_call_sid ON recording_events (call_sid)",
        "CREATE INDEX recording_events_received ON recording_events (received)",
    ),
    (
        "ALTER TABLE sessions ADD COLUMN conversation TEXT",
        "CREATE INDEX sessions_conversation ON sessions (conversation)",
    ),
    (
        "ALTER TABLE sessions ADD COLUMN awaits TEXT",
        "ALTER TABLE sessions ADD COLUMN sid VARCHAR(64)",
        "CREATE INDEX sessions_awaits ON sessions (flow, awaits)",
        "CREATE UNIQUE INDEX sessions_sid ON sessions (sid)",
        "CREATE TABLE messages (message_sid VARCHAR(64) NOT NULL PRIMARY KEY, received DOUBLE PRECISION NOT NULL)",
        "CREATE INDEX messages_received ON messages (received)",
    ),
    ("CREATE INDEX sessions_running ON sessions (version) WHERE ended IS NULL",),
    # What changes with each webhook is in no index, so that PostgreSQL leaves the indexes alone:
    # https://www.postgresql.org/docs/current/storage-hot.html
    ("CREATE INDEX sessions_created ON sessions (created)", "DROP INDEX sessions_updated"),
)

# Any number, as long as no other program takes an advisory lock of the same in this database.
_LOCK = 0x666C6F77


def migrate(connection: Connection) -> int:
    """The version that the database had, and is now ours or newer. Others who migrate wait for the transaction."""
    if connection.dialect.name == "postgresql":
        # A migration may take longer than a webhook could wait.
        connection.execute(text("SET LOCAL lock_timeout = '60s'"))
        connection.execute(text("SET LOCAL statement_timeout = '60s'"))
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    if not inspect(connection).has_table(schema_version.name):
        schema_version.create(connection)
    found = connection.execute(select(func.max(schema_version.c.version))).scalar() or 0
    for number, statements in enumerate(MIGRATIONS[found:], found + 1):
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(schema_version.insert().values(version=number))
    return int(found)
