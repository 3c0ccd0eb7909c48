"""Send Message and Send & Wait For Reply, over real sockets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest
from tests.runtime.bench import Bench, new_session, run_of
from tests.runtime.server import Server, always, answer, json_answer, never, serving

from runtime.outgoing_message import OutgoingMessage
from runtime.run import Run
from runtime.step import Outcome
from runtime.steps import SendAndWaitForReply, SendMessage
from runtime.world import World

WorldOf: TypeAlias = Callable[[Server], World]

SENT: Mapping[str, str | None] = {"sent": None, "failed": None}
ASKED: Mapping[str, str | None] = {"incomingMessage": None, "timeout": None, "deliveryFailure": None}
SERVICE = "MG" + "a" * 32
MESSAGE: dict[str, Any] = {
    "sid": "SM9", "account_sid": "AC1", "status": "queued", "from": "+15552223333", "to": "+15550001111",
    "body": "Hi", "num_media": "0", "num_segments": "1", "messaging_service_sid": None, "error_code": None,
    "error_message": None,
}  # fmt: skip
ALWAYS = ("StatusCallback", "https://app.example/status")


def chat(**more: Any) -> Run:  # noqa: ANN401 — each has its own type
    """A run that a message began."""
    session = new_session("none", call_sid=None)
    session.trigger = {"message": {"Body": "hello"}}
    session.variables = dict(more)
    return run_of(session)


async def form_of(step: OutgoingMessage, world_of: WorldOf, **variables: str) -> list[tuple[str, str]]:
    async with serving(always(json_answer(MESSAGE, status=201))) as server:
        await step.perform(step.intend(chat(**variables)), world_of(server))
    (received,) = server.received
    assert received.path == "/2010-04-01/Accounts/AC1/Messages.json"
    return received.form


async def test_a_text_goes_to_the_contact_from_the_flows_address(world_of: WorldOf) -> None:
    for step in (SendMessage("s", body="You: {{trigger.message.Body}}", exits=SENT),
                 SendAndWaitForReply("s", body="You: {{trigger.message.Body}}", exits=ASKED)):  # fmt: skip
        assert await form_of(step, world_of) == [
            ("To", "+15550001111"),
            ("From", "+15552223333"),
            ("Body", "You: hello"),
            ALWAYS,
        ]


async def test_a_message_may_go_to_anybody_from_a_service_with_a_picture_and_short_links(world_of: WorldOf) -> None:
    step = SendMessage(
        "s",
        body="Look",
        to="{{flow.variables.office}}",
        from_=SERVICE,
        media_url=" https://example.com/{{flow.variables.picture}}.png ",
        shorten_urls=True,
        exits=SENT,
    )

    assert await form_of(step, world_of, office="+1999", picture="owl") == [
        ("To", "+1999"),
        ("MessagingServiceSid", SERVICE),
        ("Body", "Look"),
        ("MediaUrl", "https://example.com/owl.png"),
        ("ShortenUrls", "true"),
        ALWAYS,
    ]


async def test_a_template_goes_out_with_its_values_and_without_a_text(world_of: WorldOf) -> None:
    step = SendMessage(
        "s",
        message_type="content_template",
        content_sid="HX1",
        content_variables=[("{{1}}", "{{flow.variables.name}}"), ("day", 'so "so"')],
        exits=SENT,
    )
    form = dict(await form_of(step, world_of, name="Zoë"))

    assert form.keys() == {"To", "From", "ContentSid", "ContentVariables", "StatusCallback"}
    assert form["ContentSid"] == "HX1"
    assert json.loads(form["ContentVariables"]) == {"1": "Zoë", "day": 'so "so"'}


class TestChannel:
    channel, service = "CH" + "a" * 32, "IS" + "b" * 32

    @pytest.mark.parametrize("with_service", [True, False])
    async def test_a_message_goes_into_the_chat_that_the_message_came_from(
        self, world_of: WorldOf, with_service: bool
    ) -> None:
        step, run = SendMessage("s", body="Hi", attributes='{"a": 1}', exits=SENT), chat()
        service = self.service if with_service else ""
        run.session.trigger = {"message": {"ChannelSid": self.channel, "InstanceSid": service}}
        async with serving(always(json_answer({"sid": "IM9", "body": "Hi"}, status=201))) as server:
            outcome = await step.perform(step.intend(run), world_of(server))

        (received,) = server.received
        under = f"Services/{service}/" if with_service else ""
        assert received.path == f"/conversations/v1/{under}Conversations/{self.channel}/Messages"
        assert received.form == [("Author", "+15552223333"), ("Body", "Hi"), ("Attributes", '{"a": 1}')]
        outbound = outcome.outputs["outbound"]
        assert isinstance(outbound, dict)
        assert (outcome.event, outbound["Sid"], outbound["From"]) == ("sent", "IM9", "+15552223333")

    @pytest.mark.parametrize("service", [service, None])
    async def test_a_run_that_talks_in_a_conversation_posts_there_and_hears_there(
        self, world_of: WorldOf, service: str | None
    ) -> None:
        step, run = SendAndWaitForReply("s", body="Hi", channel="CH1", exits=ASKED), chat()
        run.session.conversation, run.session.service = self.channel, service
        async with serving(always(json_answer({"sid": "IM9", "body": "Hi"}, status=201))) as server:
            await step.perform(step.intend(run), world_of(server))

        (received,) = server.received
        under = f"Services/{service}/" if service else ""
        assert received.path == f"/conversations/v1/{under}Conversations/{self.channel}/Messages"
        assert received.form == [("Author", "+15552223333"), ("Body", "Hi")]
        assert step.hears(run) == self.channel

    @pytest.mark.parametrize(("channel", "service"), [("../x", ""), ("CH1", ""), (channel, "../x")])
    async def test_a_channel_that_is_none_fails_and_asks_nobody(
        self, world_of: WorldOf, channel: str, service: str
    ) -> None:
        step = SendMessage("s", body="Hi", channel=channel, service=service, exits=SENT)
        async with serving(never) as server:
            assert (await step.perform(step.intend(chat()), world_of(server))).event == "failed"

        assert server.received == []


async def test_what_twilio_took_is_told_below_outbound(world_of: WorldOf) -> None:
    step, run = SendMessage("s", body="Hi", exits=SENT), chat()
    async with serving(always(json_answer(MESSAGE, status=201))) as server:
        outcome = await step.perform(step.intend(run), world_of(server))
    step.took(run, outcome)

    assert outcome.event == "sent"
    assert run.session.widgets["s"]["outbound"] == {
        "Sid": "SM9",
        "AccountSid": "AC1",
        "Status": "queued",
        "From": "+15552223333",
        "To": "+15550001111",
        "Body": "Hi",
        "NumMedia": "0",
        "NumSegments": "1",
    }


async def test_of_a_service_that_has_not_chosen_yet_the_sender_is_the_service(world_of: WorldOf) -> None:
    step = SendMessage("s", body="Hi", from_=SERVICE, exits=SENT)
    taken = {**MESSAGE, "from": None, "messaging_service_sid": SERVICE, "status": "accepted"}
    async with serving(always(json_answer(taken, status=201))) as server:
        outcome = await step.perform(step.intend(chat()), world_of(server))

    outbound = outcome.outputs["outbound"]
    assert isinstance(outbound, dict)
    assert (outbound["From"], outbound["MessagingServiceSid"]) == (SERVICE, SERVICE)


@pytest.mark.parametrize(
    ("step", "event"),
    [
        (SendMessage("s", body="Hi", exits=SENT), "failed"),
        (SendAndWaitForReply("s", body="Hi", exits=ASKED), "deliveryFailure"),
    ],
)
class TestFailure:
    async def test_a_refusal_says_why(self, world_of: WorldOf, step: OutgoingMessage, event: str) -> None:
        refusal = json_answer({"code": 21610, "message": "unsubscribed"}, status=400)
        async with serving(always(refusal)) as server:
            outcome = await step.perform(step.intend(chat()), world_of(server))

        assert outcome.event == event
        assert outcome.outputs["outbound"] == {
            "To": "+15550001111",
            "From": "+15552223333",
            "Body": "Hi",
            "NumMedia": "0",
            "Status": "failed",
            "ErrorCode": "21610",
            "ErrorMessage": "unsubscribed",
        }

    @pytest.mark.parametrize(
        "told", [json_answer({"code": 20429}, status=429), answer("busy", status=500), answer("<html>"), None]
    )
    async def test_whatever_else_is_no_message_is_sent_once(
        self, world_of: WorldOf, step: OutgoingMessage, event: str, told: bytes | None
    ) -> None:
        async with serving(always(told)) as server:
            assert (await step.perform(step.intend(chat()), world_of(server))).event == event

        assert len(server.received) == 1

    async def test_silence_and_a_lost_process_are_failures_and_nothing_is_sent_again(
        self, world_of: WorldOf, step: OutgoingMessage, event: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(OutgoingMessage, "limit", 0.2)
        request = step.intend(chat())
        async with serving(never) as server:
            assert (await step.perform(request, world_of(server))).event == event
            assert (await step.recover(request, world_of(server))).event == event

        assert len(server.received) == 1


class TestReply:
    step = SendAndWaitForReply("ask", body="Hi", timeout="{{flow.variables.wait}}", exits=ASKED)

    def test_every_parameter_of_the_reply_is_told_below_inbound_beside_outbound(self) -> None:
        run = chat()
        run.session.widgets["ask"] = {"outbound": {"Sid": "SM1"}}

        assert self.step.replied(run, {"Body": "yes", "MediaUrl0": "https://a.example/"}) == "incomingMessage"
        assert run.session.widgets["ask"] == {
            "outbound": {"Sid": "SM1"},
            "inbound": {"Body": "yes", "MediaUrl0": "https://a.example/"},
        }

    def test_who_replies_in_a_conversation_is_from_as_well(self) -> None:
        run = chat()
        self.step.replied(run, {"Body": "yes", "Author": "ada"})

        assert run.session.widgets["ask"] == {"inbound": {"Body": "yes", "Author": "ada", "From": "ada"}}

    @pytest.mark.parametrize(
        ("wait", "seconds"),
        [("60", 60), (" 90.5 ", 90), ("", 3600), ("soon", 3600), ("-1", 3600), ("9" * 40, 3600), ("9" * 9, 2_592_000)],
    )
    def test_it_is_waited_for_as_long_as_the_flow_says(self, wait: str, seconds: int) -> None:
        assert self.step.due(chat(wait=wait)) == seconds

    def test_an_old_export_has_a_number_of_seconds(self) -> None:
        assert SendAndWaitForReply("ask", timeout=30, exits=ASKED).due(chat()) == 30

    def test_only_a_message_that_does_not_arrive_ends_the_wait(self) -> None:
        states = ("queued", "sent", "delivered", "read", "undelivered", "failed")
        ends = [self.step.told(chat(), {"MessageStatus": status}) for status in states]

        assert ends == [None, None, None, None, "deliveryFailure", "deliveryFailure"]
        assert self.step.told(chat(), {"CallStatus": "failed"}) is None

    @pytest.mark.parametrize("begun", ["message", "conversation", "request", "parent", "call"])
    def test_it_works_where_there_is_a_chat(self, bench: Bench, begun: str) -> None:
        session = new_session("none", call_sid=None)
        session.trigger = {begun: {}}
        session.step = "ask"
        turn = bench.engine(self.step).enter(session, 99)

        assert (turn.act is None) == (begun == "call")
        assert session.hears == (None if begun == "call" else "+15552223333")

    def test_a_run_hears_no_more_when_it_has_left_the_step(self, bench: Bench) -> None:
        engine, session = bench.engine(self.step), chat(wait="60").session
        session.step = "ask"
        engine.enter(session, 99)
        waits = engine.end_act(session, Outcome(None, {"outbound": {"Sid": "SM1"}}), 99)

        assert (waits.due, session.waits, session.hears) == (60, True, "+15552223333")
        assert engine.reply(session, {"Body": "yes"}, 99).taken == (("ask", "incomingMessage"),)
        assert (session.end, session.hears) == ("flow ended", None)
