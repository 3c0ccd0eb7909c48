"""Machines over one PostgreSQL go by its clock, whatever their own say."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import Connection, text

from runtime.storage import open_store
from runtime.storage.server_clock import ServerClock


@pytest.mark.parametrize("wrong_by", [-7200.0, 7200.0])
async def test_a_machine_whose_clock_is_wrong_tells_the_database_s_time(database: str, wrong_by: float) -> None:
    clock = ServerClock(lambda: time.time() + wrong_by)
    store = open_store(database)
    await store.transact(clock.measure, 10)
    told = await store.transact(_now, 10)
    ours = clock()
    await store.close()

    assert ours == pytest.approx(told, abs=60)


async def test_the_clock_is_set_with_the_tables(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(database)
    monkeypatch.setattr(store.clock, "_ahead", 0.0)
    await store.migrate()
    told = await store.transact(_now, 10)
    ours = store.clock()
    await store.close()

    assert ours == pytest.approx(told, abs=60)


def test_a_slow_answer_sets_a_clock_only_where_none_came_before() -> None:
    # When it is made, before and after each of three answers, and when it is asked.
    moments = iter([0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 50.25, 60.0, 60.0, 60.0])
    clock = ServerClock(moments.__next__)
    told = []
    for answer in (1_015.0, 5_000.0, 2_050.125):
        clock.measure(_Moment(answer))  # type: ignore[arg-type]  # it is asked for nothing else
        told.append(clock._ahead)

    assert told == [1_000.0, 1_000.0, 2_000.0]
    assert clock() == 2_060.0


async def test_sqlite_goes_by_the_machine_s_clock(sqlite: str) -> None:
    store = open_store(sqlite)
    await store.migrate()
    ours, machine = store.clock(), time.time()
    await store.close()

    assert ours == pytest.approx(machine, abs=60)


class _Moment:
    """A connection to a database at which time stands still."""

    def __init__(self, told: float) -> None:
        self._told = told

    def execute(self, _query: object) -> _Moment:
        """The answer to any question."""
        return self

    def scalar_one(self) -> float:
        """The time."""
        return self._told


def _now(connection: Connection) -> float:
    return float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
