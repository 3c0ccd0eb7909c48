"""Calls that are handed to other TwiML, and come back or do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.runtime.host.acts import Does, counted
from tests.runtime.host.hosted import asking, asks, documents, flow_of, hosted
from tests.runtime.host.test_statuses import until

from runtime import Flow
from runtime.steps import AddTwimlRedirect


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return documents(
        tmp_path / "twiml",
        away="<Redirect>https://other.example.com/</Redirect>",
        ask=asking("ask"),
    )


def handing(effects: list[str]) -> Flow:
    """A flow that hands the call over for ten seconds, and then asks."""
    flow = flow_of(start="away")
    flow.add(AddTwimlRedirect("away", document="away.xml", timeout="10", exits={"return": "ask", "timeout": "act"}))
    flow.add(asks("ask", None))
    flow.add(Does("act", do=counted(effects), exits={"done": None}))
    return flow


async def test_a_call_that_comes_back_goes_on_once(address: str, folder: Path) -> None:
    flow = handing([])
    async with hosted(flow, address, folder) as host:
        assert "https://other.example.com/" in (await host.post("/voice")).text
        assert "https://other.example.com/" in (await host.post("/voice")).text
        back = await host.post("/voice?FlowEvent=return&answer=yes")
        again = await host.post("/voice?FlowEvent=return&answer=no")

        assert "ask?" in back.text
        assert again.text == back.text


async def test_a_call_that_does_not_come_back_is_given_up(address: str, folder: Path) -> None:
    effects: list[str] = []
    now = [1000.0]
    async with hosted(handing(effects), address, folder, clock=lambda: now[0]) as host:
        await host.post("/voice")
        now[0] += 11
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 1.0')
        late = await host.post("/voice?FlowEvent=return")

    assert effects == ["turn 2"]  # the wait ended a turn
    assert "ask?" not in late.text
