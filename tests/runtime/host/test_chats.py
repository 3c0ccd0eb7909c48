"""Chats: a message begins a run or is its reply, once, whatever comes twice, late, or not at all."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.runtime.host.hosted import ACCOUNT, TOKEN, action, asking, documents, flow_of
from tests.runtime.host.hosted import asks as asks_on_call
from tests.runtime.host.texting import CONTACT, NUMBER, Messages, Texting, asks, sends, texting
from tests.runtime.server import json_answer

from runtime import Edition, Flow

OTHER = "+15551230009"
SERVICE = "MG" + "0" * 32


def survey(version: str = "v1", **starts: str | None) -> Flow:
    """A flow that asks twice, and thanks with what was replied."""
    flow = Flow("tested", version=version, starts={"incomingMessage": "one", "incomingRequest": "one", **starts})
    flow.add(asks("one", "two", else_="sorry", timeout="60"))
    flow.add(asks("two", "thanks", else_="sorry"))
    flow.add(sends("thanks", body="{{widgets.one.inbound.Body}} and {{widgets.two.inbound.Body}}"))
    flow.add(sends("sorry", body="sorry {{widgets.one.outbound.Status}} {{widgets.one.outbound.ErrorCode}}"))
    return flow


async def start(chat: Texting, **more: str) -> httpx.Response:
    """The answer to a start over REST."""
    data = {"To": CONTACT, "From": NUMBER, **more}
    return await chat.host.client.post("https://flow.example.com/executions", data=data, auth=(ACCOUNT, TOKEN))


async def test_a_message_begins_a_run_and_the_next_ones_are_its_replies(address: str, tmp_path: Path) -> None:
    async with texting(survey(), address, tmp_path) as chat:
        assert "<Response></Response>" in (await chat.write("hi")).text
        await chat.waits("one")
        await chat.write("good")
        await chat.waits("two")
        await chat.write("very")
        await chat.until("one?", "two?", "good and very")
        await chat.ended()
        form = dict(chat.server.received[0].form)
    assert (form["To"], form["From"]) == (CONTACT, NUMBER)
    assert form["StatusCallback"].startswith("https://flow.example.com/ivr/status?session=")


async def test_a_message_that_comes_three_times_is_taken_once(address: str, tmp_path: Path) -> None:
    async with texting(survey(), address, tmp_path) as chat:
        for body, step in (("hi", "one"), ("good", "two")):
            copies = (chat.write(body, f"SM{body}") for _ in range(3))
            answers = await asyncio.gather(*copies)
            assert {(one.status_code, one.text) for one in answers} == {(200, answers[0].text)}
            await chat.waits(step)
        # Long after the run has gone on, and in the wrong order.
        await chat.write("good", "SMgood")
        await chat.write("hi", "SMhi")
        await chat.write("very", "SMvery")
        await chat.ended()
        await chat.write("very", "SMvery")
        await chat.until("one?", "two?", "good and very")


async def test_two_contacts_at_once_have_a_run_each(sqlite: str, tmp_path: Path) -> None:
    async with texting(survey(), sqlite, tmp_path) as chat:
        await asyncio.gather(chat.write("hi"), chat.write("hi", From=OTHER))
        await chat.waits("one", 2)
        await asyncio.gather(chat.write("a"), chat.write("b", From=OTHER))
        await chat.waits("two", 2)
        await asyncio.gather(chat.write("c"), chat.write("d", From=OTHER))
        await chat.ended(2)
    assert sorted(chat.bodies[-2:]) == ["a and c", "b and d"]


async def test_two_first_messages_at_once_begin_one_run(address: str, tmp_path: Path) -> None:
    """The other one finds the run of the first, which asks something by then."""
    async with texting(survey(), address, tmp_path) as chat:
        await asyncio.gather(*(chat.write("hi") for _ in range(2)))
        await chat.waits("two")
        await chat.until("one?", "two?")
        await chat.metric('flow_sessions_started_total{trigger="message"} 1.0')


async def test_a_reply_may_come_before_twilio_has_answered_the_request(address: str, tmp_path: Path) -> None:
    messages = Messages(held={0: asyncio.Event()})
    async with texting(survey(), address, tmp_path, messages) as chat:
        await chat.write("hi")
        await chat.until("one?")
        await chat.write("early")
        await chat.write("too early")
        messages.held[0].set()
        await chat.waits("two")
        await chat.write("late")
        await chat.until("one?", "two?", "early and late")


@pytest.mark.parametrize("early", [True, False], ids=["before the answer", "after it"])
@pytest.mark.parametrize("status", ["undelivered", "failed"])
async def test_a_message_that_does_not_arrive_takes_the_failure(
    sqlite: str, tmp_path: Path, status: str, early: bool
) -> None:
    messages = Messages(held={0: asyncio.Event()})
    async with texting(survey(), sqlite, tmp_path, messages) as chat:
        await chat.write("hi")
        await chat.until("one?")
        if not early:
            messages.held[0].set()
            await chat.waits("one")
        for _ in range(3):
            assert (await chat.tell(0, status, ErrorCode="30003")).status_code == 200
        messages.held[0].set()
        await chat.until("one?", f"sorry {status} 30003")
        await chat.ended()


async def test_a_state_that_comes_late_changes_nothing(sqlite: str, tmp_path: Path) -> None:
    async with texting(survey(), sqlite, tmp_path) as chat:
        await chat.write("hi")
        await chat.waits("one")
        for status in ("delivered", "sent", "undelivered"):
            assert (await chat.tell(0, status)).status_code == 200
        await chat.write("good")
        await chat.waits("two")


async def test_what_became_of_an_earlier_message_moves_no_run_and_is_told(sqlite: str, tmp_path: Path) -> None:
    flow = flow_of(start="first", event="incomingMessage")
    flow.add(sends("first", "ask"))
    flow.add(asks("ask", "last"))
    flow.add(sends("last", body="{{widgets.first.outbound.Status}} {{widgets.first.outbound.ErrorCode}}"))
    async with texting(flow, sqlite, tmp_path) as chat:
        await chat.write("hi")
        await chat.waits("ask")
        await chat.tell(0, "undelivered", ErrorCode="30005")
        await chat.write("yes")
        await chat.until("first", "ask?", "undelivered 30005")


async def test_states_of_no_session_and_of_no_message_change_nothing(sqlite: str, tmp_path: Path) -> None:
    async with texting(survey(), sqlite, tmp_path) as chat:
        await chat.write("hi")
        await chat.waits("one")
        url = dict(chat.server.received[0].form)["StatusCallback"].partition("#")[0]
        status = {"MessageSid": "SMother", "MessageStatus": "failed"}
        other = f"{url.partition('#')[0]}0"
        answers = [await chat.host.post(to, status) for to in ("/status", url, "/status?session=%00", other)]
        assert [one.status_code for one in answers] == [200, 200, 404, 404]
        await chat.write("good")
        await chat.waits("two")


@pytest.mark.parametrize("answer", [json_answer({"code": 21610, "message": "no"}, status=400), None])
async def test_a_message_that_may_not_have_been_sent_is_not_sent_again(
    sqlite: str, tmp_path: Path, answer: bytes | None
) -> None:
    async with texting(survey(), sqlite, tmp_path, Messages({0: answer})) as chat:
        await chat.write("hi")
        await chat.until("one?", "sorry failed 21610" if answer else "sorry  ")
        await chat.ended()


async def test_a_reply_that_does_not_come_is_waited_for_across_a_restart(address: str, tmp_path: Path) -> None:
    now = [1000.0]
    clock: dict[str, Any] = {"clock": lambda: now[0]}
    async with texting(survey(), address, tmp_path, **clock) as chat:
        await chat.write("hi")
        await chat.waits("one")
    now[0] += 59
    async with texting(survey(), address, tmp_path, **clock) as chat:
        await asyncio.sleep(1.2)
        assert chat.bodies == []
        now[0] += 2
        await chat.until("sorry queued ")
        await chat.ended()


async def test_a_message_to_a_run_that_waits_for_none_is_ignored(sqlite: str, tmp_path: Path) -> None:
    messages = Messages(held={0: asyncio.Event()})
    flow = flow_of(start="first", event="incomingMessage")
    flow.add(sends("first", "ask"))
    flow.add(asks("ask"))
    async with texting(flow, sqlite, tmp_path, messages) as chat:
        await chat.write("hi")
        await chat.until("first")
        await chat.write("meanwhile")
        messages.held[0].set()
        await chat.waits("ask")
        await chat.metric('flow_sessions_started_total{trigger="message"} 1.0')
        await chat.write("yes")
        await chat.ended()


async def test_a_run_that_was_started_over_rest_gets_the_replies_of_its_contact(address: str, tmp_path: Path) -> None:
    async with texting(survey(), address, tmp_path) as chat:
        assert (await start(chat)).status_code == 201
        await chat.waits("one")
        assert (await start(chat)).status_code == 409
        assert (await start(chat, From=OTHER)).status_code == 201
        await chat.waits("one", 2)
        await chat.write("good")
        await chat.waits("two")
        await chat.write("very")
        await chat.ended()
    assert chat.bodies == ["one?", "one?", "two?", "good and very"]


async def test_a_chat_that_a_message_began_can_not_be_started_over_rest(sqlite: str, tmp_path: Path) -> None:
    async with texting(survey(), sqlite, tmp_path) as chat:
        await chat.write("hi")
        assert (await start(chat)).status_code == 409


async def test_whatsapp_is_a_chat_of_its_own(sqlite: str, tmp_path: Path) -> None:
    async with texting(survey(), sqlite, tmp_path) as chat:
        await chat.write("hi")
        await chat.waits("one")
        whatsapp = {"From": f"whatsapp:{CONTACT}", "To": f"whatsapp:{NUMBER}"}
        await chat.write("hi", **whatsapp)
        await chat.waits("one", 2)
        await chat.write("good", **whatsapp)
        await chat.waits("two")
        form = dict(chat.server.received[-1].form)
    assert (form["From"], form["To"]) == (f"whatsapp:{NUMBER}", f"whatsapp:{CONTACT}")


async def test_a_chat_with_a_number_of_a_service_is_one_with_the_service(sqlite: str, tmp_path: Path) -> None:
    async with texting(survey(), sqlite, tmp_path) as chat:
        await chat.write("hi", MessagingServiceSid=SERVICE)
        await chat.waits("one")
        await chat.write("good", MessagingServiceSid=SERVICE, To=OTHER)
        await chat.waits("two")
        form = dict(chat.server.received[-1].form)
    assert form["MessagingServiceSid"] == SERVICE
    assert "From" not in form


async def test_a_reply_comes_to_the_address_that_asked(sqlite: str, tmp_path: Path) -> None:
    flow = flow_of(start="ask", event="incomingMessage")
    flow.add(asks("ask", "thanks", from_=OTHER))
    flow.add(sends("thanks"))
    async with texting(flow, sqlite, tmp_path) as chat:
        await chat.write("hi")
        await chat.waits("ask")
        await chat.write("not there")
        await chat.write("yes", To=OTHER)
        await chat.until("ask?", "thanks")


async def test_a_reply_that_reaches_a_process_without_the_flow_is_taken_up_by_another(
    sqlite: str, tmp_path: Path
) -> None:
    old, new = survey(), survey("v2", incomingMessage="sorry")
    async with texting(old, sqlite, tmp_path) as one, texting(new, sqlite, tmp_path) as other:
        await one.write("hi")
        await one.waits("one")
        await other.write("good", "SM98")
        await one.waits("two")
        await other.write("very", "SM99")
        await one.until("one?", "two?", "good and very")
    assert other.bodies == []


async def test_a_run_goes_on_with_the_flow_that_it_began_with(sqlite: str, tmp_path: Path) -> None:
    async with texting(survey(), sqlite, tmp_path) as chat:
        await chat.write("hi")
        await chat.waits("one")
    earlier = [Edition(survey(), tmp_path / "twiml")]
    async with texting(survey("v2"), sqlite, tmp_path, earlier=earlier) as chat:
        await chat.write("good", "SM2")
        await chat.waits("two")


async def test_a_flow_that_does_nothing_for_messages_ends_at_once(sqlite: str, tmp_path: Path) -> None:
    async with texting(flow_of(start=None), sqlite, tmp_path) as chat:
        assert (await chat.write("hi")).status_code == 200
        await chat.ended()


@pytest.mark.parametrize("wrong", [{"From": ""}, {"To": ""}, {"From": "\0"}, {"To": "x" * 301}, {"MessageSid": "!"}])
async def test_a_message_without_sense_is_a_bad_request(sqlite: str, tmp_path: Path, wrong: dict[str, str]) -> None:
    async with texting(survey(), sqlite, tmp_path) as chat:
        assert (await chat.write("hi", **wrong)).status_code == 400
        await chat.write("hi")
        await chat.waits("one")


async def test_a_question_does_not_work_in_a_run_that_a_call_began(sqlite: str, tmp_path: Path) -> None:
    flow = flow_of(start="ask")
    flow.add(asks("ask"))
    async with texting(flow, sqlite, tmp_path) as chat:
        assert "<Response>" in (await chat.host.post("/voice")).text
        await chat.ended(reason="ask does not work in such a run")
    assert chat.bodies == []


async def test_a_question_outlives_the_call_of_a_run_that_was_started_over_rest(sqlite: str, tmp_path: Path) -> None:
    """The call has nothing more to hear and ends; its end does not end the run."""
    flow = flow_of(start="listen", event="incomingCall")
    flow.starts["incomingRequest"] = "ask"
    flow.add(asks_on_call("listen", "text"))
    flow.add(sends("text", body="thanks"))
    flow.add(asks("ask", "text"))
    documents(tmp_path / "twiml", listen=asking("listen"))
    async with texting(flow, sqlite, tmp_path) as chat:
        # A message may go out during a call.
        answer = await chat.host.post(action(await chat.host.post("/voice")), Digits="1")
        assert answer.status_code == 200
        await chat.until("thanks")
        await start(chat)
        await chat.waits("ask")
        await chat.write("yes")
        await chat.until("thanks", "ask?", "thanks")


class TestConcurrentCalls:
    def flow(self, *, allowed: bool) -> Flow:
        flow = Flow("tested", version="v1", starts={"incomingCall": "listen"}, allow_concurrent_calls=allowed)
        flow.add(asks_on_call("listen", None))
        return flow

    @pytest.mark.parametrize("allowed", [True, False])
    async def test_a_caller_on_the_line_is_rejected_where_the_flow_allows_no_second_call(
        self, sqlite: str, tmp_path: Path, allowed: bool
    ) -> None:
        now = [1000.0]
        documents(tmp_path / "twiml", listen=asking("listen"))
        async with texting(self.flow(allowed=allowed), sqlite, tmp_path, clock=lambda: now[0]) as chat:
            await chat.host.post("/voice", CallSid="CA1")
            second = await chat.host.post("/voice", CallSid="CA2")
            assert ("<Reject/>" in second.text) is not allowed
            assert "listen?" in (await chat.host.post("/voice", CallSid="CA1")).text
            assert "listen?" in (await chat.host.post("/voice", CallSid="CA3", From=OTHER)).text
            await chat.host.post("/status", CallSid="CA1", CallStatus="completed")
            now[0] += 4
            await chat.ended(reason="hung up")
            assert "listen?" in (await chat.host.post("/voice", CallSid="CA4")).text
