"""Calls that ended, and nobody was told: they are looked up."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from tests.runtime.host.hosted import (
    ACCOUNT,
    CALL,
    Host,
    action,
    asking,
    asks,
    documents,
    flow_of,
    hosted,
    settings_for,
)
from tests.runtime.host.storage.test_sessions import record
from tests.runtime.host.test_statuses import until
from tests.runtime.server import Received, always, answer, in_turn, json_answer, serving

from runtime import Flow
from runtime.conduct.silence import SECONDS, status_of, wake_later
from runtime.storage import open_store
from runtime.storage.tables import sessions
from runtime.twilio_rest import TwilioRest

ENDED = 'flow_sessions_ended_total{reason="hung up"} 1.0'


@pytest.fixture
def flow() -> Flow:
    flow = flow_of()
    flow.add(asks("ask", None))
    return flow


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (json_answer({"status": "completed"}), "completed"),
        (json_answer({"status": "in-progress"}), "in-progress"),
        (json_answer({"code": 20404}, status=404), "completed"),
        (json_answer({"code": 20003}, status=401), None),
        (json_answer({"status": 7}), None),
        (answer("garbled"), None),
        (answer(status=500), None),
        (None, None),
    ],
)
async def test_how_a_call_is_by_twilios_word(told: bytes | None, status: str | None) -> None:
    async with serving(always(told)) as server:
        twilio = TwilioRest(ACCOUNT, "token", base=server.url)
        assert await status_of(twilio, CALL) == status
        await twilio.close()


async def test_a_session_whose_end_was_told_while_the_database_was_away_is_ended(
    address: str, tmp_path: Path, flow: Flow
) -> None:
    """At first its call goes on, and it is asked for again."""
    now = [1000.0]
    behaviour = in_turn(json_answer({"status": "in-progress"}), json_answer({"status": "completed"}))
    async with serving(behaviour) as server:
        folder = documents(tmp_path / "twiml", ask=asking("ask"))
        settings = settings_for(address, api_base=server.url)
        async with hosted(flow, address, folder, settings=settings, clock=lambda: now[0]) as host:
            await host.post("/voice")
            now[0] += SECONDS + 1
            await asked(host, 1)
            assert ENDED not in (await host.get("/metrics")).text
            now[0] += SECONDS + 1
            await asked(host, 2)
            now[0] += 4
            await until(host, ENDED)
    received: list[Received] = server.received
    assert {one.path for one in received} == {f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{CALL}.json"}


async def asked(host: Host, times: int) -> None:
    """Waits until Twilio has been asked so often."""
    labels = 'method="GET",resource="Calls/{}",status="200"'
    await until(host, f"flow_rest_request_seconds_count{{{labels}}} {times}.0")


async def test_a_session_that_is_heard_of_is_not_asked_for(sqlite: str, tmp_path: Path, flow: Flow) -> None:
    now = [1000.0]
    async with serving(always(None)) as server:
        folder = documents(tmp_path / "twiml", ask=asking("ask"))
        settings = settings_for(sqlite, api_base=server.url)
        async with hosted(flow, sqlite, folder, settings=settings, clock=lambda: now[0]) as host:
            await host.post("/voice")
            now[0] += SECONDS - 1
            await host.post("/status", CallStatus="completed")
            now[0] += 4
            await until(host, ENDED)
    assert server.received == []


def test_a_call_that_is_heard_of_again_and_again_is_looked_up_after_the_last_word() -> None:
    """And the moment is not moved with each of its words."""
    told, moments = record("a"), set()
    for now in range(0, 3000, 10):
        wake_later(told, now)
        assert told.due is not None
        assert SECONDS / 2 <= told.due - now <= SECONDS
        moments.add(told.due)
    assert len(moments) == 3000 / (SECONDS / 2)
    told.wake(3001.0, "lease")
    wake_later(told, 3000.0)
    assert (told.due, told.cause) == (3000.0 + SECONDS, "silence")


async def test_what_a_turn_of_a_call_changes_is_in_no_index(address: str, tmp_path: Path) -> None:
    """Else PostgreSQL writes into all of them: https://www.postgresql.org/docs/current/storage-hot.html."""
    folder = documents(tmp_path / "twiml", ask=asking("ask"))
    flow = flow_of()
    flow.add(asks("ask", "ask"))
    store, rows = open_store(address), []
    async with hosted(flow, address, folder) as host:
        url = "/voice"
        for _ in range(3):
            url = action(await host.post(url, Digits="1"))
            rows.append(await store.transact(lambda c: dict(c.execute(select(sessions)).mappings().one()), 10))
    await store.close()
    changed = {name for name in rows[1] if rows[1][name] != rows[2][name]}
    assert {"state", "turn", "document", "updated"} <= changed
    assert not changed & {column.name for index in sessions.indexes for column in index.columns}
