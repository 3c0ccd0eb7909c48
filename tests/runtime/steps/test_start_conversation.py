"""Start Conversation: what is made, what is left where it fails, and what is found where nobody knows."""

from __future__ import annotations

import asyncio
from typing import Any

import attrs
import pytest
from tests.runtime.bench import new_session, run_of
from tests.twilio.stand_in import Conversation, Fault, Twilio

from runtime.session import Session
from runtime.step import Outcome
from runtime.steps import StartConversation, start_conversation
from runtime.world import World

SERVICE = "IS" + "1" * 32
CONTACT, ADDRESS = "+15550001111", "+15552223333"
MESSAGING = {
    "type": "messaging",
    "messaging_binding_address": "{{contact.channel.address}}",
    "messaging_binding_proxy_address": "{{flow.channel.address}}",
}
EXITS = {"created": None, "failed": None}


def step(**changed: Any) -> StartConversation:  # noqa: ANN401 - each field has its own type
    given = {"conversation_service_sid": SERVICE, "participants": [MESSAGING], "exits": EXITS, **changed}
    return StartConversation("start", **given)


def requested() -> Session:
    session = new_session("none", call_sid=None)
    session.trigger = {"request": {"to": CONTACT, "from": ADDRESS, "parameters": {}}}
    return session


async def perform(one: StartConversation, session: Session, world: World) -> Outcome:
    run = run_of(session)
    outcome = await one.perform(one.intend(run), world)
    one.took(run, outcome)
    return outcome


def only(twilio: Twilio) -> Conversation:
    (found,) = twilio.board.conversations.all
    return found


async def test_a_conversation_has_its_participant_and_a_webhook_and_is_the_runs_channel(
    twilio: Twilio, world: World
) -> None:
    session = requested()
    outcome = await perform(step(), session, world)

    found = only(twilio)
    (participant,), (webhook,) = found.participants, found.webhooks
    assert (outcome.event, found.service_sid) == ("created", SERVICE)
    assert (participant.address, participant.proxy_address) == (CONTACT, ADDRESS)
    assert (webhook.url, webhook.method, webhook.events) == (world.conversation, "POST", ("onMessageAdded",))
    outputs: Any = session.widgets["start"]
    assert outputs["conversation"]["sid"] == found.sid
    assert [one["sid"] for one in outputs["conversation"]["participants"]] == [participant.sid]
    assert outputs["webhook_sid"] == webhook.sid
    assert (session.conversation, session.service, session.closing) == (found.sid, SERVICE, None)
    channel: Any = run_of(session).context["flow"]
    assert channel["channel"] == {"address": ADDRESS, "sid": found.sid}


async def test_every_property_is_a_parameter_and_what_is_blank_is_none(twilio: Twilio, world: World) -> None:
    one = step(
        friendly_name="Order {{flow.data.order}}",
        attributes='{"order": {{flow.data.order}}}',
        messaging_service_sid="{{flow.variables.none}}",
        timers_inactive="PT10M",
        timers_closed="PT24H",
    )
    session = requested()
    session.data = {"order": 7}
    await perform(one, session, world)

    fields = dict(only(twilio).fields)
    assert fields.pop("UniqueName").startswith(f"{session.sid}-start-")
    assert fields == {
        "FriendlyName": "Order 7",
        "Attributes": '{"order": 7}',
        "Timers.Inactive": "PT10M",
        "Timers.Closed": "PT24H",
    }


@pytest.mark.parametrize("kind", ["messaging", "sms"])
async def test_a_participant_by_an_address_has_no_identity(twilio: Twilio, world: World, kind: str) -> None:
    await perform(step(participants=[{**MESSAGING, "type": kind, "identity": "ann"}]), requested(), world)

    assert only(twilio).participants[0].identity is None


async def test_a_chat_participant_has_an_identity_alone(twilio: Twilio, world: World) -> None:
    await perform(step(participants=[{**MESSAGING, "type": "chat", "identity": "ann"}]), requested(), world)

    (participant,) = only(twilio).participants
    assert (participant.identity, participant.address) == ("ann", None)


async def test_without_a_conversations_service_the_chat_service_is_taken_and_without_both_the_accounts_own(
    twilio: Twilio, world: World
) -> None:
    chat = "IS" + "2" * 32
    sessions = [requested(), requested()]
    await perform(step(conversation_service_sid=" ", chat_service_sid=chat), sessions[0], world)
    only(twilio).state = "closed"
    await perform(step(conversation_service_sid=" "), sessions[1], world)

    assert [session.service for session in sessions] == [chat, None]
    assert [one.service_sid for one in twilio.board.conversations.all] == [chat, "IS" + "d" * 32]


