"""Events of recordings are kept once, and handed over until they are taken."""

from __future__ import annotations

from functools import partial

from runtime.storage import open_store, recordings
from runtime.storage.recordings import RecordingEvent


def event(status: str, received: float) -> RecordingEvent:
    """An event of one recording."""
    return RecordingEvent(
        recording_sid="RE1", status=status, call_sid="CA1", parameters={"a": "ü\0"}, received=received
    )


async def test_each_state_is_kept_once_and_handed_until_it_is_taken(address: str) -> None:
    store = open_store(address)
    await store.migrate()
    done, begun = event("completed", 1.0), event("in-progress", 2.0)

    assert await store.transact(partial(recordings.keep, event=done), 10)
    assert await store.transact(partial(recordings.keep, event=begun), 10)
    assert not await store.transact(partial(recordings.keep, event=event("completed", 3.0)), 10)
    assert await store.transact(partial(recordings.events_of, call_sid="CA1"), 10) == [done, begun]
    assert await store.transact(partial(recordings.events_of, call_sid="CA2"), 10) == []

    waiting = partial(recordings.not_handed, before=5.0, most=9)
    assert await store.transact(waiting, 10) == [done, begun]
    await store.transact(partial(recordings.hand, event=done, now=4.0), 10)
    assert await store.transact(waiting, 10) == [begun]
    assert await store.transact(partial(recordings.not_handed, before=1.5, most=9), 10) == []

    assert await store.transact(partial(recordings.forget, before=1.5), 10) == 1
    assert await store.transact(partial(recordings.events_of, call_sid="CA1"), 10) == [begun]
    await store.close()
