"""Resume Conversation: a Conversation is looked up, and tells the application."""

from __future__ import annotations

from typing import Any

import pytest
from tests.runtime.bench import new_session, run_of
from tests.twilio.stand_in import Conversation, Fault, Twilio

from runtime.session import Session
from runtime.step import Outcome
from runtime.steps import ResumeConversation
from runtime.world import World

SERVICE = "IS" + "d" * 32
EXITS = {"resumed": None, "failed": None}


def step(**changed: Any) -> ResumeConversation:  # noqa: ANN401 - each field has its own type
    given = {"conversation_service_sid": SERVICE, "conversation_sid": "{{flow.data.sid}}", "exits": EXITS, **changed}
    return ResumeConversation("resume", **given)


def requested(sid: str) -> Session:
    session = new_session("none", call_sid=None)
    session.trigger, session.data = {"request": {}}, {"sid": sid}
    return session


async def perform(one: ResumeConversation, session: Session, world: World) -> Outcome:
    run = run_of(session)
    outcome = await one.perform(one.intend(run), world)
    one.took(run, outcome)
    return outcome


@pytest.fixture
def there(twilio: Twilio) -> Conversation:
    return twilio.board.conversations.begin("+15550001111", "+15552223333", "https://a.b/c")


async def test_a_conversation_that_is_there_tells_the_application_and_is_the_runs_channel(
    there: Conversation, world: World
) -> None:
    session = requested(there.sid)
    outcome = await perform(step(), session, world)

    assert (outcome.event, session.conversation, session.service) == ("resumed", there.sid, SERVICE)
    assert [(one.url, one.events) for one in there.webhooks[1:]] == [(world.conversation, ("onMessageAdded",))]
    outputs: Any = session.widgets["resume"]
    assert [one["sid"] for one in outputs["conversation"]["participants"]] == [there.participants[0].sid]
    assert outputs["webhook_sid"] == there.webhooks[1].sid


async def test_the_events_that_were_chosen_are_told_and_attributes_stored(there: Conversation, world: World) -> None:
    events = ("onMessageAdded", "onParticipantAdded")
    await perform(step(webhook_filters=list(events), attributes='{"a": 1}'), requested(there.sid), world)

    assert there.webhooks[1].events == events
    assert there.fields["Attributes"] == '{"a": 1}'


async def test_a_webhook_that_tells_the_application_already_is_enough(there: Conversation, world: World) -> None:
    for _ in range(2):
        assert (await perform(step(), requested(there.sid), world)).event == "resumed"

    assert len(there.webhooks) == 2


@pytest.mark.parametrize("sid", ["", "CH1", "../Conversations"])
async def test_a_conversation_that_is_not_there_fails(twilio: Twilio, world: World, sid: str) -> None:
    session = requested(sid)

    assert (await perform(step(), session, world)).event == "failed"
    assert session.conversation is None
    assert [one for one in twilio.requests if one.request.method != "GET"] == []


async def test_a_conversation_that_is_closed_fails(there: Conversation, world: World) -> None:
    there.state = "closed"

    assert (await perform(step(), requested(there.sid), world)).event == "failed"
    assert len(there.webhooks) == 1


async def test_a_run_that_has_a_channel_resumes_none(there: Conversation, world: World) -> None:
    session = requested(there.sid)
    session.trigger = {"conversation": {}}

    assert (await perform(step(), session, world)).event == "failed"
    assert (await step().recover({}, world)).event == "failed"


@pytest.mark.parametrize(("effect", "event"), [(True, "resumed"), (False, "failed")])
async def test_where_an_answer_is_lost_the_webhook_tells(
    twilio: Twilio, there: Conversation, world: World, effect: bool, event: str
) -> None:
    twilio.fault(Fault("POST", "/Webhooks$", effect=effect, reset=True))

    assert (await perform(step(), requested(there.sid), world)).event == event
    assert len(there.webhooks) == 1 + effect


async def test_where_nobody_can_look_the_run_fails(twilio: Twilio, there: Conversation, world: World) -> None:
    twilio.fault(Fault("GET", "/Conversations/", status=500, times=9))

    assert (await perform(step(), requested(there.sid), world)).event == "failed"


async def test_what_twilio_refuses_fails(there: Conversation, world: World) -> None:
    assert (await perform(step(webhook_filters=["onPigeon"]), requested(there.sid), world)).event == "failed"
