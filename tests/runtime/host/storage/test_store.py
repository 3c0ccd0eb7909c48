"""What every store promises: all or nothing, one after another, and in time."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from runtime.settings import SettingsError
from runtime.storage import Store, open_store
from runtime.storage.migrations import MIGRATIONS

_metadata = sa.MetaData()
_numbers = sa.Table(
    "numbers", _metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Integer, nullable=False)
)


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    store = open_store(address)
    await store.transact(_metadata.create_all, 10)
    await store.transact(lambda connection: connection.execute(_numbers.insert().values(name="n", value=0)).close(), 10)
    yield store
    await store.close()


def value(connection: Connection) -> int:
    """The number as it is."""
    return int(connection.execute(sa.select(_numbers.c.value).with_for_update()).scalar_one())


def count(connection: Connection) -> int:
    """The number, now one more; between the two, others have time to get in the way."""
    found = value(connection)
    time.sleep(0.002)
    connection.execute(_numbers.update().values(value=found + 1))
    return found + 1


async def test_work_at_once_is_done_one_after_another(store: Store) -> None:
    found = await asyncio.gather(*(store.transact(count, 10) for _ in range(20)))

    assert sorted(found) == list(range(1, 21))


async def test_two_stores_over_one_database_wait_for_each_other(store: Store, address: str) -> None:
    other = open_store(address)
    found = await asyncio.gather(*((store, other)[number % 2].transact(count, 10) for number in range(20)))
    await other.close()

    assert sorted(found) == list(range(1, 21))


async def test_work_that_fails_leaves_nothing(store: Store) -> None:
    def fails(connection: Connection) -> None:
        count(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.transact(fails, 10)
    assert await store.transact(value, 10) == 0


async def test_a_statement_that_fails_is_told_without_its_values(store: Store) -> None:
    def fails(connection: Connection) -> None:
        connection.execute(_numbers.insert().values(name="n", value=4711))

    with pytest.raises(SQLAlchemyError) as error:
        await store.transact(fails, 10)
    assert "4711" not in str(error.value)
    assert await store.transact(count, 10) == 1


async def test_whoever_waits_too_long_is_told_in_time(store: Store, address: str) -> None:
    began, goes_on = threading.Event(), threading.Event()

    def holds(connection: Connection) -> None:
        count(connection)
        began.set()
        goes_on.wait(20)

    def hold() -> None:
        async def run() -> None:
            other = open_store(address)
            await other.transact(holds, 30)
            await other.close()

        asyncio.run(run())

    thread = threading.Thread(target=hold)
    thread.start()
    await asyncio.to_thread(began.wait, 20)
    with pytest.raises(TimeoutError):
        await store.transact(count, 0.3)
    goes_on.set()
    await asyncio.to_thread(thread.join)

    assert await store.transact(value, 10) in {1, 2}  # the work may be done though nobody waits for it


async def test_a_store_that_was_closed_has_kept_all(store: Store, address: str) -> None:
    await store.transact(count, 10)
    await store.close()
    again = open_store(address)
    await again.answers(10)
    assert await again.transact(value, 10) == 1
    await again.close()


async def test_a_database_that_is_not_there_is_an_error_and_no_wait() -> None:
    store = open_store("postgresql+psycopg://nobody@127.0.0.1:9/none")
    with pytest.raises(SQLAlchemyError):
        await store.answers(10)
    await store.close()


async def test_memory_is_a_database_too() -> None:
    store = open_store("sqlite+aiosqlite://")
    assert await store.migrate() == 0
    assert await store.migrate() == len(MIGRATIONS)
    await store.close()


async def test_connections_that_the_server_has_ended_are_replaced(database: str) -> None:
    store = open_store(database)
    await store.answers(10)
    killer = open_store(database)
    kill = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    await killer.transact(lambda connection: connection.execute(sa.text(kill)).close(), 10)
    await store.answers(10)
    await store.close()
    await killer.close()


async def test_a_store_makes_no_more_connections_than_it_may(database: str) -> None:
    store = open_store(database, connections=3)
    query = sa.text("SELECT count(*), pg_sleep(0.05) FROM pg_stat_activity WHERE datname = current_database()")
    found = await asyncio.gather(*(store.transact(lambda c: c.execute(query).scalar_one(), 20) for _ in range(9)))
    await store.close()

    assert max(found) == 3


@pytest.mark.parametrize(
    ("address", "message"), [("mysql://host/name", "mysql"), ("what", "DATABASE_URL"), ("", "DATABASE_URL")]
)
def test_another_database_is_refused(address: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        open_store(address)
