"""What must happen though nobody asks: sessions that are due go on, recordings are handed over, old rows go."""

from __future__ import annotations

import asyncio
import time
from functools import partial

import structlog
from sqlalchemy import Connection

from runtime.conduct.conductor import Conductor
from runtime.conduct.dues import POSTPONED, STARTED, TIMED, Kind
from runtime.conduct.keeping import RecordingsKept
from runtime.conduct.ledger import Ledger
from runtime.storage import Store, messages, recordings, sessions
from runtime.storage.record import Cause

_EVERY = 1.0
# How soon it is looked again for room where as many acts are being done as may be.
_CROWDED = 0.05
_CLEAN_EVERY = 3600.0
_SET_CLOCK_EVERY = 60.0
_WITHIN = 10.0
# So many go on in one transaction: more made no difference, and webhooks wait behind it on SQLite.
_MOST = 100
# An act that waits for others may not end in its time.
_MOST_ACTS = 100
_MOST_SINGLY = 20
# So many other bundles are asked at once: what a caller waits for finds a connection beside them, of which there are
# 100 (https://www.python-httpx.org/advanced/resource-limits/).
_MOST_POLLS = 50
_MOST_DELETED = 500
# A session of a version that no process has any more is given up after this many seconds.
_NO_VERSION = 60.0
_DAY = 86_400.0

_LEFT: tuple[Cause, ...] = ("lease", "silence", "close", "letter")
_POLLED: tuple[Cause, ...] = ("poll",)

_log = structlog.get_logger(__name__)


class Sweeper:
    """Looks into the database every second, and when another process calls. Any number of processes may do so."""

    def __init__(
        self, store: Store, ledger: Ledger, conductor: Conductor, recordings_kept: RecordingsKept, keep_days: float
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._conductor = conductor
        self._recordings = recordings_kept
        self._keep = keep_days * _DAY
        self._cleaned = -_CLEAN_EVERY
        self._clock_set = time.monotonic()
        self._stopped = False
        self._wanted = asyncio.Event()
        self._polling: set[str] = set()
        self._polls_wait = False

    async def run(self) -> None:
        """Sweeps until it is stopped; what fails is logged, and tried again."""
        listening = asyncio.create_task(self._store.listen(self._wanted.set))
        while not self._stopped:
            self._wanted.clear()
            try:
                rest = 0.0 if await self.sweep() else _EVERY
            except Exception as error:
                _log.warning("sweep failed", error=type(error).__name__)
                rest = _EVERY
            if rest and not self._stopped:
                await self._rest(_CROWDED if self._room == 0 or self._polls_wait else rest)
        listening.cancel()
        await asyncio.wait({listening})

    def stop(self) -> None:
        """Lets `run` end after what it is doing."""
        self._stopped = True
        self._wanted.set()

    async def sweep(self) -> bool:
        """Takes up what is due, once. Whether there may be more."""
        timed = await self._take_up_all(TIMED, _MOST)
        started = await self._take_up_all(STARTED, min(_MOST, self._room))
        singly = await self._take_up_singly(_LEFT, _MOST_SINGLY)
        await self._poll()
        await self._recordings.hand_over_again()
        await self._now_and_then()
        return timed or started or singly

    @property
    def _room(self) -> int:
        """How many more acts may be begun."""
        return max(0, _MOST_ACTS - self._conductor.acts)

    async def _poll(self) -> None:
        """Lets sessions ask other bundles, as many as there is room for in this process."""
        self._polling = {key for key in self._polling if self._conductor.is_acting(key)}
        most = _MOST_POLLS - len(self._polling)
        keys = await self._take_up_due(_POLLED, most) if most > 0 else []
        self._polling.update(keys)
        # Where all of them are slow to answer, nobody hurries to ask more.
        self._polls_wait = 0 < most == len(keys)

    async def _take_up_all(self, kind: Kind, most: int) -> bool:
        """Lets sessions of a kind go on, at most so many; whether there were as many."""
        if most == 0:
            return False
        try:
            return await self._conductor.take_up_all(kind, most) == most
        except Exception as error:
            # One of them that the database does not take must not keep the others.
            _log.warning("sessions not taken up together", error=type(error).__name__)
            return await self._take_up_singly(kind.causes, _MOST_SINGLY)

    async def _take_up_singly(self, causes: tuple[Cause, ...], most: int) -> bool:
        """Lets sessions go on that are due because of these causes, at most so many; whether there were as many."""
        return len(await self._take_up_due(causes, most)) == most

    async def _take_up_due(self, causes: tuple[Cause, ...], most: int) -> list[str]:
        keys = await self._store.transact(partial(self._due, causes, most), within=_WITHIN)
        await asyncio.gather(*map(self._take_up, keys))
        return keys

    async def _take_up(self, key: str) -> None:
        try:
            await self._conductor.take_up(key)
        except Exception:
            _log.exception("session not taken up", session=key)
            due = self._ledger.clock() + POSTPONED
            await self._store.transact(partial(sessions.postpone, key=key, due=due), within=_WITHIN)

    def _due(self, causes: tuple[Cause, ...], most: int, connection: Connection) -> list[str]:
        now = self._ledger.clock()
        return sessions.due(
            connection,
            versions=list(self._ledger.editions.engines),
            causes=causes,
            now=now,
            long_ago=now - _NO_VERSION,
            most=most,
        )

    async def _now_and_then(self) -> None:
        if time.monotonic() - self._clock_set >= _SET_CLOCK_EVERY:
            self._clock_set = time.monotonic()
            await self._store.set_clock(_WITHIN)
        if time.monotonic() - self._cleaned >= _CLEAN_EVERY:
            self._cleaned = time.monotonic()
            await self._clean()

    async def _clean(self) -> None:
        before = self._ledger.clock() - self._keep
        gone = await self._store.transact(partial(sessions.forget, before=before, most=_MOST_DELETED), within=_WITHIN)
        await self._store.transact(partial(recordings.forget, before=before), within=_WITHIN)
        await self._store.transact(partial(messages.forget, before=before), within=_WITHIN)
        if gone == _MOST_DELETED:
            self._cleaned = -_CLEAN_EVERY
        if gone:
            _log.info("old sessions deleted", sessions=gone)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wanted.wait()
        except TimeoutError:
            pass
