"""PostgreSQL: for more than one machine. A row is locked while a webhook works on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar, cast

from sqlalchemy import URL, Connection, QueuePool
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from runtime.storage.store import Connections, Store

T = TypeVar("T")

# Twilio waits 15 seconds for an answer, and another try must still fit.
_OPTIONS = "-c lock_timeout=5s -c statement_timeout=8s -c idle_in_transaction_session_timeout=15s"
_CONNECT_SECONDS = 5
# Webhooks that wait for each other hold a connection each.
_STEADY, _MORE = 10, 20


class PostgresStore(Store):
    """A PostgreSQL database, through a pool of connections."""

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(
            url,
            pool_size=_STEADY,
            max_overflow=_MORE,
            pool_timeout=_CONNECT_SECONDS,
            connect_args={"options": _OPTIONS, "connect_timeout": _CONNECT_SECONDS},
            hide_parameters=True,
        )
        self._running: set[asyncio.Task[object]] = set()

    async def transact(self, work: Callable[[Connection], T], within: float) -> T:
        """As Store says. A connection that broke while it lay in the pool is replaced once."""
        # Ending a connection to a machine that is gone takes its own time: nobody waits for that.
        task: asyncio.Task[T] = asyncio.create_task(self._twice(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        done, _ = await asyncio.wait({task}, timeout=within)
        if not done:
            task.cancel()
            raise TimeoutError
        return task.result()

    async def close(self) -> None:
        """As Store says."""
        if self._running:
            await asyncio.wait(self._running, timeout=_CONNECT_SECONDS)
        await self._engine.dispose()

    def connections(self) -> Connections:
        """As Store says."""
        pool = cast("QueuePool", self._engine.pool)
        return Connections(pool.checkedout(), _STEADY + _MORE)

    async def _twice(self, work: Callable[[Connection], T]) -> T:
        try:
            return await self._once(work)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return await self._once(work)

    async def _once(self, work: Callable[[Connection], T]) -> T:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)
