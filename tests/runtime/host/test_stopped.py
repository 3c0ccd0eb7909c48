"""SIGTERM: no new work, running webhooks are answered, acts end or are left to others."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.runtime.host.acts import Does
from tests.runtime.host.hosted import ACCOUNT, TOKEN, action, asking, documents, flow_of, hosted
from tests.runtime.host.test_killed import PUBLIC, post, process
from tests.runtime.host.test_statuses import start, until

from runtime import Flow, application
from runtime.conduct import ledger
from runtime.step import Outcome
from runtime.values import JsonObject
from runtime.world import World

# What docs/runtime.md promises.
WITHIN = 35


def is_closed(port: int) -> bool:
    """Whether nobody listens any more, or stops to within some time."""
    for _ in range(400):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("waits", [True, False], ids=["in a webhook", "in the background"])
def test_what_was_begun_is_ended_and_nothing_more_is_taken(sqlite: str, tmp_path: Path, waits: bool) -> None:
    documents(tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>")
    with (
        ThreadPoolExecutor() as threads,
        process(sqlite, tmp_path, "", application="tests.runtime.host.stopping_app:app") as running,
    ):
        local = f"http://127.0.0.1:{running.port}"
        if waits:
            url = action(post(running.port, f"{PUBLIC}/voice"))
            answer = threads.submit(post, running.port, url, Digits="1")
        else:
            sent = {"To": "+1", "From": "+2"}
            answer = threads.submit(httpx.post, f"{local}/executions", data=sent, auth=(ACCOUNT, TOKEN))
        while not (tmp_path / "begun").exists():
            assert not answer.done() or answer.result().is_success
            time.sleep(0.01)
        running.process.send_signal(signal.SIGTERM)
        assert is_closed(running.port)
        told = answer.result(WITHIN)
        # After its graceful stop uvicorn lets the signal have its way.
        assert running.process.wait(WITHIN) in {0, -signal.SIGTERM}

    assert told.is_success
    assert ("<Say>bye</Say>" in told.text) == waits
    assert (tmp_path / "effects").read_text() == "done\n"
    assert "Traceback" not in (tmp_path / "log").read_text()


async def test_an_act_that_does_not_end_is_left_to_others(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def hangs(_request: JsonObject, _world: World) -> Outcome:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def look(_request: JsonObject, _world: World) -> Outcome:
        return Outcome("done", {"found": True})

    def flow() -> Flow:
        flow = flow_of(start="act", event="incomingRequest")
        flow.add(Does("act", do=hangs, look=look, exits={"done": None}))
        return flow

    monkeypatch.setattr(application, "_LAST", 0.1)
    monkeypatch.setattr(ledger, "_MARGIN", -1.9)
    folder = documents(tmp_path / "twiml")
    async with hosted(flow(), address, folder) as host:
        await start(host)
        await begun.wait()
    async with hosted(flow(), address, folder) as other:
        await until(other, 'flow_acts_total{outcome="unknown",step="act"} 1.0')
        await until(other, 'flow_sessions_ended_total{reason="flow ended"} 1.0')
