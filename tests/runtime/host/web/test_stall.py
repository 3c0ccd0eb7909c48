"""Webhooks that cannot be answered now: Twilio comes again, with what the caller answered, and not for ever."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import defusedxml.ElementTree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import URL, QueryParams
from tests.runtime.host.hosted import action, asking, asks, documents, flow_of, hosted, says

from runtime.conduct.deadline import Deadline
from runtime.run import Run
from runtime.step import Decides, Exit
from runtime.web.stall import stall

URL_ = "https://example.com/voice/key/ask"


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["Digits", "SpeechResult", "Result"]), st.text(max_size=20)))
def test_the_answer_comes_back_in_the_address(answer: dict[str, str]) -> None:
    document = stall(URL_, {"turn": "3"}, {**answer, "CallSid": "CA1", "FromCity": ""})
    pause, redirect = defusedxml.ElementTree.fromstring(document)
    assert redirect.text is not None
    query = QueryParams(URL(redirect.text).query)

    assert pause.attrib == {"length": "1"}
    assert redirect.text.startswith(URL_ + "?")
    assert dict(query) == {"turn": "3", "again": "1", **answer}


def test_each_time_waits_longer_and_the_last_ends_the_call() -> None:
    waits = []
    for again in range(9):
        root = defusedxml.ElementTree.fromstring(stall(URL_, {"again": str(again)}, {}))
        waits.append([int(one.attrib["length"]) for one in root if one.tag == "Pause"])

    assert waits == [[1], [2], [3], [4], [5], [5], [5], [5], []]


@pytest.mark.parametrize("again", ["x", "-1", "99", "1" * 9999])
def test_a_count_that_we_did_not_write_ends_the_call(again: str) -> None:
    assert "Redirect" not in stall(URL_, {"again": again}, {})


def test_an_answer_that_no_address_can_hold_ends_the_call() -> None:
    assert "Redirect" not in stall(URL_, {}, {"HandoffData": "x" * 8000})


class Breaks(Decides):
    """A step with a bug."""

    def decide(self, run: Run) -> Exit | None:
        """Never."""
        raise ZeroDivisionError(run.session.step)


async def test_a_bug_of_a_step_is_tried_again_and_then_the_call_ends(address: str, tmp_path: Path) -> None:
    flow = flow_of()
    flow.add(asks("ask", "bug"))
    flow.add(Breaks("bug", exits={}))
    async with hosted(flow, address, documents(tmp_path / "twiml", ask=asking("ask"))) as host:
        answer = await host.post(action(await host.post("/voice")), Digits="1")
        tries = 0
        while "Redirect" in answer.text:
            assert "Digits=1" in action(answer)
            answer = await host.post(action(answer))
            tries += 1

        assert (tries, answer.status_code) == (8, 200)
        assert 'flow_webhooks_stalled_total{route="/voice"} 9.0' in (await host.get("/metrics")).text


async def test_a_database_that_comes_back_goes_on_with_the_callers_answer(
    sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Deadline, "after", classmethod(_soon))
    flow = flow_of()
    flow.add(asks("ask", "bye"))
    flow.add(says("bye", None))
    folder = documents(tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>")
    async with hosted(flow, sqlite, folder) as host:
        first = await host.post("/voice")
        connection = sqlite3.connect(sqlite.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        stalled = await host.post(action(first), Digits="5")
        connection.execute("ROLLBACK")
        connection.close()

        assert "again=1" in action(stalled)
        assert "Digits=5" in action(stalled)
        await asyncio.sleep(0.2)
        assert "bye" in (await host.post(action(stalled))).text


_REAL = Deadline.after.__func__  # type: ignore[attr-defined]  # the function of a class method


def _soon(cls: type[Deadline], seconds: float = 0.5) -> Deadline:
    return _REAL(cls, seconds)  # type: ignore[no-any-return]  # as above


async def test_an_unreachable_database_is_told_by_readiness_and_not_by_health(sqlite: str, tmp_path: Path) -> None:
    async with hosted(flow_of(start=None), sqlite, documents(tmp_path / "twiml")) as host:
        assert (await host.get("/readyz")).status_code == 200
        connection = sqlite3.connect(sqlite.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        assert (await host.get("/readyz")).status_code == 503
        assert (await host.get("/healthz")).status_code == 200
        connection.execute("ROLLBACK")
        connection.close()
