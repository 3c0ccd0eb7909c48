"""Acts: done once, their outcomes kept, and waited for by whoever asks meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.runtime.host.acts import Does, Doing, counted
from tests.runtime.host.hosted import PUBLIC, Host, action, asking, asks, documents, flow_of, hosted, says

from runtime import Flow
from runtime.conduct import ledger
from runtime.step import Outcome
from runtime.values import JsonObject
from runtime.world import World


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return documents(
        tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>", sorry="<Say>sorry</Say>", hello="<Say>hello</Say>"
    )


def acting(do: Doing, **more: Doing) -> Flow:
    """A flow that asks, does, and says `bye`, or `sorry` where that failed."""
    flow = flow_of()
    flow.add(asks("ask", "act"))
    flow.add(Does("act", do=do, exits={"done": "bye", "failed": "sorry"}, **more))
    flow.add(says("bye", None))
    flow.add(says("sorry", None))
    return flow


async def acted(host: Host) -> str:
    """What the caller hears after the act."""
    first = await host.post("/voice")
    return (await host.post(action(first), Digits="1")).text


async def test_an_act_is_done_in_the_webhook_that_comes_to_it(address: str, folder: Path) -> None:
    effects: list[str] = []
    async with hosted(acting(counted(effects)), address, folder) as host:
        assert "bye" in await acted(host)
    assert effects == ["turn 1"]


async def test_what_was_said_is_heard_before_an_act_begins(sqlite: str, folder: Path) -> None:
    effects: list[str] = []
    flow = flow_of(start="hello")
    flow.add(says("hello", "act"))
    flow.add(Does("act", do=counted(effects), exits={"done": "bye"}))
    flow.add(says("bye", None))
    async with hosted(flow, sqlite, folder) as host:
        first = await host.post("/voice")
        assert "hello" in first.text
        assert effects == []
        assert "bye" in (await host.post(action(first))).text
    assert len(effects) == 1


async def test_acts_in_a_row_are_done_in_one_webhook(address: str, folder: Path) -> None:
    effects: list[str] = []
    flow = flow_of(start="one")
    flow.add(Does("one", do=counted(effects), exits={"done": "two"}))
    flow.add(Does("two", do=counted(effects), exits={"done": "bye"}))
    flow.add(says("bye", None))
    async with hosted(flow, address, folder) as host:
        assert "bye" in (await host.post("/voice", CallStatus="ringing")).text
    assert len(effects) == 2


async def test_an_act_that_would_not_fit_waits_for_the_next_webhook(sqlite: str, folder: Path) -> None:
    effects: list[str] = []
    slow = type("Slow", (Does,), {"limit": 7.0})
    flow = flow_of(start="one")
    flow.add(slow("one", do=counted(effects), exits={"done": "two"}))
    flow.add(slow("two", do=counted(effects), exits={"done": "three"}))
    flow.add(slow("three", do=counted(effects), exits={"done": "bye"}))
    flow.add(says("bye", None))

    async def late(request: JsonObject, world: World) -> Outcome:
        await asyncio.sleep(6.2)  # of the thirteen seconds, seven are not left
        return await counted(effects)(request, world)

    object.__setattr__(flow["one"], "do", late)
    async with hosted(flow, sqlite, folder) as host:
        first = await host.post("/voice")
        assert len(effects) == 1
        assert "bye" in (await host.post(action(first))).text
    assert len(effects) == 3


async def test_webhooks_that_come_during_an_act_get_its_result(address: str, folder: Path) -> None:
    effects: list[str] = []
    goes_on = asyncio.Event()

    async def do(request: JsonObject, world: World) -> Outcome:
        await goes_on.wait()
        return await counted(effects)(request, world)

    async with hosted(acting(do), address, folder) as host:
        first = await host.post("/voice")
        waiting = [asyncio.create_task(host.post(action(first), Digits=str(number))) for number in range(4)]
        await asyncio.sleep(0.3)
        assert not any(task.done() for task in waiting)
        goes_on.set()
        heard = [(await task).text for task in waiting]

    assert len(set(heard)) == 1
    assert "bye" in heard[0]
    assert len(effects) == 1


async def test_another_process_waits_for_the_result_too(address: str, folder: Path) -> None:
    effects: list[str] = []
    goes_on = asyncio.Event()

    async def do(request: JsonObject, world: World) -> Outcome:
        await goes_on.wait()
        return await counted(effects)(request, world)

    async with hosted(acting(do), address, folder) as one, hosted(acting(do), address, folder) as other:
        first = await one.post("/voice")
        waiting = [asyncio.create_task(host.post(action(first), Digits="1")) for host in (one, other)]
        await asyncio.sleep(0.5)
        goes_on.set()
        heard = [(await task).text for task in waiting]

    assert heard[0] == heard[1]
    assert len(effects) == 1


@pytest.mark.parametrize("fault", ["raises", "never ends"])
async def test_an_act_that_breaks_off_is_looked_up_and_not_repeated(address: str, folder: Path, fault: str) -> None:
    effects: list[str] = []

    async def do(_request: JsonObject, _world: World) -> Outcome:
        effects.append("done")
        if fault == "raises":
            raise RuntimeError("a bug of the step")
        await asyncio.Event().wait()
        raise AssertionError

    async with hosted(acting(do), address, folder) as host:
        assert "sorry" in await acted(host)
        assert 'flow_acts_total{outcome="unknown",step="act"} 1.0' in (await host.get("/metrics")).text
    assert effects == ["done"]


async def test_an_act_of_which_nobody_can_tell_ends_the_run(
    address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_MARGIN", -2.0)  # the lease of two seconds is over at once
    looks: list[str] = []

    async def fails(_request: JsonObject, _world: World) -> Outcome:
        looks.append("looked")
        raise RuntimeError("neither")

    async with hosted(acting(fails, look=fails), address, folder) as host:
        first = await host.post("/voice")
        url = action(first)
        for _ in range(5):
            answer = await host.post(url, Digits="1")
            if "Redirect" not in answer.text:
                break
            url = action(answer)
        assert "<Response></Response>" in answer.text
        metrics = (await host.get("/metrics")).text
    assert 'flow_sessions_ended_total{reason="nobody can tell what became of act"} 1.0' in metrics


async def test_an_outcome_that_comes_after_the_lease_is_void(address: str, folder: Path) -> None:
    began, goes_on = asyncio.Event(), asyncio.Event()
    now = [1000.0]

    async def do(_request: JsonObject, _world: World) -> Outcome:
        began.set()
        await goes_on.wait()
        return Outcome("done")

    async with hosted(acting(do), address, folder, clock=lambda: now[0]) as host:
        first = await host.post("/voice")
        slow = asyncio.create_task(host.post(action(first), Digits="1"))
        await began.wait()
        now[0] += 3.5
        overtaken = await host.post(action(first), Digits="1")
        goes_on.set()
        late = await slow

    assert "sorry" in overtaken.text
    assert late.text == overtaken.text


async def test_a_step_knows_the_addresses_for_what_it_starts(sqlite: str, folder: Path) -> None:
    worlds: list[World] = []

    async def do(_request: JsonObject, world: World) -> Outcome:
        worlds.append(world)
        return Outcome("done")

    async with hosted(acting(do), sqlite, folder) as host:
        first = await host.post("/voice")
        await host.post(action(first), Digits="1")
        key = action(first).split("/")[-2]

    (world,) = worlds
    assert world.address == f"{PUBLIC}/voice/{key}/act?turn=2"
    assert world.status == f"{PUBLIC}/status?session={key}#rc=5&rp=ct,5xx"
    assert world.recording == f"{PUBLIC}/recording#rc=5&rp=ct,5xx"
    assert world.call_sid == "CA" + "a" * 32


async def test_a_stop_waits_for_the_act_in_hand(sqlite: str, folder: Path) -> None:
    effects: list[str] = []

    async def do(request: JsonObject, world: World) -> Outcome:
        await asyncio.sleep(0.5)
        return await counted(effects)(request, world)

    async with hosted(acting(do), sqlite, folder) as host:
        first = await host.post("/voice")
        leaving = asyncio.create_task(host.post(action(first), Digits="1"))
        await asyncio.sleep(0.1)
    assert "bye" in (await leaving).text
    assert effects == ["turn 1"]