@pytest.mark.parametrize("change", [{"trigger": {"call": {}}}, {"conversation": "CH1"}])
async def test_a_run_that_has_a_channel_gets_no_conversation(
    twilio: Twilio, world: World, change: dict[str, Any]
) -> None:
    session = attrs.evolve(requested(), **change)
    outcome = await perform(step(), session, world)
    again = await step().recover({}, world)

    assert (outcome.event, again.event, twilio.requests) == ("failed", "failed", [])
    assert session.conversation == change.get("conversation")


@pytest.mark.parametrize(
    ("changed", "made"),
    [
        ({"attributes": "no JSON"}, 0),
        ({"participants": [{"type": "messaging", "messaging_binding_address": "x"}]}, 1),
    ],
)
async def test_what_twilio_refuses_fails_and_leaves_nothing_behind(
    twilio: Twilio, world: World, changed: dict[str, Any], made: int
) -> None:
    session = requested()
    outcome = await perform(step(**changed), session, world)

    assert (outcome.event, session.widgets["start"], session.conversation) == ("failed", {}, None)
    assert twilio.board.conversations.all == []
    posted = [one for one in twilio.requests if one.request.path.endswith("/Conversations")]
    assert sum(one.reply is not None and one.reply.status == 201 for one in posted) == made


async def test_a_contact_who_is_in_another_conversation_fails_and_that_one_stays(twilio: Twilio, world: World) -> None:
    other = twilio.board.conversations.begin(CONTACT, ADDRESS, "https://a.b/c")

    assert (await perform(step(), requested(), world)).event == "failed"
    assert twilio.board.conversations.all == [other]


@pytest.mark.parametrize("path", ["/Conversations$", "/Participants$", "/Webhooks$"])
async def test_a_request_whose_effect_is_lost_leaves_nothing_and_is_not_sent_again(
    twilio: Twilio, world: World, path: str
) -> None:
    twilio.fault(Fault("POST", path, reset=True))

    assert (await perform(step(), requested(), world)).event == "failed"
    assert twilio.board.conversations.all == []
    assert len([one for one in twilio.requests if one.fault is not None]) == 1


async def test_a_conversation_that_was_made_though_nobody_heard_is_found(twilio: Twilio, world: World) -> None:
    twilio.fault(Fault("POST", "/Webhooks$", effect=True, reset=True))
    session = requested()
    outcome = await perform(step(), session, world)

    found = only(twilio)
    assert (outcome.event, session.conversation) == ("created", found.sid)
    assert (len(found.participants), len(found.webhooks)) == (1, 1)


async def test_a_conversation_that_is_not_whole_when_it_is_found_is_deleted(twilio: Twilio, world: World) -> None:
    twilio.fault(Fault("POST", "/Conversations$", effect=True, reset=True))

    assert (await perform(step(), requested(), world)).event == "failed"
    assert twilio.board.conversations.all == []


async def test_what_cannot_be_deleted_is_left_and_the_run_goes_on(twilio: Twilio, world: World) -> None:
    twilio.fault(Fault("POST", "/Participants$", status=429))
    twilio.fault(Fault("DELETE", "/Conversations/", status=500))

    assert (await perform(step(), requested(), world)).event == "failed"
    assert len(twilio.board.conversations.all) == 1


async def test_where_nobody_can_look_the_run_fails(twilio: Twilio, world: World) -> None:
    twilio.fault(Fault("POST", "/Webhooks$", effect=True, reset=True))
    twilio.fault(Fault("GET", "/Conversations/", status=500, times=9))

    assert (await perform(step(), requested(), world)).event == "failed"


async def test_silence_ends_in_time(twilio: Twilio, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StartConversation, "limit", start_conversation._LOOK + 0.2)
    twilio.fault(Fault("POST", "/Conversations$", silence=True))
    one, run = step(), run_of(requested())

    async with asyncio.timeout(30):
        assert (await one.perform(one.intend(run), world)).event == "failed"


async def test_a_conversation_that_is_to_be_closed_is_closed_by_the_step_after_the_end(
    twilio: Twilio, world: World
) -> None:
    one, session = step(close_conversation_on_execution_end=True), requested()
    await perform(one, session, world)
    assert session.closing is not None
    assert session.closing["step"] == "start"

    for _ in range(2):
        assert (await one.perform(session.closing["request"], world)).event is None
    assert only(twilio).state == "closed"


async def test_a_conversation_that_cannot_be_closed_is_told_as_failed(world: World) -> None:
    assert (await step().perform({"service": SERVICE, "close": "CH1"}, world)).event == "failed"
