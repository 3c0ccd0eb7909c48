"""A store that is asked by too many says so at once, and serves those who waited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest
from sqlalchemy import Connection, create_mock_engine
from tests.runtime.host.test_metrics import samples

from runtime.metrics import Metrics
from runtime.storage.bounded_store import BoundedStore, BusyError
from runtime.storage.store import Connections, Store
from runtime.traces import Traces

T = TypeVar("T")


class Slow(Store):
    """A store whose transactions end when the test says so."""

    def __init__(self) -> None:
        self.goes_on = asyncio.Event()

    async def transact(self, work: Callable[[Connection], T], within: float) -> T:
        async with asyncio.timeout(within):
            await self.goes_on.wait()
        return work(create_mock_engine("sqlite://", print))  # type: ignore[arg-type]  # no statement comes to it

    async def set_clock(self, within: float) -> None:
        pass

    async def close(self) -> None:
        self.goes_on.set()

    def connections(self) -> Connections:
        return Connections(2, 3)


def nothing(_connection: Connection) -> None:
    pass


@pytest.fixture
async def slow() -> Slow:
    return Slow()


async def test_who_comes_after_too_many_is_refused_at_once_and_served_later(slow: Slow) -> None:
    metrics = Metrics()
    store = BoundedStore(slow, metrics, Traces(), most=2)
    waiting = [asyncio.create_task(store.transact(nothing, 30)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await store.transact(nothing, 30)
    assert samples(metrics)["flow_database_transactions_pending", ()] == 2
    slow.goes_on.set()
    await asyncio.gather(*waiting)
    await store.transact(nothing, 30)
    found = samples(metrics)

    assert found["flow_database_refused_total", ()] == 1
    assert found["flow_database_transaction_seconds_count", ("committed",)] == 3
    assert found["flow_database_transactions_pending", ()] == 0
    assert found["flow_database_connections", ("used",)] == 2
    assert found["flow_database_connections", ("most",)] == 3


async def test_who_waited_in_vain_leaves_his_place(slow: Slow) -> None:
    metrics = Metrics()
    store = BoundedStore(slow, metrics, Traces(), most=1)
    for _ in range(2):
        with pytest.raises(TimeoutError) as error:
            await store.transact(nothing, 0.01)
        assert not isinstance(error.value, BusyError)
    assert samples(metrics)["flow_database_transaction_seconds_count", ("TimeoutError",)] == 2
