"""SQLite: one thread that runs each transaction as a whole.

A driver for asyncio hands every statement to a thread and back; here a transaction costs one such hop,
which made three to four times as many webhooks a second. SQLite has one writer at a time in any case.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from contextvars import Context, copy_context
from queue import SimpleQueue
from typing import Any, TypeVar, cast

import attrs
from sqlalchemy import URL, Connection, StaticPool, create_engine, event
from sqlalchemy.exc import OperationalError

from runtime.storage.store import Connections, Store

T = TypeVar("T")

_BEGIN = "BEGIN IMMEDIATE"
# How long a transaction waits for another process's. It holds up those behind it.
_LOCK_SECONDS = 3


@attrs.frozen
class _Job:
    """Work, and where its result is waited for. The context is what the logs know of the webhook."""

    work: Callable[[Connection], Any]
    result: asyncio.Future[Any]
    context: Context


class SqliteStore(Store):
    """A file, or the memory where the address names none. Processes of one machine may share a file."""

    def __init__(self, url: URL) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._engine = create_engine(
            url.set(drivername="sqlite"),
            poolclass=StaticPool,
            connect_args={"check_same_thread": False, "timeout": _LOCK_SECONDS},
            hide_parameters=True,
        )
        event.listen(self._engine, "connect", _connected)
        event.listen(self._engine, "begin", _begun)
        self._works = False
        self._thread = threading.Thread(target=self._serve, name="sqlite", daemon=True)
        self._thread.start()

    async def transact(self, work: Callable[[Connection], T], within: float) -> T:
        """As Store says. Work that nobody waits for any more is not begun."""
        result: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(work, result, copy_context()))
        async with asyncio.timeout(within):
            return await result

    async def set_clock(self, within: float) -> None:
        """Nothing is done: the processes of a machine share its clock."""

    async def close(self) -> None:
        """As Store says."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        self._engine.dispose()

    def connections(self) -> Connections:
        """As Store says."""
        return Connections(int(self._works), 1)

    def _serve(self) -> None:
        with ExitStack() as stack:
            connection: Connection | None = None
            while (job := self._jobs.get()) is not None:
                if job.result.cancelled():
                    continue
                self._works = True
                try:
                    connection = connection or stack.enter_context(self._engine.connect())
                    with connection.begin():
                        result = job.context.run(job.work, connection)
                except Exception as error:  # it is raised again where the work was given
                    stack.close()
                    connection = None
                    _hand(job.result, error=error)
                else:
                    _hand(job.result, result)
                finally:
                    self._works = False


def _hand(future: asyncio.Future[Any], result: object = None, error: Exception | None = None) -> None:
    """Gives a result to the event loop that waits for it."""

    def settle() -> None:
        if future.done():
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    with suppress(RuntimeError):  # the loop was closed, and so nobody waits
        future.get_loop().call_soon_threadsafe(settle)


def _connected(driver: object, _record: object) -> None:
    """Readers do not wait for the writer, and Python's driver begins no transaction by itself.

    Without FULL, a commit outlives the process, though perhaps not a power failure; in exchange for
    waiting for the disk at each of them.
    """
    connection = cast("Any", driver)
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begun(connection: Connection) -> None:
    """Takes the write lock at once: SQLite has no lock of a row, and drops FOR UPDATE without a word.

    The driver is told so itself: SQLAlchemy would take as long for it as for a statement with a result.
    """
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    try:
        driver.execute(_BEGIN)
    except sqlite3.Error as error:
        raise OperationalError(_BEGIN, None, error) from error
