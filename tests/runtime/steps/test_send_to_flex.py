"""Send To Flex: a queue on a call, a task of a message, an interaction in a Conversation."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.runtime.bench import Bench, new_session, parsed, run_of
from tests.twilio.stand_in import Conversation, Fault, Task, Twilio

from runtime.session import Session
from runtime.step import Outcome
from runtime.steps import SendToFlex
from runtime.world import World

WORKFLOW, CHANNEL = "WW" + "1" * 32, "TC" + "1" * 32
EXITS = {"callComplete": None, "failedToEnqueue": None, "callFailure": None}
CONTACT = "+15550001111"


def step(**changed: Any) -> SendToFlex:  # noqa: ANN401 - each field has its own type
    given = {"document": "flex.xml", "workflow": WORKFLOW, "channel": CHANNEL, "exits": EXITS, **changed}
    return SendToFlex("flex", **given)


def messaged() -> Session:
    session = new_session("none", call_sid=None)
    session.trigger = {"message": {"From": CONTACT}}
    return session


def conversing(conversation: Conversation, contact: str = CONTACT) -> Session:
    session = new_session("none", call_sid=None)
    session.trigger, session.contact = {"conversation": {"Author": contact}}, contact
    session.conversation = conversation.sid
    return session


async def perform(one: SendToFlex, session: Session, world: World) -> Outcome:
    run = run_of(session)
    outcome = await one.perform(one.intend(run), world)
    one.took(run, outcome)
    return outcome


def only(twilio: Twilio) -> Task:
    (task,) = twilio.board.tasks.all.values()
    return task


class TestOfACall:
    DOCUMENT = (
        '<Enqueue action="{{ answer }}" workflowSid="WW1"><Task priority="{{ steps.flex.priority }}"'
        ' timeout="{{ steps.flex.timeout }}">{{ steps.flex.attributes }}</Task></Enqueue>'
    )

    def test_the_call_is_queued_with_the_values_of_the_task(self, bench: Bench) -> None:
        bench.verbs("flex.xml", self.DOCUMENT)
        one = step(attributes='{"name": "{{trigger.call.From}}"}', priority="{{flow.variables.p | default: 3}}")
        session = new_session()
        turn = bench.engine(one).start(session, "incomingCall", 10)

        (task,) = parsed(turn.document).iter("Task")
        assert json.loads(task.text or "") == {"name": CONTACT}
        assert task.attrib == {"priority": "3", "timeout": "3600"}
        assert (turn.act, session.waits) == (None, True)

    @pytest.mark.parametrize(
        ("result", "event"),
        [
            ("bridged", "callComplete"),
            ("leave", "callComplete"),
            ("redirected", "callComplete"),
            ("queue-full", "failedToEnqueue"),
            ("system-error", "callFailure"),
            ("error", "callFailure"),
        ],
    )
    def test_the_result_of_the_queue_is_the_exit(self, result: str, event: str) -> None:
        session = new_session()

        assert step().answered(run_of(session), {"QueueResult": result}) == event
        assert session.widgets["flex"] == {"QueueResult": result}

    @pytest.mark.parametrize(("line", "call"), [("gone", "CA1"), ("none", None)])
    def test_a_run_that_has_nobody_to_hand_over_ends(self, bench: Bench, line: Any, call: str | None) -> None:  # noqa: ANN401 - a literal
        bench.verbs("flex.xml", self.DOCUMENT)
        session = new_session(line, call_sid=call)
        turn = bench.engine(step()).start(session, "incomingCall", 10)

        assert (turn.document, turn.act, session.end) == (None, None, "no call to speak to")

    def test_a_run_of_a_message_acts(self, bench: Bench) -> None:
        bench.verbs("flex.xml", self.DOCUMENT)
        turn = bench.engine(step()).start(messaged(), "incomingCall", 10)

        assert turn.act is not None
        assert turn.act.step == "flex"


class TestOfAMessage:
    async def test_a_task_is_made_of_it(self, twilio: Twilio, world: World) -> None:
        one = step(attributes='{"from": "{{trigger.message.From}}"}', priority=" 7 ", timeout="60")
        session = messaged()
        outcome = await perform(one, session, world)

        task = only(twilio)
        assert outcome.event == "callComplete"
        assert (task.workflow_sid, task.channel, task.priority, task.timeout) == (WORKFLOW, CHANNEL, 7, 60)
        assert task.attributes == {"from": CONTACT, "flowStep": f"{session.sid}/flex/0"}
        outputs = session.widgets["flex"]
        assert (outputs["sid"], outputs["TaskSid"], outputs["Age"]) == (task.sid, task.sid, 0)
        assert outputs["assignment_status"] == "pending"
        assert outputs["Attributes"] == outputs["attributes"] == json.dumps(task.attributes)

    async def test_what_is_blank_is_studios_default(self, twilio: Twilio, world: World) -> None:
        await perform(step(attributes=" ", priority=" ", timeout=""), messaged(), world)

        task = only(twilio)
        assert (list(task.attributes), task.priority, task.timeout) == (["flowStep"], 0, 3600)

    @pytest.mark.parametrize(
        "changed",
        [
            *({"attributes": "{"}, {"attributes": "[]"}, {"priority": "high"}, {"timeout": "-1"}),
            *({"timeout": "1.5"}, {"timeout": "1209601"}, {"workflow": "WW1"}),
        ],
    )
    async def test_a_task_that_cannot_be_is_a_failure(
        self, twilio: Twilio, world: World, changed: dict[str, str]
    ) -> None:
        session = messaged()

        assert (await perform(step(**changed), session, world)).event == "failedToEnqueue"
        assert (twilio.board.tasks.all, session.widgets["flex"]) == ({}, {})

    async def test_nothing_that_was_to_be_done_is_a_failure_afterwards_too(self, world: World) -> None:
        assert (await step().recover({}, world)).event == "failedToEnqueue"

    @pytest.mark.parametrize(("effect", "event"), [(True, "callComplete"), (False, "failedToEnqueue")])
    async def test_where_an_answer_is_lost_the_task_is_looked_up(
        self, twilio: Twilio, world: World, effect: bool, event: str
    ) -> None:
        twilio.fault(Fault("POST", "/Tasks$", effect=effect, reset=True))
        session = messaged()

        assert (await perform(step(), session, world)).event == event
        assert len(twilio.board.tasks.all) == effect
        assert session.widgets["flex"].get("TaskSid") == (only(twilio).sid if effect else None)

    async def test_the_task_of_another_run_is_not_taken_for_it(self, twilio: Twilio, world: World) -> None:
        await perform(step(), messaged(), world)
        twilio.fault(Fault("POST", "/Tasks$", reset=True))
        session = messaged()
        session.taken = 5

        assert (await perform(step(), session, world)).event == "failedToEnqueue"

    @pytest.mark.parametrize("path", ["/Configuration$", "/Tasks"])
    async def test_where_nobody_answers_it_is_a_failure(self, twilio: Twilio, world: World, path: str) -> None:
        twilio.fault(Fault("GET", path, status=500, times=9))
        twilio.fault(Fault("POST", path, effect=True, status=500, times=9))

        assert (await perform(step(), messaged(), world)).event == "failedToEnqueue"


class TestInAConversation:
    @pytest.fixture
    def there(self, twilio: Twilio, world: World) -> Conversation:
        return twilio.board.conversations.begin(CONTACT, "+15552223333", world.conversation)

    async def test_an_interaction_hands_it_over(self, twilio: Twilio, there: Conversation, world: World) -> None:
        session = conversing(there)
        outcome = await perform(step(attributes='{"name": "Ann"}', priority="2"), session, world)

        task, (interaction,) = only(twilio), twilio.board.interactions.values()
        assert outcome.event == "callComplete"
        assert interaction["channel"]["type"] == "sms"
        assert task.attributes == {
            "channelType": "sms",
            "customerAddress": CONTACT,
            "from": CONTACT,
            "name": "Ann",
            "customerName": CONTACT,
            "flowStep": f"{session.sid}/flex/0",
            "conversationSid": there.sid,
            "flexInteractionSid": interaction["sid"],
        }
        outputs: Any = session.widgets["flex"]
        assert (outputs["sid"], outputs["TaskSid"]) == (interaction["sid"], task.sid)
        assert (outputs["url"], outputs["channel"]["initiated_by"]) == (interaction["url"], "customer")
        assert outputs["routing"]["properties"]["priority"] == 2

    @pytest.mark.parametrize(
        ("contact", "kind"),
        [(CONTACT, "sms"), (f"whatsapp:{CONTACT}", "whatsapp"), ("messenger:12", "messenger"), ("ann", "chat")],
    )
    async def test_the_address_of_the_contact_tells_the_kind_of_channel(
        self, twilio: Twilio, there: Conversation, world: World, contact: str, kind: str
    ) -> None:
        await perform(step(), conversing(there, contact), world)

        assert only(twilio).attributes["channelType"] == kind

    async def test_the_application_hears_no_more_of_it_and_others_do(
        self, twilio: Twilio, there: Conversation, world: World
    ) -> None:
        other = twilio.board.conversations.begin("+15550001112", "+15552223333", "https://a.b/c").webhooks[0]
        there.webhooks.append(other)
        await perform(step(), conversing(there), world)

        assert there.webhooks == [other]

    async def test_a_webhook_that_cannot_be_deleted_changes_nothing(
        self, twilio: Twilio, there: Conversation, world: World
    ) -> None:
        twilio.fault(Fault("DELETE", "/Webhooks/", status=500))

        assert (await perform(step(), conversing(there), world)).event == "callComplete"

    @pytest.mark.parametrize(("effect", "event"), [(True, "callComplete"), (False, "failedToEnqueue")])
    async def test_where_an_answer_is_lost_the_interaction_is_looked_up(
        self, twilio: Twilio, there: Conversation, world: World, effect: bool, event: str
    ) -> None:
        twilio.fault(Fault("POST", "/Interactions$", effect=effect, reset=True))
        session = conversing(there)

        assert (await perform(step(), session, world)).event == event
        assert session.widgets["flex"].get("sid") == next(iter(twilio.board.interactions), None)
        assert len(there.webhooks) == (not effect)

    async def test_a_conversation_that_is_closed_is_a_failure(
        self, twilio: Twilio, there: Conversation, world: World
    ) -> None:
        there.state = "closed"

        assert (await perform(step(), conversing(there), world)).event == "failedToEnqueue"
        assert twilio.board.tasks.all == {}
