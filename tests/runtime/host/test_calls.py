"""Calls, from the first webhook to the last: repeated, late, at once, and of others."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.runtime.host.hosted import CALL, PUBLIC, TOKEN, action, asking, asks, documents, flow_of, hosted, says
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

from runtime import Flow

OTHER = "CA" + "b" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return documents(tmp_path / "twiml", ask=asking("ask"), more=asking("more"), bye="<Say>bye</Say>")


@pytest.fixture
def flow() -> Flow:
    flow = flow_of()
    flow.add(asks("ask", "more"))
    flow.add(asks("more", "bye"))
    flow.add(says("bye", None))
    return flow


async def test_a_call_is_led_through_the_flow(flow: Flow, address: str, folder: Path) -> None:
    async with hosted(flow, address, folder) as host:
        first = await host.post("/voice", CallStatus="ringing")
        second = await host.post(action(first), Digits="1")
        last = await host.post(action(second), Digits="2")

        assert first.headers["content-type"] == "text/xml; charset=utf-8"
        assert "ask?" in first.text
        assert action(first).startswith(f"{PUBLIC}/voice/")
        assert "more?" in second.text
        assert "<Say>bye</Say>" in last.text


async def test_a_repeated_answer_gets_the_same_document_and_moves_nothing(
    flow: Flow, address: str, folder: Path
) -> None:
    async with hosted(flow, address, folder) as host:
        first = await host.post("/voice")
        second = await host.post(action(first), Digits="1")
        again = await host.post(action(first), Digits="7")
        last = await host.post(action(second), Digits="2")
        after_the_end = await host.post(action(second), Digits="2")

        assert again.text == second.text
        assert "bye" in last.text
        assert after_the_end.text == last.text


async def test_a_call_that_asks_anew_gets_the_last_answer(flow: Flow, address: str, folder: Path) -> None:
    async with hosted(flow, address, folder) as host:
        first = await host.post("/voice")
        assert (await host.post("/voice")).text == first.text

        second = await host.post(action(first), Digits="1")
        assert (await host.post("/voice", ErrorCode="11200")).text == second.text


async def test_a_late_answer_gets_the_last_document_and_moves_nothing(flow: Flow, address: str, folder: Path) -> None:
    async with hosted(flow, address, folder) as host:
        first = await host.post("/voice")
        second = await host.post(action(first), Digits="1")
        third = await host.post(action(second), Digits="1")

        assert (await host.post(action(first), Digits="9")).text == third.text


async def test_one_call_at_once_has_one_session(flow: Flow, address: str, folder: Path) -> None:
    async with hosted(flow, address, folder) as host:
        answers = await asyncio.gather(*(host.post("/voice") for _ in range(8)))
        assert len({answer.text for answer in answers}) == 1

        seconds = await asyncio.gather(*(host.post(action(answers[0]), Digits=str(n)) for n in range(8)))
        assert len({answer.text for answer in seconds}) == 1
        assert "turn=2" in action(seconds[0])


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda url: url.replace("/ask?", "/more?"), id="another step"),
        pytest.param(lambda url: url.replace("turn=1", "turn=2"), id="a turn to come"),
        pytest.param(lambda url: url.replace("?turn=1", ""), id="no turn"),
        pytest.param(lambda url: url.replace("turn=1", "turn=one"), id="a turn that is no number"),
        pytest.param(lambda _url: f"{PUBLIC}/voice/{'x' * 22}/ask?turn=1", id="another session"),
        pytest.param(lambda _url: f"{PUBLIC}/voice/%00/ask?turn=1", id="no key"),
    ],
)
async def test_an_address_that_was_never_given_is_not_found(
    flow: Flow, address: str, folder: Path, changed: Callable[[str], str]
) -> None:
    async with hosted(flow, address, folder) as host:
        first = await host.post("/voice")
        assert (await host.post(changed(action(first)), Digits="1")).status_code == 404
        assert "more?" in (await host.post(action(first), Digits="1")).text


async def test_another_call_cannot_answer_for_a_session(flow: Flow, address: str, folder: Path) -> None:
    async with hosted(flow, address, folder) as host:
        first = await host.post("/voice")
        await host.post("/voice", CallSid=OTHER)

        assert (await host.post(action(first), CallSid=OTHER, Digits="1")).status_code == 404
        assert "more?" in (await host.post(action(first), Digits="1")).text


async def test_get_does_what_post_does(flow: Flow, sqlite: str, folder: Path) -> None:
    async with hosted(flow, sqlite, folder) as host:
        url = f"{PUBLIC}/voice?CallSid={CALL}&From=%2B15551230001&To=&CallStatus=ringing"
        signature = RequestValidator(TOKEN).compute_signature(url, {})
        answer = await host.client.get(url, headers={"X-Twilio-Signature": signature})

        assert "ask?" in answer.text


async def test_a_proxy_may_leave_the_public_path_or_cut_it(flow: Flow, sqlite: str, folder: Path) -> None:
    async with hosted(flow, sqlite, folder) as host:
        sent = {"CallSid": CALL, "CallStatus": "ringing"}
        signed = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/voice", sent)
        for url in ("http://10.0.0.1:8000/voice", "http://10.0.0.1:8000/ivr/voice"):
            answer = await host.client.post(url, data=sent, headers={"X-Twilio-Signature": signed})
            assert answer.status_code == 200, url


async def test_a_call_placed_by_rest_elsewhere_is_to_its_contact(sqlite: str, folder: Path) -> None:
    flow = flow_of(start="bye")
    flow.add(says("bye", None))

    async with hosted(flow, sqlite, folder) as host:
        await host.post("/voice", Direction="outbound-api", From="+1twilio", To="+1contact")

    connection = sqlite3.connect(sqlite.removeprefix("sqlite+aiosqlite:///"))
    assert connection.execute("SELECT contact FROM sessions").fetchall() == [("+1contact",)]
    connection.close()
