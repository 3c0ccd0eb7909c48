"""Runs that are started over REST."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tests.runtime.host.acts import Does, counted
from tests.runtime.host.hosted import ACCOUNT, PUBLIC, TOKEN, Host, documents, flow_of, hosted
from tests.runtime.host.test_statuses import until

from runtime import Flow
from runtime.conduct.editions import flow_sid_of
from runtime.step import Outcome
from runtime.values import JsonObject
from runtime.world import World

Auth = tuple[str, str] | None

SENT = {"To": "+15550001", "From": "+15550002"}


@pytest.fixture
def effects() -> list[str]:
    return []


@pytest.fixture
def flow(effects: list[str]) -> Flow:
    flow = flow_of(start="act", event="incomingRequest")
    flow.add(Does("act", do=counted(effects), exits={"done": None}))
    return flow


@pytest.fixture
async def host(flow: Flow, address: str, tmp_path: Path) -> AsyncIterator[Host]:
    async with hosted(flow, address, documents(tmp_path / "twiml")) as host:
        yield host


async def execute(host: Host, sent: dict[str, str] | None = None, *, auth: Auth = (ACCOUNT, TOKEN)) -> httpx.Response:
    """The answer to a start."""
    url = f"{PUBLIC}/executions"
    if auth is None:
        return await host.client.post(url, data=SENT)
    return await host.client.post(url, data={**SENT, **(sent or {})}, auth=auth)


async def test_a_run_is_started_and_shown_as_studio_shows_it(host: Host, effects: list[str]) -> None:
    answer = await execute(host, {"Parameters": json.dumps({"name": "Zoë", "n": [1, None]})})
    shown = answer.json()

    assert answer.status_code == 201
    assert set(shown) == {
        "sid", "account_sid", "flow_sid", "contact_channel_address", "context", "status", "date_created",
        "date_updated", "url", "links",
    }  # fmt: skip
    assert shown["sid"].startswith("FN")
    assert len(shown["sid"]) == 34
    assert shown["flow_sid"] == flow_sid_of("tested")
    assert shown["account_sid"] == ACCOUNT
    assert shown["contact_channel_address"] == "+15550001"
    assert shown["status"] == "active"
    assert shown["url"] == f"{PUBLIC}/executions/{shown['sid']}"

    await until(host, 'flow_sessions_ended_total{reason="flow ended"} 1.0')
    assert effects == ["turn 0"]


async def test_a_flow_that_does_nothing_for_requests_ends_at_once(sqlite: str, tmp_path: Path) -> None:
    async with hosted(flow_of(start=None), sqlite, documents(tmp_path / "twiml")) as host:
        assert (await execute(host)).json()["status"] == "ended"
        assert (await execute(host)).status_code == 201


@pytest.mark.parametrize("auth", [None, (ACCOUNT, "wrong"), ("AC2", TOKEN), ("", "")])
async def test_only_the_account_may_start_runs(host: Host, auth: tuple[str, str] | None, effects: list[str]) -> None:
    answer = await execute(host, auth=auth)

    assert answer.status_code == 401
    assert answer.json()["code"] == 20003
    assert answer.headers["www-authenticate"].startswith("Basic")
    await asyncio.sleep(0.1)
    assert effects == []


@pytest.mark.parametrize("header", ["Basic ?", "Basic", "Bearer x", "Basic w7w=\xff"])
async def test_credentials_that_are_none_are_refused(host: Host, header: str) -> None:
    headers = [(b"Authorization", header.encode("latin-1"))]
    assert (await host.client.post(f"{PUBLIC}/executions", data=SENT, headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"To": ""},
        {"From": ""},
        {"To": "\0"},
        {"To": "+" + "1" * 300},
        {"Parameters": "{"},
        {"Parameters": "[]"},
        {"Parameters": '{"a": NaN}'},
        {"Parameters": "[" * 5000},
    ],
    ids=str,
)
async def test_a_start_without_sense_is_a_bad_request(host: Host, wrong: dict[str, str]) -> None:
    answer = await execute(host, wrong)

    assert answer.status_code == 400
    assert answer.json()["status"] == 400


async def test_a_contact_has_one_run_at_a_time(address: str, tmp_path: Path) -> None:
    flow = flow_of(start="act", event="incomingRequest")
    goes_on = asyncio.Event()

    async def waits(_request: object, _world: object) -> object:
        await goes_on.wait()
        return await counted([])({"turn": 0}, None)  # type: ignore[arg-type]  # it asks for no world

    flow.add(Does("act", do=waits, exits={"done": None}))  # type: ignore[arg-type]  # as above
    async with hosted(flow, address, documents(tmp_path / "twiml")) as host:
        answers = await asyncio.gather(*(execute(host) for _ in range(5)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
        assert (await execute(host, {"To": "+15550009"})).status_code == 201
        goes_on.set()
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 2.0')
        assert (await execute(host)).status_code == 201


async def test_a_start_outlives_the_process_that_took_it(
    address: str, tmp_path: Path, flow: Flow, effects: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from runtime.conduct.conductor import Conductor  # noqa: PLC0415 — only here
    from runtime.conduct.dues import Kind  # noqa: PLC0415 — as above

    folder = documents(tmp_path / "twiml")
    with monkeypatch.context() as patch:

        async def dies(_self: Conductor, _key: str) -> None:
            """Nothing: the process has died before."""

        async def sleeps(_self: Conductor, _kind: Kind, _most: int) -> int:
            """Nothing, as above."""
            return 0

        patch.setattr(Conductor, "take_up", dies)
        patch.setattr(Conductor, "take_up_all", sleeps)
        async with hosted(flow, address, folder) as host:
            assert (await execute(host)).status_code == 201
    assert effects == []

    async with hosted(flow, address, folder) as host:
        await until(host, 'flow_sessions_ended_total{reason="flow ended"} 1.0')
    assert effects == ["turn 0"]


class TestOne:
    """A run that waits can be looked at, and ended to let the next one begin."""

    @pytest.fixture
    def flow(self) -> Flow:
        flow = flow_of(start="act", event="incomingRequest")
        flow.add(Does("act", do=waits, exits={"done": None}))
        return flow

    async def ask(
        self, host: Host, sid: str, status: str | None = None, auth: Auth = (ACCOUNT, TOKEN)
    ) -> httpx.Response:
        url = f"{PUBLIC}/executions/{sid}"
        data = None if status is None else {"Status": status}
        return await host.client.request("GET" if data is None else "POST", url, data=data, auth=auth)

    async def test_it_is_shown_and_ended(self, host: Host) -> None:
        shown = (await execute(host)).json()
        sid = shown["sid"]
        found = await self.ask(host, sid)
        assert (found.status_code, found.json()["status"], found.json()["url"]) == (200, "active", shown["url"])
        assert (await self.ask(host, sid, "paused")).status_code == 400
        assert (await execute(host)).status_code == 409

        for _ in range(2):
            assert (await self.ask(host, sid, "ended")).json()["status"] == "ended"
        assert (await self.ask(host, sid)).json()["status"] == "ended"
        assert (await execute(host)).status_code == 201

    @pytest.mark.parametrize("sid", ["FN" + "0" * 32, "FN1", "%00"])
    async def test_what_is_not_there_is_not_found(self, host: Host, sid: str) -> None:
        assert (await self.ask(host, sid)).json()["code"] == 20404
        assert (await self.ask(host, sid, "ended")).status_code == 404

    async def test_only_the_account_may_look(self, host: Host) -> None:
        sid = (await execute(host)).json()["sid"]
        for status in (None, "ended"):
            assert (await self.ask(host, sid, status, (ACCOUNT, "wrong"))).status_code == 401
        assert (await self.ask(host, sid)).json()["status"] == "active"


async def waits(_request: JsonObject, _world: World) -> Outcome:
    """What a step says that waits to be told."""
    return Outcome(None)
