"""The examples that hand over to agents, as bundles: a queue in Flex, and a chat in a Conversation."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable

import pytest
from tests.end_to_end.bundles.conftest import Stage
from tests.end_to_end.bundles.serving import PUBLIC_URL
from tests.twilio.plain_http import plain_client
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN, CALLER, NUMBER, Conversation, Fault, Leaves, Press

Staging = Callable[..., Stage]

CONVERSATION = f"{PUBLIC_URL}/conversation"
TEMPLATE, QUESTION = "HX0123456789abcdef0123456789abcdef", "Reply 1 to confirm, or write to us."
SERVICE = "IS0123456789abcdef0123456789abcdef"
AUTH = (ACCOUNT_SID, AUTH_TOKEN)
CONTACT, OURS = "whatsapp:+1555{}", f"whatsapp:{NUMBER}"
# What a flow does is the same over each database.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# A database outlives a test, so that each has contacts of its own.
_CONTACTS = itertools.count(7_000_000)


async def until(fits: Callable[[], bool]) -> None:
    """Waits until something has come of what is done in the background."""
    async with asyncio.timeout(30):
        while not fits():
            await asyncio.sleep(0.02)


@on_sqlite
class TestAgentQueue:
    @pytest.fixture
    def queue(self, stage: Staging) -> Stage:
        return stage("agent-queue")

    async def test_a_caller_is_put_through(self, queue: Stage) -> None:
        transcript = await queue.call([Leaves("bridged")])

        assert transcript.heard == ["Thank you for calling. All calls are answered in turn."]
        (task,) = queue.twilio.board.tasks.all.values()
        assert (task.attributes["name"], task.priority, task.timeout) == (CALLER, 5, 1800)

    async def test_without_flex_and_with_a_full_queue_a_call_back_is_offered(self, queue: Stage) -> None:
        transcript = await queue.call([Leaves("system-error"), Leaves("queue-full", after=0), Press("2")])

        assert transcript.heard[1:] == ["Nobody can take your call. Press 1 and we call you back.", "Goodbye."]

    async def test_a_message_becomes_a_task(self, queue: Stage) -> None:
        contact = f"+1555{next(_CONTACTS)}"
        await queue.twilio.text(f"{PUBLIC_URL}/message", 'say "hi"', from_=contact)
        await until(lambda: bool(queue.twilio.board.tasks.all))

        (task,) = queue.twilio.board.tasks.all.values()
        assert (task.attributes["name"], task.attributes["text"]) == (contact, 'say "hi"')

    async def test_a_message_that_becomes_no_task_is_answered(self, queue: Stage) -> None:
        contact = f"+1555{next(_CONTACTS)}"
        queue.twilio.fault(Fault("POST", "/Tasks$", status=400))
        await queue.twilio.text(f"{PUBLIC_URL}/message", "hi", from_=contact)

        await queue.twilio.texted("We can't reach an agent right now. Please write again later.", to=contact)


class TestWhatsappOrder:
    async def begin(self, stage: Stage, contact: str, **data: str) -> str:
        """The SID of a run that was begun for an order."""
        form = {"To": contact, "From": OURS, "Parameters": json.dumps({"name": "Zoë", "order": "7", **data})}
        async with plain_client(auth=AUTH, timeout=30) as client:
            reply = await client.post(f"{stage.server.url}/executions", data=form)
        assert reply.status_code == 201, reply.text
        return str(reply.json()["sid"])

    async def asked(self, stage: Stage) -> Conversation:
        """The one Conversation, once the run waits there for the reply."""
        conversations = stage.twilio.board.conversations
        await until(lambda: bool(conversations.all) and QUESTION in conversations.all[0].messages)
        (found,) = conversations.all
        return found

    async def ended(self, stage: Stage, sid: str) -> None:
        """Waits for the end of a run."""
        async with asyncio.timeout(30), plain_client(auth=AUTH, timeout=30) as client:
            while (await client.get(f"{stage.server.url}/executions/{sid}")).json()["status"] != "ended":
                await asyncio.sleep(0.05)

    async def test_a_customer_confirms_in_the_conversation(self, stage: Staging) -> None:
        shop, contact = stage("whatsapp-order"), CONTACT.format(next(_CONTACTS))
        run = await self.begin(shop, contact)
        conversation = await self.asked(shop)
        await shop.twilio.write(CONVERSATION, "1", author=contact, to=OURS)
        await self.ended(shop, run)

        thanks = "Thank you, it is on its way!"
        assert (conversation.service_sid, conversation.messages) == (SERVICE, [TEMPLATE, QUESTION, "1", thanks])
        assert (shop.twilio.board.messages.all, conversation.state) == ({}, "active")

    @on_sqlite
    async def test_who_writes_something_else_gets_an_agent_in_the_conversation_that_was_there(
        self, stage: Staging
    ) -> None:
        shop, contact = stage("whatsapp-order"), CONTACT.format(next(_CONTACTS))
        conversations = shop.twilio.board.conversations
        there = conversations.begin(contact, OURS, CONVERSATION)
        there.service_sid = SERVICE
        conversations.services = {SERVICE: {there.sid: there}}
        # The pair of addresses is taken: no other Conversation can have it.
        run = await self.begin(shop, contact, conversation=there.sid)
        assert await self.asked(shop) is there
        await shop.twilio.write(CONVERSATION, "Where is it?", author=contact, to=OURS)
        await self.ended(shop, run)

        (task,) = shop.twilio.board.tasks.all.values()
        assert (task.attributes["order"], there.messages) == ("7", [TEMPLATE, QUESTION, "Where is it?"])
        assert len(shop.twilio.board.interactions) == 1
