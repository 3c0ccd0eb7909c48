"""PostgreSQL: for more than one machine.

Work on more than a row, or on one that many may want, locks what it reads until all is written. What most webhooks do,
to read a session and save it, goes without a lock and a transaction around it, and is run again under a lock where the
session was changed in between: https://www.postgresql.org/docs/current/applevel-consistency.html.

Each connection has a thread that runs a transaction as a whole: a driver for asyncio goes back to the event loop
between statements, and took half as much time again for each transaction.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar, cast

from sqlalchemy import URL, Connection, QueuePool, create_engine
from sqlalchemy.exc import DBAPIError

from runtime.storage.bell import listen
from runtime.storage.server_clock import ServerClock
from runtime.storage.store import ALONE, ChangedError, Connections, Store

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
        engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            connect_args={"options": _OPTIONS, "connect_timeout": _CONNECT_SECONDS, **_VANISHED},
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
            hide_parameters=True,
        )
        self._alone = engine.execution_options(**{ALONE: True})
        self._engine = engine.execution_options(isolation_level="READ COMMITTED")
        self._threads = ThreadPoolExecutor(connections, "postgresql")
        self._running: set[asyncio.Future[Any]] = set()
        self._closed = False

    async def transact(self, work: Callable[[Connection], T], within: float) -> T:
        """As Store says. Work that nobody waits for any more is not begun."""
        return await self._in_thread(partial(self._locked, work), within)

    async def update(self, work: Callable[[Connection], T], within: float) -> T:
        """As Store says: with half as many ways to the database and back as a transaction has."""
        return await self._in_thread(partial(self._updated, work), within)

    async def _in_thread(self, does: Callable[[], T], within: float) -> T:
        run = copy_context().run  # the logs know the webhook by it
        result = asyncio.get_running_loop().run_in_executor(self._threads, run, self._twice, does)
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

    def _twice(self, does: Callable[[], T]) -> T:
        """What is returned. A connection that broke while it lay in the pool is replaced once."""
        try:
            return does()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return does()

    def _locked(self, work: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            return self._on(connection, work)

    def _updated(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._alone.connect() as connection:
                return self._on(connection, work)
        except ChangedError:
            return self._locked(work)  # whoever is at the same session now waits

    def _on(self, connection: Connection, work: Callable[[Connection], T]) -> T:
        try:
            return work(connection)
        finally:
            if self._closed:
                connection.detach()  # nobody would end it where it came from
