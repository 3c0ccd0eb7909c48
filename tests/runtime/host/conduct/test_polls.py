"""Many runs whose subflows live in another bundle: it is asked seldom, and by few at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import attrs
import httpx
import pytest
from tests.runtime.bench import new_session, run_of
from tests.runtime.host.hosted import ACCOUNT, PUBLIC, TOKEN, documents, hosted
from tests.runtime.host.two_bundles import ELSEWHERE, runs

from runtime import Flow
from runtime.conduct import sweeper
from runtime.http_client import HttpClient
from runtime.other_bundle import Progress

RUNS, MOST = 24, 8
GOES_ON = Progress.of_session(new_session(), f"{ELSEWHERE}/voice/key/ask?turn=0").told()


@attrs.define
class Elsewhere(httpx.AsyncBaseTransport):
    """The other bundle, where all subflows go on; `most` is how many polls came at once."""

    polls: int = 0
    now: int = 0
    most: int = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """How a subflow is, after a moment."""
        if request.method == "GET":
            self.polls, self.now = self.polls + 1, self.now + 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(0.05)
            self.now -= 1
        return httpx.Response(200, json=GOES_ON)


async def test_of_many_polls_that_are_due_few_are_done_at_once(
    sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeper, "_MOST_POLLS", MOST)
    flow = Flow("tested", version="v1", starts={"incomingRequest": "inner"})
    flow.add(runs("inner", None, None))
    elsewhere, clock = Elsewhere(), [1_000.0]
    folder = documents(tmp_path / "twiml")
    async with hosted(flow, sqlite, folder, http=HttpClient(elsewhere), clock=lambda: clock[0]) as host:
        for number in range(RUNS):
            form = {"To": f"+1555{number:07}", "From": "+15550001111"}
            await host.client.post(f"{PUBLIC}/executions", data=form, auth=(ACCOUNT, TOKEN))
        async with asyncio.timeout(20):
            while f'flow_acts_total{{outcome="waits",step="inner"}} {RUNS}.0' not in (await host.get("/metrics")).text:
                await asyncio.sleep(0.02)
        clock[0] += 1.5
        async with asyncio.timeout(20):
            while elsewhere.polls < RUNS:
                await asyncio.sleep(0.02)

    assert 1 < elsewhere.most <= MOST


def test_a_subflow_that_tells_nothing_new_is_asked_more_and_more_seldom() -> None:
    step, session = runs("inner", None, None), new_session("none", call_sid=None)
    waits = []
    for polls in range(1, 12):
        session.elsewhere = {"key": "k", "polls": polls, "tries": 0, "unheard": []}
        waits.append(step.due(run_of(session)))

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
