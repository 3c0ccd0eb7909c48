"""What the database holds when all is over, read past the runtime."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

_ALL = sa.text("SELECT call_sid, state, ended FROM sessions ORDER BY ended")


def rows(database: str) -> list[tuple[str | None, dict[str, Any], float | None]]:
    """The call, the state, and when it ended, of each session, in the order of their ends."""
    engine = sa.create_engine(database.replace("+aiosqlite", ""))
    try:
        with engine.connect() as connection:
            return [(call, json.loads(state), ended) for call, state, ended in connection.execute(_ALL)]
    finally:
        engine.dispose()


def check_calls(database: str, keys: Mapping[str, str]) -> None:
    """Raises AssertionError unless each call has one session, which ended, and noted each key once, in order."""
    found = {call: (state["end"], state["variables"]["keys"]) for call, state, _ in rows(database)}
    wanted = {call: ("flow ended", pressed) for call, pressed in keys.items()}
    wrong = {call: (found.get(call), want) for call, want in wanted.items() if found.get(call) != want}
    assert not wrong, wrong
    assert len(found) == len(wanted)
