"""What becomes of calls: they end, nobody answers, and the news may come at any time."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from tests.runtime.host.acts import Does, Rings, counted
from tests.runtime.host.hosted import ACCOUNT, TOKEN, Host, action, asking, asks, documents, flow_of, hosted, says

from runtime.run import Run
from runtime.step import Outcome
from runtime.steps import GatherInputOnCall
from runtime.values import JsonObject
from runtime.world import World

RUNG = "CA" + "c" * 32


class Kept(GatherInputOnCall):
    """A question whose caller may hang up, and then something is still to be done."""

    def hung_up(self, run: Run) -> str | None:  # noqa: ARG002 — the base class names it
        """The exit `hangup`."""
        return "hangup"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return documents(tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>")


async def until(host: Host, line: str, seconds: float = 10) -> None:
    """Waits until the metrics have a line."""
    for _ in range(int(seconds * 20)):
        if line in (await host.get("/metrics")).text:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"never: {line}\n" + (await host.get("/metrics")).text)


async def start(host: Host, **more: str) -> None:
    """Starts a run over REST."""
    data = {"To": "+15550001", "From": "+15550002", **more}
    answer = await host.client.post("https://flow.example.com/executions", data=data, auth=(ACCOUNT, TOKEN))
    assert answer.status_code == 201, answer.text


async def test_a_call_that_is_over_ends_its_session(address: str, folder: Path) -> None:
    flow = flow_of()
    flow.add(asks("ask", None))
    now = [1000.0]
    async with hosted(flow, address, folder, clock=lambda: now[0]) as host:
        await host.post("/voice")
        assert (await host.post("/status", CallStatus="completed")).status_code == 200
        now[0] += 4
        await until(host, 'flow_sessions_ended_total{reason="hung up"} 1.0')


async def test_an_answer_that_is_on_its_way_overtakes_the_end_of_the_call(address: str, folder: Path) -> None:
    effects: list[str] = []
    flow = flow_of()
    flow.add(asks("ask", "act"))
    flow.add(Does("act", do=counted(effects), exits={"done": None}))
    now = [1000.0]
    async with hosted(flow, address, folder, clock=lambda: now[0]) as host:
        first = await host.post("/voice")
        await host.post("/status", CallStatus="completed")
        await host.post(action(first), CallStatus="completed", Digits="hangup")
        now[0] += 4
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 1.0')
    assert len(effects) == 1


async def test_an_exit_for_a_hang_up_is_taken_where_nobody_listens(address: str, folder: Path) -> None:
    effects: list[str] = []
    flow = flow_of()
    flow.add(Kept("ask", document="ask.xml", exits={"keypress": None, "hangup": "act"}))
    flow.add(Does("act", do=counted(effects), exits={"done": None}))
    now = [1000.0]
    async with hosted(flow, address, folder, clock=lambda: now[0]) as host:
        await host.post("/voice")
        await host.post("/status", CallStatus="completed")
        now[0] += 4
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 1.0')
    assert len(effects) == 1


async def test_a_status_before_the_end_moves_nothing(sqlite: str, folder: Path) -> None:
    flow = flow_of()
    flow.add(asks("ask", "bye"))
    flow.add(says("bye", None))
    async with hosted(flow, sqlite, folder) as host:
        first = await host.post("/voice")
        await host.post("/status", CallStatus="in-progress")
        await host.post("/status", CallStatus="ringing")
        assert "bye" in (await host.post(action(first), Digits="1")).text


async def test_a_status_of_no_session_is_not_found(sqlite: str, folder: Path) -> None:
    flow = flow_of()
    flow.add(asks("ask", None))
    async with hosted(flow, sqlite, folder) as host:
        assert (await host.post("/status", CallStatus="completed")).status_code == 404
        assert (await host.post("/status?session=%00", CallStatus="completed")).status_code == 404


async def test_a_status_of_a_message_is_taken_and_forgotten(sqlite: str, folder: Path) -> None:
    async with hosted(flow_of(start=None), sqlite, folder) as host:
        assert (await host.post("/status", MessageStatus="sent", MessageSid="SM1")).status_code == 200
        assert "<Response></Response>" in (await host.post("/message", MessageSid="SM1", Body="hi")).text


async def rings(_request: JsonObject, _world: World) -> Outcome:
    return Outcome(None, {"CallSid": RUNG})


@pytest.mark.parametrize("news", ["answered", "busy", "nothing"])
async def test_a_call_that_a_step_places_is_waited_for(address: str, folder: Path, news: str) -> None:
    flow = flow_of(start="ring", event="incomingRequest")
    flow.add(Rings("ring", do=rings, exits={"answered": "bye", "busy": "note", "noAnswer": "note"}))
    effects: list[str] = []
    flow.add(Does("note", do=counted(effects), exits={"done": None}))
    flow.add(says("bye", None))
    now = [1000.0]
    async with hosted(flow, address, folder, clock=lambda: now[0]) as host:
        await start(host)
        await until(host, 'flow_acts_total{outcome="waits",step="ring"} 1.0')
        key = _only_key(address) if address.startswith("sqlite") else await _key(address)
        if news == "answered":
            answer = await host.post(f"/voice/{key}/ring?turn=1", CallSid=RUNG)
            assert "bye" in answer.text
        elif news == "busy":
            await host.post(f"/status?session={key}", CallSid=RUNG, CallStatus="busy")
            await host.post(f"/status?session={key}", CallSid=RUNG, CallStatus="busy")
        else:
            now[0] += 61
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 1.0')
    assert len(effects) == (0 if news == "answered" else 1)


@pytest.mark.parametrize("news", ["answered", "busy"])
async def test_news_may_come_before_twilio_has_answered_the_request(address: str, folder: Path, news: str) -> None:
    worlds: list[World] = []
    goes_on = asyncio.Event()

    async def slow(_request: JsonObject, world: World) -> Outcome:
        worlds.append(world)
        await goes_on.wait()
        return Outcome(None, {"CallSid": RUNG})

    flow = flow_of(start="ring", event="incomingRequest")
    flow.add(Rings("ring", do=slow, exits={"answered": "bye", "busy": None, "noAnswer": "ring"}))
    flow.add(says("bye", None))
    async with hosted(flow, address, folder) as host:
        await start(host)
        while not worlds:
            await asyncio.sleep(0.02)
        if news == "answered":
            early = asyncio.create_task(host.post(worlds[0].address, CallSid=RUNG))
            await asyncio.sleep(0.3)
            goes_on.set()
            assert "bye" in (await early).text
        else:
            assert (await host.post(worlds[0].status, CallSid=RUNG, CallStatus="busy")).status_code == 200
            goes_on.set()
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 1.0')


async def test_the_answer_to_a_call_whose_process_died_gets_the_next_document(address: str, folder: Path) -> None:
    looks: list[str] = []

    async def never(_request: JsonObject, _world: World) -> Outcome:
        raise RuntimeError

    async def look(_request: JsonObject, _world: World) -> Outcome:
        looks.append("look")
        if len(looks) == 1:
            raise RuntimeError
        return Outcome(None)

    flow = flow_of(start="ring", event="incomingRequest")
    flow.add(Rings("ring", do=never, look=look, exits={"answered": "bye", "busy": None, "noAnswer": None}))
    flow.add(says("bye", None))
    now = [1000.0]
    async with hosted(flow, address, folder, clock=lambda: now[0]) as host:
        await start(host)
        await until(host, 'flow_acts_total{outcome="unknown",step="ring"} 1.0')
        key = _only_key(address) if address.startswith("sqlite") else await _key(address)
        now[0] += 10
        answer = await host.post(f"/voice/{key}/ring?turn=1", CallSid=RUNG)
        assert "bye" in answer.text
        assert (await host.post(f"/voice/{key}/ring?turn=1", CallSid=RUNG)).text == answer.text
    assert len(looks) == 2


async def test_a_call_of_an_earlier_try_is_listened_to_and_tells_nothing_of_the_next(sqlite: str, folder: Path) -> None:
    sids = iter(("CA" + "d" * 32, "CA" + "e" * 32))

    async def ring(_request: JsonObject, _world: World) -> Outcome:
        return Outcome(None, {"CallSid": next(sids)})

    flow = flow_of(start="ring", event="incomingRequest")
    flow.add(Rings("ring", do=ring, exits={"answered": "bye", "busy": "ring"}))
    flow.add(says("bye", None))
    async with hosted(flow, sqlite, folder) as host:
        await start(host)
        await until(host, 'flow_acts_total{outcome="waits",step="ring"} 1.0')
        url = f"/status?session={_only_key(sqlite)}"
        await host.post(url, CallSid="CA" + "d" * 32, CallStatus="busy")
        await until(host, 'flow_acts_total{outcome="waits",step="ring"} 2.0')
        assert (await host.post(url, CallSid="CA" + "d" * 32, CallStatus="busy")).status_code == 200
        answer = await host.post(f"/voice/{_only_key(sqlite)}/ring?turn=2", CallSid="CA" + "e" * 32)
        assert "bye" in answer.text


def _only_key(address: str) -> str:
    connection = sqlite3.connect(address.removeprefix("sqlite+aiosqlite:///"))
    ((key,),) = connection.execute("SELECT key FROM sessions").fetchall()
    connection.close()
    return str(key)


async def _key(address: str) -> str:
    import psycopg  # noqa: PLC0415 — only where there is PostgreSQL

    async with await psycopg.AsyncConnection.connect(address) as connection:
        found = await (await connection.execute("SELECT key FROM sessions")).fetchone()
    assert found is not None
    return str(found[0])
