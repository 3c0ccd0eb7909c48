"""A store that lets only so many wait for it: who comes after them is told at once, and may come again."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy import Connection

from runtime.metrics import Metrics
from runtime.storage.store import Connections, Store
from runtime.traces import Traces

T = TypeVar("T")
_Does = Callable[[Callable[[Connection], T], float], Awaitable[T]]

# Each of them holds a webhook, of some dozens of kilobytes. A database that serves 20 a second
# is through with so many before Twilio's time is up.
MOST_PENDING = 256


class BusyError(TimeoutError):
    """So many transactions wait already that this one was not begun."""


class BoundedStore(Store):
    """Another store, with a bound, and with what is counted and traced of each transaction."""

    def __init__(self, store: Store, metrics: Metrics, traces: Traces, most: int = MOST_PENDING) -> None:
        self._store = store
        self._metrics = metrics
        self._traces = traces
        self._most = most
        self._pending = 0
        self.clock = store.clock
        metrics.watch(lambda: self._pending, store.connections)

    async def transact(self, work: Callable[[Connection], T], within: float) -> T:
        """As Store says. Raises BusyError, a TimeoutError, at once where too many wait."""
        return await self._bounded(self._store.transact, work, within)

    async def update(self, work: Callable[[Connection], T], within: float) -> T:
        """As Store says. Raises as `transact` does."""
        return await self._bounded(self._store.update, work, within)

    async def _bounded(self, does: _Does[T], work: Callable[[Connection], T], within: float) -> T:
        if self._pending >= self._most:
            self._metrics.refused()
            raise BusyError(f"{self._pending} transactions wait")
        self._pending += 1
        began, result = time.perf_counter(), "committed"
        try:
            with self._traces.span("transaction"):
                return await does(work, within)
        except BaseException as error:
            result = type(error).__name__
            raise
        finally:
            self._pending -= 1
            self._metrics.transaction(result, time.perf_counter() - began)

    async def set_clock(self, within: float) -> None:
        """As Store says."""
        await self._store.set_clock(within)

    async def listen(self, heard: Callable[[], None]) -> None:
        """As Store says."""
        await self._store.listen(heard)

    async def close(self) -> None:
        """As Store says."""
        await self._store.close()

    def connections(self) -> Connections:
        """As Store says."""
        return self._store.connections()
