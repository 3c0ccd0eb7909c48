"""Processes over one PostgreSQL call each other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from tests.runtime.host.storage.test_sessions import record

from runtime.storage import Store, bell, open_store, sessions

_LISTENS = text(
    "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND state = 'idle' AND datname = current_database()"
)
_BREAK = text("SELECT pg_terminate_backend(:pid)")


async def listening(store: Store, but: object = None) -> object:
    """Waits until some process listens, another than the one; what it is known by."""
    for _ in range(400):
        found = await store.transact(lambda connection: connection.execute(_LISTENS).scalars().all(), 10)
        for one in found:
            if one != but:
                return one
        await asyncio.sleep(0.02)
    raise AssertionError("nobody listens")


@pytest.fixture
async def other(database: str) -> AsyncIterator[Store]:
    store = open_store(database)
    yield store
    await store.close()


async def test_a_call_is_heard_and_also_after_the_connection_broke(
    database: str, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell, "_AGAIN", 0.0)
    one, heard = open_store(database), asyncio.Event()
    task = asyncio.create_task(one.listen(heard.set))
    pid = await listening(other)
    await other.transact(sessions.call_others, 10)
    await asyncio.wait_for(heard.wait(), 20)

    heard.clear()
    await other.transact(lambda connection: connection.execute(_BREAK, {"pid": pid}).close(), 10)
    await listening(other, but=pid)
    await other.transact(sessions.call_others, 10)
    await asyncio.wait_for(heard.wait(), 20)
    task.cancel()
    await asyncio.wait({task})
    await one.close()


async def test_nobody_is_called_by_a_transaction_that_fails(database: str, other: Store) -> None:
    one, heard = open_store(database), []
    task = asyncio.create_task(one.listen(lambda: heard.append("called")))
    await listening(other)

    def fails(connection: object) -> None:
        sessions.call_others(connection)  # type: ignore[arg-type]  # it is one
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await other.transact(fails, 10)
    await other.transact(sessions.call_others, 10)
    while not heard:
        await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.wait({task})
    await one.close()

    assert heard == ["called"]


async def test_sqlite_calls_nobody(sqlite: str) -> None:
    store = open_store(sqlite)
    await store.migrate()
    await store.transact(sessions.call_others, 10)
    task = asyncio.create_task(store.listen(lambda: None))
    await asyncio.sleep(0)
    assert not task.done()
    task.cancel()
    await asyncio.wait({task})
    assert await store.transact(lambda connection: sessions.insert(connection, record(), 1.0), 10)
    await store.close()
