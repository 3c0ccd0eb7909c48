"""Webhooks that come twice, at once, late, out of order, forged, or to the wrong address."""

from __future__ import annotations

import asyncio

from starlette.types import Receive, Scope, Send
from tests.twilio.serving import App, Got, Says, serving
from tests.twilio.stand_in import Delivery, Press, Signing, Silence, Situation, Transcript, Twilio
from tests.twilio.web.listener import Listener

MENU = '<Gather action="/done" numDigits="1"><Say>Hello</Say></Gather>'


async def called(*deliveries: Delivery, done: Says | None = None) -> tuple[App, Transcript, Twilio]:
    async with serving(voice=Says(MENU), done=done or Says("<Say>Bye</Say>"), status=Says(), other=Says()) as app:
        async with Twilio(allow=[11200, 11203]) as twilio:
            for delivery in deliveries:
                delivery.url = app.url + delivery.url if delivery.url else None
                twilio.deliver(delivery)
            call = await twilio.incoming_call(
                app.url + "/voice", status_callback=app.url + "/status", script=[Press("1")]
            )
            transcript = await call.ended()
        return app, transcript, twilio


DIGIT = {"Digits": "1"}


async def test_a_webhook_can_come_twice_and_the_first_answer_counts() -> None:
    answers = iter(["<Say>first</Say>", "<Say>second</Say>"])

    def done(_: Got) -> Says:
        return Says(next(answers))

    async with serving(voice=Says(MENU), done=done) as app, Twilio() as twilio:
        twilio.deliver(Delivery("voice", DIGIT, copies=2, token="T1"))  # noqa: S106 - of idempotency, no secret
        call = await twilio.incoming_call(app.url + "/voice", script=[Press("1")])
        transcript = await call.ended()

    assert [got.headers["i-twilio-idempotency-token"] for got in app.at("/done")] == ["T1", "T1"]
    assert app.at("/done")[0].form == app.at("/done")[1].form
    assert transcript.heard == ["Hello", "first"]


async def test_an_answer_can_get_lost_so_that_the_repetition_counts() -> None:
    answers = iter(["<Say>first</Say>", "<Say>second</Say>"])

    def done(_: Got) -> Says:
        return Says(next(answers))

    async with serving(voice=Says(MENU), done=done) as app, Twilio() as twilio:
        twilio.deliver(Delivery("voice", DIGIT, copies=2, lost=True))
        transcript = await (await twilio.incoming_call(app.url + "/voice", script=[Press("1")])).ended()

    assert transcript.heard == ["Hello", "second"]


async def test_copies_can_come_at_once() -> None:
    running, most = 0, 0

    class Counting(App):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.05)
            await super().__call__(scope, receive, send)
            running -= 1

    app = Counting({"/voice": Says(MENU), "/done": Says("<Hangup/>")})
    listener = Listener(app)
    await listener.open()
    async with Twilio() as twilio:
        twilio.deliver(Delivery("voice", DIGIT, copies=3, together=True))
        await (await twilio.incoming_call(listener.url + "/voice", script=[Press("1")])).ended()
    await listener.close()

    assert (len(app.at("/done")), most) == (3, 3)


async def test_a_copy_can_come_late_when_the_call_has_gone_on() -> None:
    app, _, _ = await called(Delivery("voice", DIGIT, copies=2, apart=60))

    assert [got.path for got in app.got] == ["/voice", "/done", "/status", "/done"]


async def test_a_copy_can_go_to_another_address() -> None:
    app, _, _ = await called(Delivery("voice", DIGIT, copies=2, url="/other"))

    assert app.at("/other")[0].form == app.at("/done")[0].form


async def test_a_copy_can_be_forged() -> None:
    app, _, _ = await called(Delivery("voice", DIGIT, copies=3, signing=Signing.MISSING))

    assert ["x-twilio-signature" in got.headers for got in app.at("/done")] == [True, False, False]


async def test_the_only_one_can_be_forged() -> None:
    app, _, _ = await called(Delivery("voice", DIGIT, signing=Signing.MISSING))

    assert ["x-twilio-signature" in got.headers for got in app.at("/done")] == [False]


async def test_a_delivery_is_for_as_many_webhooks_as_it_says() -> None:
    app, _, _ = await called(Delivery("voice", times=1, copies=2))

    assert [got.path for got in app.got] == ["/voice", "/voice", "/done", "/status"]


async def test_what_needs_no_answer_can_be_held_back() -> None:
    app, transcript, twilio = await called(Delivery("status", delay=30))

    assert [got.path for got in app.got] == ["/voice", "/done", "/status"]
    assert [event.does for event in transcript.events if event.does == "tells"] == []
    assert twilio.clock.now > 30


async def test_events_can_overtake_each_other() -> None:
    start = '<Start><Stream name="s" url="wss://a.example" statusCallback="{}/told"/></Start><Say>Hello</Say>'

    def voice(got: Got) -> Says:
        return Says(start.format("http://" + got.headers["host"]))

    async with serving(voice=voice, told=Says()) as app, Twilio() as twilio:
        stopped = twilio.signal()
        twilio.deliver(Delivery("stream", {"StreamEvent": "stream-started"}, after=stopped))
        call = await twilio.incoming_call(app.url + "/voice")
        await call.ended()
        stopped.set()

    assert [got.form["StreamEvent"] for got in app.at("/told")] == ["stream-stopped", "stream-started"]


async def test_a_webhook_can_be_sent_again_changed_by_the_test() -> None:
    async with serving(voice=Says(MENU), done=Says("<Hangup/>")) as app, Twilio() as twilio:

        async def script(situation: Situation) -> Silence:
            assert situation.text == "Hello"
            first = call.transcript.webhooks[0].webhook
            answer = await twilio.send(first, url=app.url + "/done", parameters={"Digits": "9"})
            assert answer.status == 200
            return Silence()

        call = await twilio.incoming_call(app.url + "/voice", script=script)
        await call.ended()

    assert app.at("/done")[0].form["Digits"] == "9"
    assert twilio.webhooks[1].webhook.parameters["Digits"] == "9"
