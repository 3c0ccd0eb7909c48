"""The tables come from the migrations, whoever begins, and are what the code takes them for."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, inspect

from runtime.storage import migrations, open_store
from runtime.storage.migrations import MIGRATIONS
from runtime.storage.tables import metadata, schema_version

# Two names of SQLite's for one thing: https://www.sqlite.org/datatype3.html
_SAME = {"DOUBLE": "REAL"}


def shape(connection: Connection) -> dict[str, object]:
    """The tables of a database: columns with their types and whether they may be empty, keys, indexes."""
    found = inspect(connection)
    dialect = connection.dialect
    return {
        name: (
            [
                (one["name"], _SAME.get(kind := one["type"].compile(dialect), kind), one["nullable"])
                for one in found.get_columns(name)
            ],
            found.get_pk_constraint(name)["constrained_columns"],
            sorted((one["name"], one["column_names"], bool(one["unique"])) for one in found.get_indexes(name)),
        )
        for name in sorted(found.get_table_names())
    }


async def test_the_migrations_make_the_tables_of_the_code(address: str) -> None:
    store = open_store(address)
    assert await store.migrate() == 0
    migrated = await store.transact(shape, 10)
    await store.transact(metadata.drop_all, 10)
    await store.transact(metadata.create_all, 10)
    declared = await store.transact(shape, 10)
    await store.close()

    assert migrated == declared


async def test_processes_that_start_at_once_migrate_once(address: str) -> None:
    stores = [open_store(address) for _ in range(4)]
    found = await asyncio.gather(*(store.migrate() for store in stores))
    versions = await stores[0].transact(
        lambda connection: connection.execute(sa.select(schema_version.c.version)).scalars().all(), 10
    )
    for store in stores:
        await store.close()

    assert sorted(found) == [0, *[len(MIGRATIONS)] * 3]
    assert list(versions) == list(range(1, len(MIGRATIONS) + 1))


async def test_a_database_goes_on_from_where_it_is(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(address)
    await store.migrate()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN more TEXT",)))
    assert await store.migrate() == len(MIGRATIONS)
    assert await store.migrate() == len(MIGRATIONS) + 1
    columns = await store.transact(lambda connection: inspect(connection).get_columns("sessions"), 10)
    await store.close()

    assert columns[-1]["name"] == "more"


async def test_a_database_of_a_newer_version_is_left_as_it_is(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(address)
    newer = (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN more TEXT",))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", newer)
        await store.migrate()
    assert await store.migrate() == len(newer)
    await store.close()


async def test_a_migration_that_fails_leaves_the_tables_as_they_were(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(address)
    broken = (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN more TEXT", "NO SUCH STATEMENT"))
    monkeypatch.setattr(migrations, "MIGRATIONS", broken)
    with pytest.raises(sa.exc.SQLAlchemyError):
        await store.migrate()
    assert await store.transact(lambda connection: inspect(connection).get_table_names(), 10) == []
    await store.close()
