"""More than the database, or the way out, can bear: webhooks are answered in their time, and nothing piles up."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Awaitable
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection, text
from tests.runtime.host.acts import Does
from tests.runtime.host.hosted import action, asking, asks, documents, flow_of, hosted, says
from tests.runtime.host.test_metrics import samples
from tests.runtime.server import never, serving

from runtime import application
from runtime.conduct import conductor
from runtime.conduct.deadline import Deadline
from runtime.http_client import HttpClient, HttpError
from runtime.metrics import Metrics
from runtime.step import Outcome
from runtime.storage import open_store
from runtime.storage.bounded_store import BoundedStore
from runtime.traces import Traces
from runtime.values import JsonObject
from runtime.world import World

WAITING = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return documents(tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>", sorry="<Say>sorry</Say>")


def locked(address: str, holds: threading.Event, lets_go: threading.Event) -> None:
    """Keeps every row of the sessions, as a slow database does, until it is told to let go."""

    def hold(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE"))
        holds.set()
        lets_go.wait(60)

    async def run() -> None:
        store = open_store(address)
        await store.transact(hold, 60)
        await store.close()

    asyncio.run(run())


async def crowd(*webhooks: Awaitable[httpx.Response]) -> list[httpx.Response]:
    return list(await asyncio.gather(*webhooks))


async def test_a_crowd_at_a_slow_database_is_told_to_come_again_and_is_served_then(
    address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four may wait, the others are answered at once; the callbacks among them are told to come again by a 503."""
    short = Deadline.after
    monkeypatch.setattr(Deadline, "after", lambda _seconds=1.0: short(1.0))
    monkeypatch.setattr(conductor, "_STATUS_SECONDS", 1.0)
    metrics = Metrics()
    monkeypatch.setattr(application, "Metrics", lambda: metrics)
    monkeypatch.setattr(
        application, "BoundedStore", lambda store, *_given: BoundedStore(store, metrics, Traces(), most=WAITING // 3)
    )
    flow = flow_of()
    flow.add(asks("ask", "bye"))
    flow.add(says("bye", None))
    holds, lets_go = threading.Event(), threading.Event()
    async with hosted(flow, address, folder) as host:
        url = action(await host.post("/voice"))
        thread = threading.Thread(target=locked, args=(address, holds, lets_go))
        thread.start()
        await asyncio.to_thread(holds.wait, 30)
        try:
            calls = [host.post("/voice", CallSid=f"CA{number}") for number in range(WAITING)]
            answers = await crowd(*calls, host.post(url, Digits="7"))
            status = await host.post("/status", CallStatus="ringing")
        finally:
            lets_go.set()
            await asyncio.to_thread(thread.join)
        found = samples(metrics)
        again = [action(answer) for answer in answers]
        served = [await host.post(address, CallSid=f"CA{number}") for number, address in enumerate(again[:WAITING])]
        answered = await host.post(again[-1])

    assert all("<Redirect" in answer.text for answer in answers)
    assert status.status_code == 503
    assert found["flow_database_refused_total", ()] >= WAITING // 2
    assert found["flow_webhooks_stalled_total", ("/voice",)] == WAITING + 1
    assert {answer.text.count("<Say>ask?</Say>") for answer in served} == {1}
    assert "again=1" in again[-1]
    assert "Digits=7" in again[-1]
    assert "bye" in answered.text


async def test_an_act_that_finds_no_way_out_takes_its_failure_exit(
    sqlite: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All connections to other servers are taken by requests that are not answered."""
    limits = httpx.Limits(max_connections=1)

    async def do(_request: JsonObject, world: World) -> Outcome:
        try:
            await world.http.send("GET", url, within=0.5)
        except HttpError:
            return Outcome("failed")
        return Outcome("done")

    flow = flow_of()
    flow.add(asks("ask", "act"))
    flow.add(Does("act", do=do, exits={"done": "bye", "failed": "sorry"}))
    flow.add(says("bye", None))
    flow.add(says("sorry", None))
    monkeypatch.setattr(
        application,
        "HttpClient",
        lambda **given: HttpClient(transport=httpx.AsyncHTTPTransport(limits=limits), **given),
    )
    async with serving(never) as server, hosted(flow, sqlite, folder) as host:
        url = server.url
        urls = [action(await host.post("/voice", CallSid=f"CA{number}")) for number in range(3)]
        answers = await crowd(*(host.post(url, CallSid=f"CA{n}", Digits="1") for n, url in enumerate(urls)))
        told = (await host.get("/metrics")).text

    assert ["sorry" in answer.text for answer in answers] == [True] * 3
    # One whose turn comes as another's time ends may still get out.
    assert len(server.received) < 3
    # The time for a free connection ends with the act's: either may be what ends it.
    assert len(re.findall(r'flow_http_request_seconds_count\{method="GET",status="(Pool|Cancel)', told)) >= 1
