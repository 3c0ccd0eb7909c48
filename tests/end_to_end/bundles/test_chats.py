"""The examples that chat, as bundles: texts go both ways, and what comes of each thing that can fail."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path

import attrs
import httpx
import pytest
import sqlalchemy as sa
from tests.end_to_end.bundles.conftest import Stage
from tests.end_to_end.bundles.serving import PUBLIC_URL
from tests.twilio.plain_http import plain_client
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN, NUMBER, Busy, Delivered, Delivery, Fault

Staging = Callable[..., Stage]

QUESTION = "How was your visit? Reply with a number from 1 (bad) to 5 (great)."
REASON = "We are sorry to hear that. What went wrong?"
AGAIN = "Please reply with one number from 1 to 5."
THANKS = "Thank you for your answer!"
NO_ANSWER = "No problem. You can answer any time by writing to this number."

SEND = r"/Messages\.json$"
FOLDER = Path("tests") / "end_to_end" / "golden" / "chats"
AUTH = (ACCOUNT_SID, AUTH_TOKEN)
# What a flow does is the same over each database.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# A database outlives a test, so that each has contacts of its own.
_CONTACTS = itertools.count(2_000_000)


@attrs.frozen
class Chat:
    """A contact who texts with a served bundle."""

    stage: Stage
    contact: str
    number: str = NUMBER

    async def write(self, body: str) -> None:
        """Writes a message, and waits for the answer to the webhook: it replies nothing."""
        url = f"{PUBLIC_URL}/message"
        assert await self.stage.twilio.text(url, body, from_=self.contact, to=self.number) == []

    async def texted(self, *bodies: str) -> None:
        """Waits until the contact has got just these texts."""
        await self.stage.twilio.texted(*bodies, to=self.contact)

    async def start(self, parameters: str = "{}") -> str:
        """The SID of a run that is started over REST."""
        form = {"To": self.contact, "From": self.number, "Parameters": parameters}
        answer = await self._ask("POST", "/executions", form)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["sid"])

    async def ended(self, sid: str) -> None:
        """Waits for the end of a run."""
        async with asyncio.timeout(30):
            while (await self._ask("GET", f"/executions/{sid}")).json()["status"] != "ended":
                await asyncio.sleep(0.05)

    async def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> httpx.Response:
        async with plain_client(base_url=self.stage.server.url, auth=AUTH, timeout=30) as client:
            return await client.request(method, path, data=form)


@pytest.fixture
def survey(stage: Staging) -> Chat:
    """A contact of the survey."""
    return contact_of(stage("sms-survey"))


def contact_of(stage: Stage, channel: str = "") -> Chat:
    return Chat(stage, f"{channel}+1555{next(_CONTACTS)}", channel + NUMBER)


async def test_a_visitor_is_asked_twice_and_thanked(stage: Staging, golden: Callable[[Path, str], None]) -> None:
    chat = Chat(stage("sms-survey"), "+15550199")
    await chat.write("Hello")
    await chat.texted(QUESTION)
    await chat.write(" 2 ")
    await chat.texted(QUESTION, REASON)
    await chat.write("The queue was long")
    await chat.texted(QUESTION, REASON, THANKS)

    golden(FOLDER / "survey.txt", str(chat.stage.twilio.chats))


async def test_an_answer_that_is_none_is_asked_for_again(survey: Chat) -> None:
    await survey.write("Hello")
    await survey.texted(QUESTION)
    await survey.write("{{ 2 | plus: 2 }}")
    await survey.texted(QUESTION, AGAIN, QUESTION)
    await survey.write("4")
    await survey.texted(QUESTION, AGAIN, QUESTION, THANKS)


async def test_a_run_that_was_started_over_rest_asks_as_well_and_two_contacts_have_one_each(survey: Chat) -> None:
    other = contact_of(survey.stage)
    runs = [await chat.start() for chat in (survey, other)]
    await asyncio.gather(survey.texted(QUESTION), other.texted(QUESTION))
    await asyncio.gather(survey.write("5"), other.write("1"))
    await asyncio.gather(survey.texted(QUESTION, THANKS), other.texted(QUESTION, REASON))
    await survey.ended(runs[0])
    await other.write("stop it")
    await other.ended(runs[1])


@on_sqlite
async def test_whatsapp_is_a_chat_as_well(stage: Staging) -> None:
    chat = contact_of(stage("sms-survey"), "whatsapp:")
    await chat.write("Hello")
    await chat.texted(QUESTION)
    await chat.write("4")
    await chat.texted(QUESTION, THANKS)


@pytest.mark.parametrize("together", [True, False], ids=["together", "one after another"])
async def test_webhooks_that_come_three_times_do_nothing_twice(survey: Chat, together: bool) -> None:
    for kind in ("message", "message-status"):
        again = Delivery(kind, times=99, copies=3, together=together, token="IT1")  # noqa: S106 - no secret
        survey.stage.twilio.deliver(again)
    await survey.write("Hello")
    await survey.texted(QUESTION)
    await survey.write("3")
    await survey.texted(QUESTION, REASON)
    await survey.write("the food")
    await survey.texted(QUESTION, REASON, THANKS)

    assert {answer.body for answer in survey.stage.twilio.webhooks if answer.webhook.kind == "message"} == {
        b'<?xml version="1.0" encoding="UTF-8"?>\n<Response></Response>\n'
    }


async def test_a_reply_is_waited_for_while_the_process_is_dead(survey: Chat, database_url: str) -> None:
    sid = await survey.start()
    await survey.texted(QUESTION)
    survey.stage.server.kill()
    # The hour is over.
    engine = sa.create_engine(database_url.replace("+aiosqlite", ""))
    with engine.begin() as connection:
        contact = {"contact": survey.contact}
        connection.execute(sa.text("UPDATE sessions SET due = due - 3600 WHERE contact = :contact"), contact)
    engine.dispose()
    survey.stage.server.start()

    await survey.texted(QUESTION, NO_ANSWER)
    await survey.ended(sid)


async def test_a_question_that_is_not_delivered_ends_the_survey(survey: Chat) -> None:
    survey.stage.twilio.deliveries(survey.contact, Delivered(("sent", "undelivered"), error_code=30003))
    sid = await survey.start()

    await survey.ended(sid)
    await survey.texted(QUESTION)


@pytest.mark.parametrize("code", [21610, 21211])
async def test_a_question_that_twilio_refuses_ends_the_survey(survey: Chat, code: int) -> None:
    survey.stage.twilio.deliveries(survey.contact, Delivered(refused=code))

    await survey.ended(await survey.start())
    await survey.texted()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST", SEND, status=429),
        Fault("POST", SEND, status=500, effect=True),
        Fault("POST", SEND, reset=True, effect=True),
        Fault("POST", SEND, silence=True, effect=True),
    ],
    ids=["429", "500", "reset", "silence"],
)
async def test_a_question_of_which_nobody_knows_is_not_asked_again(survey: Chat, fault: Fault) -> None:
    survey.stage.twilio.fault(attrs.evolve(fault))
    await survey.ended(await survey.start())

    await survey.texted(*([QUESTION] if fault.effect else []))
    assert len(survey.stage.twilio.requests) == 1


class TestForgedMessages:
    async def test_begin_nothing(self, survey: Chat) -> None:
        from tests.twilio.stand_in import Signing, Webhook  # noqa: PLC0415 — for this test alone

        parameters = {"MessageSid": "SM1", "From": survey.contact, "To": NUMBER, "Body": "Hello"}
        forged = Webhook("message", f"{PUBLIC_URL}/message", parameters, "POST")
        answers = [await survey.stage.twilio.send(forged, signing=how) for how in (Signing.WRONG, Signing.MISSING)]

        assert [answer.status for answer in answers] == [403, 403]
        await survey.texted()


@on_sqlite
async def test_who_joins_the_list_is_asked_again_and_told_what_failed(stage: Staging) -> None:
    """The shop's own server is nowhere to be found from here."""
    chat = contact_of(stage("sms-subscriptions"))
    await chat.write("Join")
    agree = "The Owl shop writes once a week. Reply YES to agree."
    await chat.texted(agree)
    await chat.write("yes")
    await chat.texted(agree, "That did not work. Please write JOIN again later.")


@on_sqlite
async def test_who_asks_for_a_delivery_gets_an_answer(stage: Staging) -> None:
    """The server of the deliveries is nowhere to be found from here."""
    chat = contact_of(stage("delivery-status"))
    await chat.write(" 12345678 ")
    await chat.texted("We cannot look it up right now. Please write again in a while.")


@on_sqlite
async def test_a_patient_who_is_on_the_phone_is_sent_a_text(stage: Staging) -> None:
    chat = contact_of(stage("appointment-reminder"))
    chat.stage.twilio.phone(chat.contact, Busy())
    sid = await chat.start('{"name": "Zoë", "day": "Monday", "time": "9:00"}')
    await chat.texted("You have an appointment on Monday at 9:00. Please call us to change it.")
    await chat.ended(sid)


async def test_who_said_stop_is_written_to_no_more(survey: Chat) -> None:
    survey.stage.twilio.board.messages.consent.hear(survey.contact, NUMBER, "Stop")

    await survey.ended(await survey.start())
    await survey.texted()
