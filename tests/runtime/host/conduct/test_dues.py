"""Many sessions that are due at once: each goes on once, whoever takes it up."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import attrs
import pytest
from benchmarks.scale import timers
from benchmarks.scale.application import TWIML, Waits, flow
from benchmarks.scale.kept import rows
from sqlalchemy import Connection, update
from tests.runtime.host.acts import Does, counted
from tests.runtime.host.hosted import documents, flow_of, hosted
from tests.runtime.host.test_statuses import until

from runtime import Flow
from runtime.conduct import sweeper
from runtime.run import Run
from runtime.step import Decides, Exit
from runtime.storage import open_store, sessions
from runtime.storage.tables import sessions as table
from runtime.values import JsonObject
from runtime.world import World

COUNT = 250


@pytest.fixture(autouse=True)
def _sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has all look more often."""
    monkeypatch.setattr(sweeper, "_EVERY", 0.1)


async def test_timers_of_one_time_go_off_once_each_over_two_processes(address: str) -> None:
    await timers.keep(address, COUNT)
    async with hosted(flow(), address, TWIML) as one, hosted(flow(), address, TWIML) as other:
        await timers.lateness(address, COUNT, ahead=0.2, look=0.1)
        told = [(await host.get("/metrics")).text for host in (one, other)]
    ends = [line for text in told for line in text.splitlines() if line.startswith('flow_steps_total{exit="timeout"')]

    assert sum(float(line.split()[-1]) for line in ends) == COUNT


async def test_acts_that_follow_are_begun_no_more_at_once_than_there_is_room(
    sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The timers go off meanwhile."""
    monkeypatch.setattr(sweeper, "_MOST_ACTS", 3)
    at_once, most, goes_on = 0, 0, asyncio.Event()
    effects: list[str] = []

    @attrs.frozen(kw_only=True)
    class Holds(Does):
        async def perform(self, request: JsonObject, world: World) -> object:  # type: ignore[override]  # as its base
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            await goes_on.wait()
            at_once -= 1
            return await super().perform(request, world)

    await timers.keep(sqlite, 8)
    await _due_now(sqlite)
    waiting = Flow("scale", version="1", starts={})
    waiting.add(Waits("wait", seconds=60, exits={"timeout": "act"}))
    waiting.add(Holds("act", do=counted(effects), exits={"done": None}))
    async with hosted(waiting, sqlite, documents(tmp_path / "twiml")) as host:
        await until(host, 'flow_steps_total{exit="timeout",step="wait"} 8.0')
        while most < 3:
            await asyncio.sleep(0.01)
        goes_on.set()
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 8.0')

    assert most == 3
    assert len(effects) == 8


@attrs.frozen(kw_only=True)
class Breaks(Decides):
    """A step with a mistake, for one contact."""

    contact: str

    def decide(self, run: Run) -> Exit | None:
        """Nothing, for that contact."""
        if run.session.contact == self.contact:
            raise ZeroDivisionError
        return self.exit("next")


async def test_one_that_fails_does_not_keep_the_others(address: str, tmp_path: Path) -> None:
    await timers.keep(address, 5)
    await _due_now(address)
    async with hosted(_breaking("+15550000002"), address, documents(tmp_path / "twiml")) as host:
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 4.0')
    left = [state["contact"] for _, state, ended in rows(address) if ended is None]

    assert left == ["+15550000002"]


async def test_one_that_the_database_does_not_take_does_not_keep_the_others(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Together they fail again and again; so each goes on by itself."""

    def refuses(_connection: Connection, _records: object, _now: float) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sessions, "save_all", refuses)
    await timers.keep(address, 5)
    await _due_now(address)
    async with hosted(_breaking("+15550000002"), address, documents(tmp_path / "twiml")) as host:
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 4.0')
    assert [ended is None for _, _, ended in rows(address)].count(True) == 1


def _breaking(contact: str) -> Flow:
    flow = flow_of(event="incomingRequest", start="wait", version="1")
    flow.add(Waits("wait", seconds=60, exits={"timeout": "breaks"}))
    flow.add(Breaks("breaks", contact=contact, exits={"next": None}))
    return flow


async def _due_now(address: str) -> None:
    """Lets the time of all sessions be up."""
    store = open_store(address)
    await store.transact(partial(_all_due, now=store.clock()), 10)
    await store.close()


def _all_due(connection: Connection, now: float) -> None:
    connection.execute(update(table).values(due=now))
