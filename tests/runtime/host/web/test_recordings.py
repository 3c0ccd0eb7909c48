"""Events of recordings, and the application's own function for them."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from tests.runtime.host.hosted import CALL, documents, flow_of, hosted

from runtime import RecordingEvent
from runtime.storage import open_store, recordings

SID = "RE" + "1" * 32


async def test_each_event_is_kept_and_given_once_in_any_order(address: str, tmp_path: Path) -> None:
    given: list[RecordingEvent] = []

    async def take(event: RecordingEvent) -> None:
        given.append(event)

    async with hosted(flow_of(start=None), address, documents(tmp_path / "twiml"), on_recording=take) as host:
        for status in ("completed", "in-progress", "completed"):
            answer = await host.post("/recording", RecordingSid=SID, RecordingStatus=status, RecordingUrl="https://x")
            assert answer.status_code == 200

    assert [(event.status, event.call_sid, event.parameters["RecordingUrl"]) for event in given] == [
        ("completed", CALL, "https://x"),
        ("in-progress", CALL, "https://x"),
    ]
    store = open_store(address)
    kept = await store.transact(partial(recordings.events_of, call_sid=CALL), 10)
    assert {event.status for event in kept} == {"completed", "in-progress"}
    assert await store.transact(partial(recordings.not_handed, before=1e12, most=9), 10) == []
    await store.close()


async def test_an_event_that_was_not_taken_is_given_again(address: str, tmp_path: Path) -> None:
    tries: list[str] = []
    taken = asyncio.Event()
    now = [1000.0]

    async def take(event: RecordingEvent) -> None:
        tries.append(event.status)
        if len(tries) == 1:
            raise OSError("the disk is full")
        taken.set()

    folder = documents(tmp_path / "twiml")
    async with hosted(flow_of(start=None), address, folder, on_recording=take, clock=lambda: now[0]) as host:
        await host.post("/recording", RecordingSid=SID, RecordingStatus="completed")
        now[0] += 61
        await asyncio.wait_for(taken.wait(), 20)
    assert tries == ["completed", "completed"]


@pytest.mark.parametrize("missing", ["RecordingSid", "RecordingStatus"])
async def test_an_event_of_nothing_is_a_bad_request(sqlite: str, tmp_path: Path, missing: str) -> None:
    sent = {"RecordingSid": SID, "RecordingStatus": "completed", missing: ""}
    async with hosted(flow_of(start=None), sqlite, documents(tmp_path / "twiml")) as host:
        assert (await host.post("/recording", sent)).status_code == 400
