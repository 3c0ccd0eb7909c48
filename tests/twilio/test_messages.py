"""Messages: sent by REST, received by a webhook, answered by TwiML."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from tests.twilio.plain_http import plain_client
from tests.twilio.rest.contract import contract
from tests.twilio.serving import Got, Says, serving
from tests.twilio.stand_in import CALLER, NUMBER, Delivered, Message, StandInError, Twilio


class Sending:
    """An application's client for messages."""

    def __init__(self, twilio: Twilio, http: httpx.AsyncClient, callback: str) -> None:
        self.twilio, self.http, self.callback = twilio, http, callback

    async def send(self, **more: str) -> httpx.Response:
        form = {"To": CALLER, "From": NUMBER, "Body": "Hello", "StatusCallback": self.callback, **more}
        reply = await self.http.post("/Messages.json", data=form)
        await self.twilio.settled()
        return reply


@pytest.fixture
def told() -> list[Got]:
    return []


@pytest.fixture
async def sending(told: list[Got]) -> AsyncIterator[Sending]:
    async with serving(status=Says()) as app, Twilio() as twilio:
        app.got = told
        base = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}"
        async with plain_client(base_url=base, auth=(twilio.account_sid, twilio.auth_token)) as http:
            yield Sending(twilio, http, app.url + "/status")


async def test_a_message_is_queued_and_then_delivered(sending: Sending, told: list[Got]) -> None:
    reply = await sending.send()
    body = (await sending.http.get(f"/Messages/{reply.json()['sid']}.json")).json()

    assert (reply.status_code, reply.json()["status"]) == (201, "queued")
    assert [got.form["MessageStatus"] for got in told] == ["sent", "delivered"]
    assert {got.form["MessageSid"] for got in told} == {reply.json()["sid"]}
    assert (body["status"], body["num_segments"], body["num_media"]) == ("delivered", "1", "0")


async def test_a_message_of_a_service_is_accepted(sending: Sending) -> None:
    reply = await sending.send(From="", MessagingServiceSid="MG" + "0" * 32)

    assert (reply.json()["status"], reply.json()["from"]) == ("accepted", None)


async def test_a_message_can_turn_out_undelivered(sending: Sending, told: list[Got]) -> None:
    sending.twilio.deliveries(CALLER, Delivered(("sent", "undelivered"), error_code=30003))
    reply = await sending.send()
    body = (await sending.http.get(f"/Messages/{reply.json()['sid']}.json")).json()

    assert (told[-1].form["MessageStatus"], told[-1].form["ErrorCode"]) == ("undelivered", "30003")
    assert (body["status"], body["error_code"]) == ("undelivered", 30003)


async def test_outcomes_come_in_turn_and_the_last_one_stays(sending: Sending) -> None:
    sending.twilio.deliveries(CALLER, Delivered(refused=21610), Delivered())
    replies = [await sending.send() for _ in range(3)]

    assert [reply.status_code for reply in replies] == [400, 201, 201]
    assert replies[0].json()["code"] == 21610


@pytest.mark.parametrize(
    ("more", "code"), [({"To": ""}, 21604), ({"From": ""}, 21603), ({"Body": ""}, 21602), ({"Body": "x" * 1601}, 21617)]
)
async def test_what_a_message_can_not_do_without_is_asked_for(
    sending: Sending, more: dict[str, str], code: int
) -> None:
    assert (await sending.send(**more)).json()["code"] == code


async def test_messages_are_listed_newest_first(sending: Sending) -> None:
    sids = [(await sending.send(Body=body)).json()["sid"] for body in ("one", "two")]
    listed = (await sending.http.get("/Messages.json", params={"To": CALLER})).json()["messages"]

    assert [one["sid"] for one in listed] == sids[::-1]


async def test_a_message_has_the_properties_of_the_specification(sending: Sending) -> None:
    specification = contract()
    if specification is None:
        pytest.skip("../shared is absent, and with it Twilio's OpenAPI specification")
    reply = await sending.send()

    assert reply.json().keys() == specification.properties("POST", reply.request.url.path, 201)


async def received(page: Says, body: str = "Hi", **pages: Says) -> tuple[list[Message], list[Got]]:
    async with serving(message=page, status=Says(), **pages) as app:
        async with Twilio() as twilio:
            replies = await twilio.text(app.url + "/message", body)
        return replies, app.got


async def test_the_webhook_of_a_message_has_what_twilio_sends() -> None:
    _, got = await received(Says(""), body=" Hi there ")

    form = got[0].form
    assert (form["From"], form["To"], form["Body"], form["NumMedia"]) == (CALLER, NUMBER, " Hi there ", "0")
    assert form["MessageSid"] == form["SmsSid"] == form["SmsMessageSid"]
    assert form["FromCity"] == ""


async def test_a_reply_goes_back_to_the_sender() -> None:
    (reply,), _ = await received(Says("<Message>Hello</Message>"))

    assert (reply.from_, reply.to, reply.body, reply.direction) == (NUMBER, CALLER, "Hello", "outbound-reply")


async def test_several_bodies_are_joined_and_media_are_added() -> None:
    (reply,), _ = await received(
        Says("<Message><Body>One</Body><Body>Two</Body><Media>https://a.example/b.png</Media></Message>")
    )

    assert (reply.body, reply.media) == ("OneTwo", ("https://a.example/b.png",))


