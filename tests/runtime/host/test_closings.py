"""What follows the end of a run: it is done once, whoever dies, and the last answer stays as it was."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from tests.runtime.host.hosted import action, asking, asks, documents, flow_of, hosted, says

from runtime import Flow
from runtime.run import Run
from runtime.session import Closing
from runtime.step import Acts, Outcome
from runtime.values import JsonObject
from runtime.world import World


@attrs.frozen(kw_only=True)
class Opens(Acts):
    """Opens something that is to be closed after the end; the first so many closings never come back."""

    limit: ClassVar[float] = 2.0

    hangs: int = 0
    closings: list[str] = attrs.field(factory=list)
    closed: asyncio.Event = attrs.field(factory=asyncio.Event)

    def intend(self, run: Run) -> JsonObject:  # noqa: ARG002 — the base class names it
        """What is opened."""
        return {"open": "it"}

    async def perform(self, request: JsonObject, world: World) -> Outcome:  # noqa: ARG002 — as above
        """Opens, or closes."""
        if "open" in request:
            return Outcome("done")
        self.closings.append("performed")
        if len(self.closings) <= self.hangs:
            await asyncio.Event().wait()
        self.closed.set()
        return Outcome(None)

    async def recover(self, request: JsonObject, world: World) -> Outcome:  # noqa: ARG002 — as above
        """Closes: that it is closed twice does no harm."""
        self.closings.append("recovered")
        self.closed.set()
        return Outcome(None)

    def took(self, run: Run, outcome: Outcome) -> None:  # noqa: ARG002 — as above
        """It is to be closed."""
        run.session.closing = Closing(step=self.name, request={"close": "it"})


def opening(step: Opens, version: str = "v1") -> Flow:
    """A flow that opens something, asks, and says `bye`."""
    flow = flow_of(start="open", version=version)
    flow.add(step)
    flow.add(asks("ask", "bye"))
    flow.add(says("bye", None))
    return flow


@attrs.define
class Later:
    """A clock that a test puts forward."""

    seconds: float = 0.0

    def __call__(self) -> float:
        """The time, and so many seconds."""
        return time.time() + self.seconds


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return documents(tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>")


async def test_the_last_answer_can_be_asked_for_again_after_all_was_closed(address: str, folder: Path) -> None:
    step = Opens("open", exits={"done": "ask"})
    async with hosted(opening(step), address, folder) as host:
        url = action(await host.post("/voice"))
        said = await host.post(url, Digits="1")
        assert step.closings == []
        async with asyncio.timeout(20):
            await step.closed.wait()
        async with asyncio.timeout(20):
            while 'flow_acts_total{outcome="waits"' not in (await host.get("/metrics")).text:
                await asyncio.sleep(0.02)
        again = await host.post(url, Digits="1")

    assert "bye" in said.text
    assert again.text == said.text
    assert step.closings == ["performed"]


async def test_a_run_that_is_hung_up_is_closed_as_well(sqlite: str, folder: Path, later: Later) -> None:
    step = Opens("open", exits={"done": "ask"})
    async with hosted(opening(step), sqlite, folder, clock=later) as host:
        await host.post("/voice")
        await host.post("/status", CallStatus="completed")
        later.seconds = 10.0
        async with asyncio.timeout(20):
            await step.closed.wait()

    assert step.closings == ["performed"]


async def test_what_a_process_left_open_another_one_closes(sqlite: str, folder: Path, later: Later) -> None:
    step = Opens("open", exits={"done": "ask"}, hangs=1)
    async with hosted(opening(step), sqlite, folder, clock=later) as host:
        await host.post(action(await host.post("/voice")), Digits="1")
        async with asyncio.timeout(20):
            while not step.closings:
                await asyncio.sleep(0.02)
        later.seconds = 60.0
        async with asyncio.timeout(20):
            await step.closed.wait()

    assert step.closings == ["performed", "recovered"]


async def test_what_nobody_can_close_any_more_is_given_up(sqlite: str, folder: Path, later: Later) -> None:
    async with hosted(opening(Opens("open", exits={"done": "ask"})), sqlite, folder, clock=later) as host:
        await host.post("/voice")
    other = Opens("open", exits={"done": "ask"})
    async with hosted(opening(other, "v2"), sqlite, folder, clock=later) as host:
        await host.post("/status", CallStatus="completed")
        later.seconds = 120.0
        async with asyncio.timeout(20):
            while "no flow of version v1" not in (await host.get("/metrics")).text:
                await asyncio.sleep(0.05)

    assert other.closings == []
