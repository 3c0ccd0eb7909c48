"""An application of a flow, and a Twilio that signs what it sends to it."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import attrs
import httpx
from starlette.applications import Starlette
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

from runtime import Flow, Settings, create_app
from runtime.steps import GatherInputOnCall, SayPlay

PUBLIC = "https://flow.example.com/ivr"
TOKEN = "the token of the tests"  # noqa: S105 — it opens nothing
ACCOUNT = "AC" + "1" * 32
CALL = "CA" + "a" * 32

RESPONSE = """<?xml version="1.0" encoding="UTF-8"?>
<Response>
{% block verbs %}{{ verbs }}{% endblock %}
{% if redirect %}<Redirect method="POST">{{ redirect }}</Redirect>{% endif %}
</Response>
"""
_BLOCK = '{{% extends "response.xml" %}}\n{{% block verbs %}}{}{{% endblock %}}\n'


def documents(folder: Path, **verbs: str) -> Path:
    """The folder, with a document for each name, and the one around them all."""
    folder.mkdir(exist_ok=True)
    (folder / "response.xml").write_text(RESPONSE, encoding="utf-8")
    for name, text in verbs.items():
        (folder / f"{name}.xml").write_text(_BLOCK.format(text), encoding="utf-8")
    return folder


def flow_of(*, start: str | None = "ask", event: str = "incomingCall", version: str = "v1") -> Flow:
    """An empty flow that begins at a step."""
    return Flow("tested", version=version, starts={event: start})


def asks(name: str, to: str | None, *, timeout: str | None = None) -> GatherInputOnCall:
    """A step that asks for keys, in a document of its name, and leads on whatever is pressed."""
    return GatherInputOnCall(
        name, document=f"{name}.xml", exits={"keypress": to, "speech": to, "timeout": timeout or to}
    )


def asking(name: str) -> str:
    """The verbs of such a document."""
    return f'<Gather action="{{{{ answer }}}}" actionOnEmptyResult="true"><Say>{name}?</Say></Gather>'


def says(name: str, to: str | None) -> SayPlay:
    """A step that says its name, in a document of its name."""
    return SayPlay(name, document=f"{name}.xml", exits={"audioComplete": to})


def settings_for(database: str, **changed: Any) -> Settings:  # noqa: ANN401 — each field has its own type
    """The settings of the tests."""
    return Settings(
        **{
            "account_sid": ACCOUNT,
            "auth_token": TOKEN,
            "public_url": PUBLIC,
            "database_url": database,
            "api_base": "http://127.0.0.1:9",
            **changed,
        }
    )


@attrs.frozen
class Host:
    """A running application. Its methods send what Twilio sends."""

    app: Starlette
    client: httpx.AsyncClient
    call_sid: str = CALL

    async def post(self, url: str, parameters: Mapping[str, str] | None = None, **more: str) -> httpx.Response:
        """The answer to a signed webhook of a call that was answered."""
        sent = {"CallSid": self.call_sid, "CallStatus": "in-progress", "From": "+15551230001", "To": "+15551230002"}
        sent |= {"Direction": "inbound", "FromCity": "", **(parameters or {}), **more}
        # What stands behind `#` tells Twilio how to ask, and is neither sent nor signed.
        whole = (url if url.startswith("http") else PUBLIC + url).partition("#")[0]
        signature = RequestValidator(TOKEN).compute_signature(whole, sent)
        return await self.client.post(whole, data=sent, headers={"X-Twilio-Signature": signature})

    async def get(self, url: str, **headers: str) -> httpx.Response:
        """The answer to a GET of a route."""
        return await self.client.get(PUBLIC + url, headers=headers)


@asynccontextmanager
async def hosted(flow: Flow, database: str, folder: Path, **given: Any) -> AsyncIterator[Host]:  # noqa: ANN401 — as above
    """The application of a flow, from its start to its end."""
    settings = given.pop("settings", None) or settings_for(database)
    app = create_app(flow, settings=settings, folder=folder, **given)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), timeout=30) as client,
    ):
        yield Host(app, client)


def action(response: httpx.Response) -> str:
    """The address in a document at which Twilio goes on."""
    assert response.status_code == 200, response.text
    found = re.search(r'action="([^"]*)"|<Redirect[^>]*>([^<]*)<', response.text)
    assert found is not None, response.text
    return html.unescape(found[1] or found[2])
