"""Sessions that wait for one moment, and when each of them went on."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from urllib.request import urlopen

from benchmarks.scale.application import flow
from benchmarks.scale.kept import rows
from sqlalchemy import Connection, func, select, update

from runtime.session import Session
from runtime.storage import open_store, sessions
from runtime.storage.record import Record
from runtime.storage.tables import sessions as table

AIM = 5.0
_PATIENCE = 120.0


async def keep(database: str, count: int) -> None:
    """Keeps so many sessions that wait, each as the runtime keeps one, for a moment that is still to be set."""
    store = open_store(database)
    await store.migrate()
    version = flow().version

    def insert(connection: Connection) -> None:
        for number in range(count):
            session = Session(
                key=f"session-{number:08}", sid=f"FN{number:032x}", flow="scale", version=version,
                contact=f"+1555{number:07}", address="+15557654321", trigger={"request": {}}, step="wait", waits=True,
            )  # fmt: skip
            record = Record(session=session, created=store.clock())
            record.wake(store.clock() + 3600, "time-out")
            sessions.insert(connection, record, store.clock())

    await store.transact(insert, within=600)
    await store.close()


async def lateness(database: str, count: int, ahead: float = 3.0, look: float = 1.0) -> list[float]:
    """The seconds after one moment at which so many sessions that wait for it went on, in order, once all have.

    It is so many seconds `ahead`, and it is looked so often whether all have.

    Raises AssertionError where one did not, or went on twice.
    """
    store = open_store(database)
    due = store.clock() + ahead
    await store.transact(lambda connection: connection.execute(update(table).values(due=due)).close(), within=60)
    left = select(func.count()).where(table.c.ended.is_(None))
    until = time.monotonic() + _PATIENCE
    while await store.transact(lambda connection: connection.execute(left).scalar_one(), within=60):
        assert time.monotonic() < until, "timers did not go off"
        await asyncio.sleep(look)
    await store.close()
    found = rows(database)
    assert len(found) == count
    assert all(state["variables"] == {"ends": "I"} for _, state, _ in found)
    return [ended - due for _, _, ended in found if ended is not None]


def fired(ports: Sequence[int]) -> int:
    """How often a wait ended, as the processes counted it."""
    total = 0.0
    for port in ports:
        with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            text = answer.read().decode()
        found = re.search(r'^flow_steps_total\{exit="timeout",step="wait"\} (\S+)', text, re.MULTILINE)
        total += float(found[1]) if found else 0.0
    return int(total)
