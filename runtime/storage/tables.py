"""The tables as they are now. `migrations.py` makes them, and a test compares the two."""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, Integer, MetaData, String, Table, Text, text

metadata = MetaData()

# Those who look at all running sessions would else read those of the last month as well.
_RUNS = text("ended IS NULL")

# One row a session. `state` is the whole of it; the columns are what it is found by, and what the webhooks need:
# `document` is the answer to the webhook of the turn `answered`, and `act` what is being done outside.
# `active` is what a run claims that has not ended: a flow has one for each. `awaits` is the chat whose next message
# the run waits for. `conversation` is the one that a run talks in, however it began.
# What changes with each turn of a call is in no index: https://www.postgresql.org/docs/current/storage-hot.html
# At `due` some process must take the session up by itself, because of `cause`.
sessions = Table(
    "sessions",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("flow", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("call_sid", Text),
    Column("contact", Text, nullable=False),
    Column("active", Text),
    Column("state", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("document", Text),
    Column("answered", Integer),
    Column("act", Text),
    Column("due", Double),
    Column("cause", Text),
    Column("created", Double, nullable=False),
    Column("updated", Double, nullable=False),
    Column("ended", Double),
    Column("conversation", Text),
    Column("awaits", Text),
    Column("sid", String(64)),
    Index("sessions_call_sid", "call_sid", unique=True),
    Index("sessions_active", "flow", "active", unique=True),
    Index("sessions_conversation", "conversation"),
    Index("sessions_due", "due"),
    Index("sessions_created", "created"),
    Index("sessions_running", "version", postgresql_where=_RUNS, sqlite_where=_RUNS),
    Index("sessions_awaits", "flow", "awaits"),
    Index("sessions_sid", "sid", unique=True),
)

# What Twilio told of recordings, each state of each once. `handed` is when it was given to `on_recording`.
recording_events = Table(
    "recording_events",
    metadata,
    Column("recording_sid", String(64), primary_key=True),
    Column("status", String(64), primary_key=True),
    Column("call_sid", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("received", Double, nullable=False),
    Column("handed", Double),
    Index("recording_events_call_sid", "call_sid"),
    Index("recording_events_received", "received"),
)

# The messages that came, in Conversations as well: each is taken up once. Nothing of what they say is kept here.
messages = Table(
    "messages",
    metadata,
    Column("message_sid", String(64), primary_key=True),
    Column("received", Double, nullable=False),
    Index("messages_received", "received"),
)

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))
