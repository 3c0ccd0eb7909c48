"""PostgreSQL: for more than one machine. A row is locked while a webhook works on it.

Each connection has a thread that runs a transaction as a whole: a driver for asyncio goes back to the event loop
between statements, and took half as much time again for each transaction.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar, cast

from sqlalchemy import URL, Connection, QueuePool, create_engine
from sqlalchemy.exc import DBAPIError

from runtime.storage.bell import listen
from runtime.storage.server_clock import ServerClock
from runtime.storage.store import Connections, Store

T = TypeVar("T")

# Twilio waits 15 seconds for an answer, and another try must still fit.
_OPTIONS = "-c lock_timeout=5s -c statement_timeout=8s -c idle_in_transaction_session_timeout=8s"
_CONNECT_SECONDS = 3
_CLOSE_SECONDS = 5
# A thread leaves the interpreter to others whenever it waits for the database, which is within milliseconds. To be
# interrupted before, every 5 ms as Python does of itself, makes a webhook a tenth dearer:
# https://docs.python.org/3/library/sys.html#sys.setswitchinterval
_SWITCH_SECONDS = 0.05
# A database that has vanished from the network is given up by libpq's own means, while the webhook can still be told to
# come again:
# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-TCP-USER-TIMEOUT
_VANISHED: dict[str, Any] = {
    "tcp_user_timeout": 4_000,
    "keepalives_idle": 2,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}


class PostgresStore(Store):
    """A PostgreSQL database, over so many connections, and one more that listens to the other processes."""

    def __init__(self, url: URL, connections: int) -> None:
        sys.setswitchinterval(max(sys.getswitchinterval(), _SWITCH_SECONDS))
        self.clock = self._clock = ServerClock()
        self._engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            connect_args={"options": _OPTIONS, "connect_timeout": _CONNECT_SECONDS, **_VANISHED},
            hide_parameters=True,
        )
        self._threads = ThreadPoolExecutor(connections, "postgresql")
        self._running: set[asyncio.Future[Any]] = set()
        self._closed = False

    async def transact(self, work: Callable[[Connection], T], within: float) -> T:
        """As Store says. Work that nobody waits for any more is not begun."""
        run = copy_context().run  # the logs know the webhook by it
        result = asyncio.get_running_loop().run_in_executor(self._threads, run, self._twice, work)
        self._running.add(result)
        result.add_done_callback(self._running.discard)
        done, _ = await asyncio.wait({result}, timeout=within)
        if not done:
            result.cancel()
            raise TimeoutError
        return result.result()

    async def set_clock(self, within: float) -> None:
        """As Store says."""
        await self.transact(self._clock.measure, within)

    async def listen(self, heard: Callable[[], None]) -> None:
        """As Store says."""
        _, arguments = self._engine.dialect.create_connect_args(self._engine.url)
        await listen({**arguments, "connect_timeout": _CONNECT_SECONDS, **_VANISHED}, heard)

    async def close(self) -> None:
        """As Store says."""
        if self._running:
            await asyncio.wait(self._running, timeout=_CLOSE_SECONDS)
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        await asyncio.to_thread(self._engine.dispose)

    def connections(self) -> Connections:
        """As Store says."""
        pool = cast("QueuePool", self._engine.pool)
        return Connections(pool.checkedout(), pool.size())

    def _twice(self, work: Callable[[Connection], T]) -> T:
        """What the work returns. A connection that broke while it lay in the pool is replaced once."""
        try:
            return self._once(work)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._once(work)

    def _once(self, work: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            try:
                return work(connection)
            finally:
                if self._closed:
                    connection.detach()  # nobody would end it where it came from
