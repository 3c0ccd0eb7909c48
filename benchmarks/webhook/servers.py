"""The three applications that are compared, each made by a function for `uvicorn --factory`."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

from runtime import Flow, Settings, create_app
from runtime.steps import GatherInputOnCall, SplitBasedOn
from runtime.steps.split_based_on import When
from runtime.storage import open_store

ADDRESS = "https://example.com"
TOKEN = "a token of twice sixteen letters"  # noqa: S105 — it opens nothing

_ANSWER = '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Gather action="https://example.com/voice"/></Response>\n'

_metadata = sa.MetaData()
_calls = sa.Table(
    "calls",
    _metadata,
    sa.Column("call_sid", sa.String(64), primary_key=True),
    sa.Column("state", sa.Text),
    sa.Column("turn", sa.Integer),
)
_events = sa.Table("events", _metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("digits", sa.Text))
_READ = sa.select(_calls).where(_calls.c.call_sid == sa.bindparam("wanted")).with_for_update()
_WRITE = _calls.update().where(_calls.c.call_sid == sa.bindparam("wanted")).values(turn=sa.bindparam("turn"))


def bare() -> Starlette:
    """A route that reads a form, and answers TwiML."""

    async def voice(request: Request) -> Response:
        await request.form()
        return Response(_ANSWER, media_type="text/xml")

    return Starlette(routes=[Route("/voice", voice, methods=["POST"])])


def baseline() -> Starlette:
    """A route that reads a form, checks the signature, and selects, updates and inserts in one transaction."""
    store = open_store(os.environ["DATABASE_URL"])
    validator = RequestValidator(TOKEN)

    async def voice(request: Request) -> Response:
        form = await request.form()
        if not validator.validate(f"{ADDRESS}/voice", form, request.headers.get("x-twilio-signature", "")):
            return Response(status_code=403)
        work = partial(_transaction, call_sid=str(form["CallSid"]), digits=str(form.get("Digits", "")))
        await store.transact(work, within=13)
        return Response(_ANSWER, media_type="text/xml")

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await store.transact(_metadata.create_all, within=13)
        yield
        await store.close()

    return Starlette(routes=[Route("/voice", voice, methods=["POST"])], lifespan=lifespan)


def ours() -> Starlette:
    """The runtime, with a flow whose every webhook passes a step that waits, a split, and the next that waits."""
    settings = Settings(
        account_sid="AC" + "0" * 32, auth_token=TOKEN, public_url=ADDRESS, database_url=os.environ["DATABASE_URL"]
    )
    return create_app(_flow(), settings=settings, folder=Path(__file__).parent / "twiml")


def _flow() -> Flow:
    flow = Flow("benchmark", version="1", starts={"incomingCall": "ask"})
    exits = {"keypress": "is_nine", "speech": "is_nine", "timeout": "ask"}
    text = "You pressed {{widgets.ask.Digits}}. Press the next key, {{contact.channel.address}}."
    flow.add(GatherInputOnCall("ask", document="ask.xml", liquid={"say": text}, exits=exits))
    flow.add(
        SplitBasedOn(
            "is_nine",
            input="{{widgets.ask.Digits}}",
            cases=[When("equal_to", "9", "Nine", to="ask")],
            exits={"noMatch": "ask_again"},
        )
    )
    exits = {"keypress": "ask", "speech": "ask", "timeout": "ask"}
    flow.add(GatherInputOnCall("ask_again", document="ask_again.xml", liquid={"say": text}, exits=exits))
    return flow


def _transaction(connection: sa.Connection, call_sid: str, digits: str) -> None:
    row = connection.execute(_READ, {"wanted": call_sid}).first()
    if row is None:
        connection.execute(_calls.insert(), {"call_sid": call_sid, "state": "x" * 1500, "turn": 0})
    else:
        connection.execute(_WRITE, {"wanted": call_sid, "turn": row.turn + 1})
    connection.execute(_events.insert(), {"digits": digits})
