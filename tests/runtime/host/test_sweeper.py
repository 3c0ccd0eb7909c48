"""What goes on though nobody asks: left acts, other versions, old rows."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from tests.runtime.host.acts import Does, counted
from tests.runtime.host.hosted import CALL, action, asking, asks, documents, flow_of, hosted, says
from tests.runtime.host.test_statuses import start, until

from runtime import Edition, Flow
from runtime.conduct import ledger
from runtime.run import Run
from runtime.step import Outcome
from runtime.steps import GatherInputOnCall
from runtime.values import JsonObject
from runtime.world import World


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return documents(tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>", new="<Say>new</Say>")


async def test_an_act_that_its_process_left_is_looked_up_by_another(
    address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first process commits the intent and never comes back."""
    looks: list[str] = []

    async def hangs(_request: JsonObject, _world: World) -> Outcome:
        await asyncio.Event().wait()
        raise AssertionError

    async def look(_request: JsonObject, _world: World) -> Outcome:
        looks.append("looked")
        return Outcome("done", {"found": True})

    flow = flow_of(start="act", event="incomingRequest")
    flow.add(Does("act", do=hangs, look=look, exits={"done": None}))
    monkeypatch.setattr(ledger, "_MARGIN", -1.9)
    async with hosted(flow, address, folder) as one, hosted(flow, address, folder) as other:
        await start(one)
        ended = [0, 0]
        for _ in range(200):
            await asyncio.sleep(0.05)
            ended = [(await host.get("/metrics")).text.count('reason="flow ended"} 1.0') for host in (one, other)]
            if any(ended):
                break
        await asyncio.sleep(2.5)  # by then the first has given up as well, and its outcome is void
        ended = [(await host.get("/metrics")).text.count('reason="flow ended"} 1.0') for host in (one, other)]
    assert looks
    assert sum(ended) == 1


async def test_a_run_goes_on_with_the_flow_that_it_began_with(address: str, folder: Path) -> None:
    old = flow_of(version="v1")
    old.add(asks("ask", "bye"))
    old.add(says("bye", None))
    new = flow_of(version="v2", start="new")
    new.add(says("new", None))
    async with hosted(old, address, folder) as host:
        url = action(await host.post("/voice"))

    async with hosted(new, address, folder, earlier=[Edition(old, folder)]) as host:
        assert "bye" in (await host.post(url, Digits="1")).text
        assert "new" in (await host.post("/voice", CallSid="CA" + "9" * 32)).text


async def test_a_run_of_a_flow_that_is_elsewhere_is_left_to_its_process(address: str, folder: Path) -> None:
    old = flow_of(version="v1")
    old.add(asks("ask", "bye"))
    old.add(says("bye", None))
    new = flow_of(version="v2", start="new")
    new.add(says("new", None))
    async with hosted(old, address, folder) as one, hosted(new, address, folder) as other:
        url = action(await one.post("/voice"))
        sent_on = action(await other.post(url, Digits="1"))
        assert "Digits=1" in sent_on
        assert "bye" in (await one.post(sent_on)).text


async def test_a_run_of_a_flow_that_nobody_has_is_ended(address: str, folder: Path) -> None:
    old = flow_of(version="v1")
    old.add(asks("ask", None))
    now = [1000.0]
    async with hosted(old, address, folder) as host:
        await host.post("/voice")
    async with hosted(flow_of(version="v2", start=None), address, folder, clock=lambda: now[0]) as host:
        await host.post("/status", CallStatus="completed")
        now[0] += 70
        await until(host, 'flow_sessions_ended_total{reason="no flow of version v1"} 1.0')


class Limited(GatherInputOnCall):
    """A question that is waited for half a minute."""

    def due(self, run: Run) -> float | None:  # noqa: ARG002 — the base class names it
        """Thirty seconds."""
        return 30

    def timed_out(self, run: Run) -> str:
        """Nobody came back."""
        run.lose_call()
        return "timeout"


@pytest.mark.parametrize("comes_back", [True, False])
async def test_a_wait_ends_in_time_also_after_a_restart(address: str, folder: Path, comes_back: bool) -> None:
    effects: list[str] = []

    def flow() -> Flow:
        flow = flow_of()
        flow.add(Limited("ask", document="ask.xml", exits={"keypress": "bye", "timeout": "act"}))
        flow.add(Does("act", do=counted(effects), exits={"done": None}))
        flow.add(says("bye", None))
        return flow

    now = [1000.0]
    async with hosted(flow(), address, folder, clock=lambda: now[0]) as host:
        url = action(await host.post("/voice"))
        if comes_back:
            await host.post(url, Digits="1")
    now[0] += 31
    async with hosted(flow(), address, folder, clock=lambda: now[0]) as host:
        if comes_back:
            await asyncio.sleep(1.5)
        else:
            await until(host, 'flow_sessions_ended_total{reason="flow ended"} 1.0')
    assert len(effects) == (0 if comes_back else 1)


async def test_old_sessions_are_deleted(sqlite: str, folder: Path) -> None:
    flow = flow_of(start="bye")
    flow.add(says("bye", None))
    now = [1000.0]
    async with hosted(flow, sqlite, folder, clock=lambda: now[0], keep_days=7) as host:
        await host.post("/voice")
    assert _sessions(sqlite) == [(CALL,)]

    for days, left in ((6, [(CALL,)]), (2, [])):
        now[0] += days * 86_400
        async with hosted(flow, sqlite, folder, clock=lambda: now[0], keep_days=7):
            for _ in range(100):
                await asyncio.sleep(0.05)
                if _sessions(sqlite) == [] or days == 6:
                    break
        assert _sessions(sqlite) == left


def _sessions(address: str) -> list[tuple[str]]:
    connection = sqlite3.connect(address.removeprefix("sqlite+aiosqlite:///"))
    found = connection.execute("SELECT call_sid FROM sessions").fetchall()
    connection.close()
    return found
