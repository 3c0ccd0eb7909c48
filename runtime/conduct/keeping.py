"""The events of recordings are kept, and handed to the application's own function."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from sqlalchemy import Connection

from runtime.conduct.deadline import SECONDS
from runtime.conduct.ledger import Ledger
from runtime.step import Parameters
from runtime.storage import Store, recordings, sessions
from runtime.storage.recordings import RecordingEvent

# The webhook that brought an event hands it over; one that was not taken by then is handed over again.
_HANDED_AFTER = 60.0
_MOST = 20
# An event that cannot be kept is told again, if its time allows: `ONCE_MORE` in addresses.py.
_KEEP_SECONDS = 4.0

OnRecording = Callable[[RecordingEvent], Awaitable[None]]

_log = structlog.get_logger(__name__)


class RecordingsKept:
    """Keeps each event once. `on_recording` gets each at least once, one that failed again later."""

    def __init__(self, store: Store, ledger: Ledger, on_recording: OnRecording | None) -> None:
        self._store = store
        self._ledger = ledger
        self._on_recording = on_recording
        self._tasks: set[asyncio.Task[None]] = set()

    async def keep(self, recording_sid: str, status: str, call_sid: str, parameters: Parameters) -> None:
        """Keeps an event, and hands a new one over in the background."""
        event = RecordingEvent(
            recording_sid=recording_sid,
            status=status,
            call_sid=call_sid,
            parameters=parameters,
            received=self._ledger.clock(),
        )
        is_new, key = await self._store.transact(partial(_keep, event), within=_KEEP_SECONDS)
        if key is not None:
            structlog.contextvars.bind_contextvars(session=key)
        if is_new and self._on_recording is not None:
            task = asyncio.create_task(self._hand_over(self._on_recording, event))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def hand_over_again(self) -> None:
        """Hands over the events that were not taken when they came."""
        if self._on_recording is None:
            return
        work = partial(recordings.not_handed, before=self._ledger.clock() - _HANDED_AFTER, most=_MOST)
        for event in await self._store.transact(work, within=SECONDS):
            await self._hand_over(self._on_recording, event)

    async def finish(self, within: float) -> None:
        """Waits for what is being handed over."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)

    async def _hand_over(self, on_recording: OnRecording, event: RecordingEvent) -> None:
        try:
            await on_recording(event)
            work = partial(recordings.hand, event=event, now=self._ledger.clock())
            await self._store.transact(work, within=SECONDS)
        except Exception:
            _log.exception("recording not taken", recording_sid=event.recording_sid, call_sid=event.call_sid)


def _keep(event: RecordingEvent, connection: Connection) -> tuple[bool, str | None]:
    """Whether the event is new, and whose it is, for the logs."""
    return recordings.keep(connection, event), sessions.key_of_call(connection, event.call_sid)
