"""What must happen though nobody asks: sessions that are due go on, recordings are handed over, old rows go."""

from __future__ import annotations

import asyncio
import time
from functools import partial

import structlog
from sqlalchemy import Connection

from runtime.conduct.conductor import Conductor
from runtime.conduct.keeping import RecordingsKept
from runtime.conduct.ledger import Ledger
from runtime.storage import Store, messages, recordings, sessions

_EVERY = 1.0
_CLEAN_EVERY = 3600.0
_WITHIN = 10.0
_MOST = 20
_MOST_DELETED = 500
# A session of a version that no process has any more is given up after this many seconds.
_NO_VERSION = 60.0
# A session that fails where nobody listens is left alone for so long.
_POSTPONED = 60.0
_DAY = 86_400.0

_log = structlog.get_logger(__name__)


class Sweeper:
    """Looks into the database every second. Any number of processes may do so."""

    def __init__(
        self, store: Store, ledger: Ledger, conductor: Conductor, recordings_kept: RecordingsKept, keep_days: float
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._conductor = conductor
        self._recordings = recordings_kept
        self._keep = keep_days * _DAY
        self._cleaned = -_CLEAN_EVERY
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Sweeps until it is stopped; what fails is logged, and tried again."""
        while not self._stopped.is_set():
            try:
                more = await self.sweep()
            except Exception as error:
                _log.warning("sweep failed", error=type(error).__name__)
                more = False
            if not more:
                await self._rest()

    def stop(self) -> None:
        """Lets `run` end after what it is doing."""
        self._stopped.set()

    async def sweep(self) -> bool:
        """Takes up what is due, once. Whether there may be more."""
        keys = await self._store.transact(self._due, within=_WITHIN)
        await asyncio.gather(*map(self._take_up, keys))
        await self._recordings.hand_over_again()
        if time.monotonic() - self._cleaned >= _CLEAN_EVERY:
            self._cleaned = time.monotonic()
            await self._clean()
        return len(keys) == _MOST

    async def _take_up(self, key: str) -> None:
        try:
            await self._conductor.take_up(key)
        except Exception:
            _log.exception("session not taken up", session=key)
            due = self._ledger.clock() + _POSTPONED
            await self._store.transact(partial(sessions.postpone, key=key, due=due), within=_WITHIN)

    def _due(self, connection: Connection) -> list[str]:
        now = self._ledger.clock()
        versions = list(self._ledger.editions.engines)
        return sessions.due(connection, versions=versions, now=now, long_ago=now - _NO_VERSION, most=_MOST)

    async def _clean(self) -> None:
        before = self._ledger.clock() - self._keep
        gone = await self._store.transact(partial(sessions.forget, before=before, most=_MOST_DELETED), within=_WITHIN)
        await self._store.transact(partial(recordings.forget, before=before), within=_WITHIN)
        await self._store.transact(partial(messages.forget, before=before), within=_WITHIN)
        if gone == _MOST_DELETED:
            self._cleaned = -_CLEAN_EVERY
        if gone:
            _log.info("old sessions deleted", sessions=gone)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(_EVERY):
                await self._stopped.wait()
        except TimeoutError:
            pass
