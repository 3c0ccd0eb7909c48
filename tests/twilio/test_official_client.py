"""Twilio's own library against the REST API of the stand-in: it reads what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from tests.twilio.serving import Says, serving
from tests.twilio.stand_in import CALLER, NUMBER, Answers, HangUp, NoAnswer, Silence, Situation, Twilio
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped] # twilio ships no types
from twilio.rest import Client  # type: ignore[import-untyped] # as above

MENU = Says("<Gather><Say>Hello</Say></Gather>")


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    async with Twilio() as twilio:
        yield twilio


@pytest.fixture
def client(twilio: Twilio) -> Any:  # noqa: ANN401 - the library has no types
    client = Client(twilio.account_sid, twilio.auth_token)
    client.api.base_url = twilio.url
    return client


async def test_a_message_is_sent_and_read(twilio: Twilio, client: Any) -> None:  # noqa: ANN401 - as above
    sent = await asyncio.to_thread(client.messages.create, to=CALLER, from_=NUMBER, body="Hello")
    await twilio.settled()
    read = await asyncio.to_thread(client.messages(sent.sid).fetch)

    assert (sent.status, read.status, read.body) == ("queued", "delivered", "Hello")
    assert read.date_created.year == 2026


async def test_a_call_is_made_and_read(twilio: Twilio, client: Any) -> None:  # noqa: ANN401 - as above
    async with serving(voice=MENU) as app:
        twilio.phone(CALLER, Answers(script=[HangUp()]))
        made = await asyncio.to_thread(
            client.calls.create, to=CALLER, from_=NUMBER, url=app.url + "/voice", status_callback_event=["answered"]
        )
        await twilio.settled()
    read = await asyncio.to_thread(client.calls(made.sid).fetch)

    assert (made.status, read.status, read.to) == ("queued", "completed", CALLER)


async def test_a_recording_is_started_listed_and_stopped(twilio: Twilio, client: Any) -> None:  # noqa: ANN401 - as above
    seen: list[str] = []

    def record(sid: str) -> None:
        started = client.calls(sid).recordings.create(recording_channels="dual")
        (listed,) = client.calls(sid).recordings.list()
        stopped = client.calls(sid).recordings(started.sid).update(status="stopped")
        seen.extend([started.status, listed.sid == started.sid and "listed", stopped.status])

    async def script(situation: Situation) -> Silence:
        await asyncio.to_thread(record, situation.call_sid)
        return Silence()

    async with serving(voice=MENU) as app:
        await (await twilio.incoming_call(app.url + "/voice", script=[script])).ended()
        await twilio.settled()

    assert seen == ["in-progress", "listed", "stopped"]


async def test_an_error_has_its_code(twilio: Twilio, client: Any) -> None:  # noqa: ANN401 - as above
    twilio.phone(CALLER, NoAnswer())

    with pytest.raises(TwilioRestException) as raised:
        await asyncio.to_thread(client.calls("CA" + "0" * 32).fetch)

    assert (raised.value.status, raised.value.code) == (404, 20404)


async def test_a_conversation_is_made_joined_and_watched(twilio: Twilio, client: Any) -> None:  # noqa: ANN401 - as above
    client.conversations.base_url = f"{twilio.url}/conversations"

    def converse() -> list[str]:
        service = client.conversations.v1.services("IS" + "0" * 32)
        made = service.conversations.create(unique_name="a b", timers_closed="PT10M", attributes="{}")
        joined = service.conversations(made.sid)
        joined.participants.create(messaging_binding_address=CALLER, messaging_binding_proxy_address=NUMBER)
        joined.webhooks.create(
            "webhook",
            configuration_url="https://a.b/c",
            configuration_method="POST",
            configuration_filters=["onMessageAdded"],
        )
        (participant,), (webhook,) = joined.participants.list(), joined.webhooks.list()
        closed = joined.update(state="closed")
        return [participant.messaging_binding["address"], webhook.configuration["url"], closed.state]

    assert await asyncio.to_thread(converse) == [CALLER, "https://a.b/c", "closed"]


async def test_a_task_and_an_interaction_are_made(twilio: Twilio, client: Any) -> None:  # noqa: ANN401 - as above
    client.taskrouter.base_url, client.flex_api.base_url = f"{twilio.url}/taskrouter", f"{twilio.url}/flex-api"
    conversation = twilio.board.conversations.begin(CALLER, NUMBER, "https://a.b/c")
    workflow, channel = "WW" + "0" * 32, "TC" + "0" * 32

    def hand_over() -> list[Any]:
        workspace = client.flex_api.v1.configuration().fetch().taskrouter_workspace_sid
        tasks = client.taskrouter.v1.workspaces(workspace).tasks
        made = tasks.create(workflow_sid=workflow, task_channel=channel, attributes='{"mark": "a"}', timeout=60)
        (found,) = tasks.list(evaluate_task_attributes='mark == "a"')
        interaction = client.flex_api.v1.interaction.create(
            channel={"type": "sms", "initiated_by": "customer", "properties": {"media_channel_sid": conversation.sid}},
            routing={"properties": {"workspace_sid": workspace, "workflow_sid": workflow, "task_channel_sid": channel}},
        )
        return [made.sid == found.sid, made.timeout, interaction.sid[:2]]

    assert await asyncio.to_thread(hand_over) == [True, 60, "KD"]