async def test_a_plain_text_is_the_reply() -> None:
    (reply,), _ = await received(Says(body=b"Hello", content_type="text/plain"))

    assert reply.body == "Hello"


async def test_an_empty_response_is_no_reply() -> None:
    replies, _ = await received(Says(""))

    assert replies == []


async def test_a_redirect_leads_to_another_document() -> None:
    (reply,), got = await received(Says("<Redirect>/next</Redirect>"), next=Says("<Message>Next</Message>"))

    assert (reply.body, [one.path for one in got]) == ("Next", ["/message", "/next"])


async def test_a_reply_tells_its_status() -> None:
    _, got = await received(Says('<Message statusCallback="/status">Hello</Message>'))

    assert [one.form["MessageStatus"] for one in got if one.path == "/status"] == ["sent", "delivered"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (Says("<Say>Hello</Say>"), 12200),
        (Says("<Message>a</Message>" * 11), 14109),
        (Says("<Message></Message>"), 14103),
        (Says(f"<Message>{'a' * 1601}</Message>"), 14103),
        (Says("<Redirect/>"), 14107),
        (Says(body=b"<Response>"), 12100),
        (Says(body=b""), 11770),
        (Says(body=b"{}", content_type="application/json"), 12300),
        (Says(body=b"x", content_type=None), 11200),
        (Says(status=500), 11200),
        (Says(body=b" " * 65537), 14106),
    ],
)
async def test_what_twilio_does_not_take_as_a_reply_fails_the_test(page: Says, code: int) -> None:
    with pytest.raises(StandInError, match=f"error {code}"):
        await received(page)


async def test_the_fallback_answers_for_a_webhook_that_fails() -> None:
    pages = {"message": Says(status=500), "fallback": Says("<Message>Sorry</Message>")}
    async with serving(**pages) as app, Twilio(allow=[11200]) as twilio:
        (reply,) = await twilio.text(app.url + "/message", "Hi", fallback=app.url + "/fallback")

    assert reply.body == "Sorry"
    assert app.at("/fallback")[0].form["ErrorCode"] == "11200"


async def test_cookies_last_for_four_hours_of_a_pair_of_numbers() -> None:
    page = Says("", headers={"set-cookie": "talk=1; Path=/"})
    async with serving(message=page) as app, Twilio() as twilio:
        await twilio.text(app.url + "/message", "one")
        await twilio.text(app.url + "/message", "two")
        await twilio.text(app.url + "/message", "three", from_="+15550177")
        await twilio.clock.spawn(twilio.clock.sleep(4 * 3600 + 1))
        await twilio.text(app.url + "/message", "four")

    assert [got.headers.get("cookie") for got in app.got] == [None, "talk=1", None, None]


async def test_only_a_message_to_a_service_names_one() -> None:
    async with serving(message=Says("")) as app, Twilio() as twilio:
        await twilio.text(app.url + "/message", "one")
        await twilio.text(app.url + "/message", "two", service_sid="MG1")

    assert [got.form.get("MessagingServiceSid") for got in app.got] == [None, "MG1"]


async def test_a_message_that_is_not_there_is_not_found(sending: Sending) -> None:
    assert (await sending.http.get("/Messages/SM1.json")).status_code == 404


async def test_a_status_callback_that_fails_is_told() -> None:
    with pytest.raises(StandInError, match="error 11200"):
        await received(Says('<Message statusCallback="/gone">Hello</Message>'))


async def test_who_has_said_stop_gets_no_more_until_they_say_start(sending: Sending, told: list[Got]) -> None:
    url = sending.callback

    async def answer_after(word: str) -> int:
        await sending.twilio.text(url, word)
        return (await sending.send()).status_code

    assert [await answer_after(word) for word in (" stop ", "hello", "Start")] == [400, 400, 201]
    assert (await sending.send(To="+15550177")).status_code == 201
    assert told[0].form["Body"] == " stop "


@pytest.mark.parametrize(
    ("more", "code"),
    [({"To": "5550199"}, 21211), ({"To": f"whatsapp:{CALLER}"}, 21910), ({"From": f"whatsapp:{NUMBER}"}, 21910)],
)
async def test_addresses_are_of_one_channel_and_numbers_are_whole(
    sending: Sending, more: dict[str, str], code: int
) -> None:
    assert (await sending.send(**more)).json()["code"] == code


async def test_whatsapp_writes_to_whatsapp(sending: Sending) -> None:
    reply = await sending.send(To=f"whatsapp:{CALLER}", From=f"whatsapp:{NUMBER}")

    assert reply.status_code == 201


async def test_a_test_waits_for_the_texts_that_it_names(sending: Sending) -> None:
    await sending.send(Body="one")
    await sending.twilio.texted("one")

    with pytest.raises(AssertionError):
        await sending.twilio.texted("two")
    with pytest.raises(AssertionError):
        await sending.twilio.texted("one", "two", patience=0)


async def test_the_transcript_tells_a_chat(sending: Sending) -> None:
    await sending.twilio.text(sending.callback, "Hi")
    await sending.send(MediaUrl="https://a.example/b.png")

    assert str(sending.twilio.chats).splitlines() == [
        '    0.0s  contact writes   "Hi" from +15550199 to +15550100',
        '    0.0s  app     sends    "Hello" with /b.png from +15550100 to +15550199',
        "    1.0s  twilio  tells    MM#1 sent",
        "    2.0s  twilio  tells    MM#1 delivered",
    ]
