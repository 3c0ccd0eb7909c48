"""Flex and Conversations from a bundle, over each of the databases."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest
from tests.end_to_end.bundles.conftest import Stage
from tests.end_to_end.bundles.serving import PROJECT, PUBLIC_URL
from tests.twilio.plain_http import plain_client
from tests.twilio.stand_in import (
    ACCOUNT_SID,
    AUTH_TOKEN,
    CALLER,
    NUMBER,
    Answers,
    Conversation,
    Delivery,
    Fault,
    Leaves,
    Worker,
)

Staging = Callable[..., Stage]

FLOW = PROJECT / "tests" / "end_to_end" / "products.flow"
CONVERSATION = f"{PUBLIC_URL}/conversation"


@pytest.fixture
def office(stage: Staging) -> Stage:
    office = stage(FLOW)
    office.twilio.phone(CALLER, Answers())
    return office


async def told(office: Stage) -> str:
    """What the flow says on the call that it places when all else is done; acts are done in the background."""
    async with asyncio.timeout(30):
        while not office.twilio.calls:
            await asyncio.sleep(0.02)
    (call,) = office.twilio.calls
    (said,) = (await call.ended()).heard
    await office.twilio.settled()
    return said


async def requested(office: Stage, **data: str) -> None:
    """Begins a run for the caller's number."""
    form = {"To": CALLER, "From": NUMBER, "Parameters": json.dumps(data)}
    async with plain_client(auth=(ACCOUNT_SID, AUTH_TOKEN), timeout=30) as client:
        reply = await client.post(f"{office.server.url}/executions", data=form)
    assert reply.status_code == 201, reply.text


def only(office: Stage) -> Conversation:
    (found,) = office.twilio.board.conversations.all
    return found


@pytest.mark.parametrize(
    ("result", "last"),
    [
        ("bridged", "Thank you for calling."),
        ("queue-full", "Nobody is free."),
        ("system-error", "Sorry, goodbye."),
    ],
)
async def test_a_caller_waits_for_an_agent_and_hears_how_it_went(office: Stage, result: str, last: str) -> None:
    transcript = await office.call([Leaves(result)])

    assert (transcript.heard[0], transcript.heard[-1]) == ("Please hold.", last)
    (task,) = office.twilio.board.tasks.all.values()
    assert (task.workflow_sid[:2], task.priority, task.timeout) == ("WW", 5, 1800)
    assert (task.attributes["name"], task.attributes["language"]) == (CALLER, "en")


async def test_a_conversation_is_handed_to_an_agent_and_the_flow_hears_no_more_of_it(office: Stage) -> None:
    office.twilio.board.tasks.worker = Worker()
    conversation = await office.twilio.write(CONVERSATION, 'say "hi"')
    said = await told(office)
    await office.twilio.write(CONVERSATION, "is anybody there?")
    await office.twilio.settled()

    (task,) = office.twilio.board.tasks.all.values()
    (interaction,) = office.twilio.board.interactions
    assert said == f"An agent has {task.sid} of {interaction}."
    assert (task.attributes["text"], task.attributes["channel"]) == ('say "hi"', conversation.sid)
    assert (task.attributes["flexInteractionSid"], task.status) == (interaction, "completed")
    assert conversation.messages == ['say "hi"', "is anybody there?"]


async def test_a_message_that_is_told_thrice_at_once_makes_one_interaction(office: Stage) -> None:
    office.twilio.deliver(Delivery("conversation", copies=3, together=True))
    await office.twilio.write(CONVERSATION, "hi")
    await told(office)

    assert len(office.twilio.board.interactions) == len(office.twilio.board.tasks.all) == 1
    asked = [answer for answer in office.twilio.webhooks if answer.webhook.kind == "conversation"]
    assert [answer.status for answer in asked] == [200, 200, 200]


@pytest.mark.parametrize(("effect", "made"), [(True, 1), (False, 0)])
async def test_an_interaction_whose_answer_is_lost_is_not_made_twice(office: Stage, effect: bool, made: int) -> None:
    fault = office.twilio.fault(Fault("POST", "/Interactions$", effect=effect, reset=True))
    await office.twilio.write(CONVERSATION, "hi")
    if made:
        await told(office)
    async with asyncio.timeout(30):
        while not any("EvaluateTaskAttributes" in dict(one.request.parameters) for one in office.twilio.requests):
            await asyncio.sleep(0.02)

    posted = [one for one in office.twilio.requests if one.request.path.endswith("/Interactions")]
    assert (len(posted), len(office.twilio.board.interactions), fault.times) == (1, made, 0)


async def test_a_run_starts_a_conversation_and_closes_it_after_its_end(office: Stage) -> None:
    await requested(office, order="7")
    said = await told(office)
    conversation = only(office)
    async with asyncio.timeout(30):
        while conversation.state != "closed":
            await asyncio.sleep(0.05)

    assert said == f"We talk in {conversation.sid}."
    assert (conversation.fields["FriendlyName"], conversation.fields["Timers.Closed"]) == ("Order 7", "PT24H")
    assert [(one.address, one.proxy_address) for one in conversation.participants] == [(CALLER, NUMBER)]
    assert [one.url for one in conversation.webhooks] == [CONVERSATION]


async def test_a_contact_who_is_in_a_conversation_is_met_there(office: Stage) -> None:
    there = office.twilio.board.conversations.begin(CALLER, NUMBER, "https://example.com/other")
    there.service_sid = "IS0123456789abcdef0123456789abcdef"
    office.twilio.board.conversations.services = {there.service_sid: {there.sid: there}}
    await requested(office, order="7", conversation=there.sid)

    assert await told(office) == f"We talk in {there.sid}."
    assert only(office).webhooks[-1].url == CONVERSATION


async def test_a_run_that_gets_no_conversation_goes_on_without(office: Stage) -> None:
    office.twilio.fault(Fault("POST", "/Conversations$", status=429))
    await requested(office, order="7", conversation="CH1")

    assert await told(office) == "There is no conversation."
    assert office.twilio.board.conversations.all == []
