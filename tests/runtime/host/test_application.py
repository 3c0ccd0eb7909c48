"""The application as a whole: routes of one's own, over a real socket, and what it refuses to begin with."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from tests.runtime.host.acts import Does, counted
from tests.runtime.host.hosted import CALL, TOKEN, asking, asks, documents, flow_of, hosted, settings_for
from tests.twilio.plain_http import plain_client
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

from runtime import Settings, create_app
from runtime.flow import FlowError
from runtime.settings import SettingsError


async def test_own_routes_stand_beside_ours(sqlite: str, tmp_path: Path) -> None:
    async def hours(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("9 to 5")

    routes = [Route("/hours", hours)]
    async with hosted(flow_of(start=None), sqlite, documents(tmp_path / "twiml"), routes=routes) as host:
        assert (await host.client.get("https://flow.example.com/hours")).text == "9 to 5"
        assert (await host.get("/healthz")).text == "alive\n"


async def test_a_call_over_a_real_socket_with_paths_as_they_are_sent(sqlite: str, tmp_path: Path) -> None:
    flow = flow_of(start="ask me")
    flow.add(asks("ask me", None))
    folder = documents(tmp_path / "twiml")
    (folder / "ask me.xml").write_text((documents(folder, x=asking("ask")) / "x.xml").read_text())
    app = create_app(flow, settings=settings_for(sqlite, public_url="https://x.example.com"), folder=folder)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", ws="none"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with plain_client() as client:

        async def post(path: str, **more: str) -> httpx.Response:
            sent = {"CallSid": CALL, "CallStatus": "ringing", **more}
            signed = RequestValidator(TOKEN).compute_signature(f"https://x.example.com{path}", sent)
            return await client.post(
                f"http://127.0.0.1:{port}{path}", data=sent, headers={"X-Twilio-Signature": signed}
            )

        first = await post("/voice")
        path = first.text.partition('action="https://x.example.com')[2].partition('"')[0]
        assert "/ask%20me?turn=1" in path
        assert (await post(path, Digits="1")).status_code == 200
    server.should_exit = True
    await serving


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SettingsError, match="TWILIO_AUTH_TOKEN"):
        create_app(flow_of(start=None), folder=documents(tmp_path / "twiml"))


def test_an_act_that_no_webhook_has_time_for_is_refused(sqlite: str, tmp_path: Path) -> None:
    flow = flow_of(start="act")
    flow.add(type("Slow", (Does,), {"limit": 20.0})("act", do=counted([]), exits={"done": None}))
    with pytest.raises(FlowError, match=r"act may take 20\.0 s"):
        create_app(flow, settings=settings_for(sqlite), folder=documents(tmp_path / "twiml"))


def test_a_flow_with_a_dangling_exit_or_without_a_document_is_refused(sqlite: str, tmp_path: Path) -> None:
    settings: Settings = settings_for(sqlite)
    with pytest.raises(FlowError, match="no such step"):
        create_app(flow_of(start="nowhere"), settings=settings, folder=documents(tmp_path / "twiml"))
    flow = flow_of()
    flow.add(asks("ask", None))
    with pytest.raises(FlowError, match=r"ask\.xml"):
        create_app(flow, settings=settings, folder=documents(tmp_path / "twiml"))
