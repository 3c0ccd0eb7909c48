"""Calls from the first ring to the end."""

from __future__ import annotations

from tests.twilio.serving import Got, Says, serving
from tests.twilio.stand_in import HangUp, Press, Twilio


async def test_a_call_whose_verbs_run_out_ends() -> None:
    async with serving(voice=Says("<Say>Hello there</Say>")) as app, Twilio() as twilio:
        call = await twilio.incoming_call(app.url + "/voice")
        transcript = await call.ended()

    assert transcript.heard == ["Hello there"]
    assert transcript.end == "completed: the verbs ran out"


async def test_the_first_request_says_ringing_and_the_next_in_progress() -> None:
    menu = Says('<Gather action="/chosen" numDigits="1"><Say>One or two?</Say></Gather>')
    async with serving(voice=menu, chosen=Says("<Hangup/>")) as app, Twilio() as twilio:
        call = await twilio.incoming_call(app.url + "/voice", script=[Press("1")])
        await call.ended()

    assert [got.form["CallStatus"] for got in app.got] == ["ringing", "in-progress"]
    assert app.at("/chosen")[0].form["Digits"] == "1"


async def test_a_caller_who_hangs_up_in_a_prompt_gives_only_the_status_callback() -> None:
    async with (
        serving(voice=Says("<Say>Hello</Say><Redirect>/next</Redirect>"), status=Says()) as app,
        Twilio() as twilio,
    ):
        call = await twilio.incoming_call(
            app.url + "/voice", status_callback=app.url + "/status", script=[HangUp(during="Hello")]
        )
        await call.ended()

    assert [(got.path, got.form["CallStatus"]) for got in app.got] == [("/voice", "ringing"), ("/status", "completed")]


async def test_many_calls_at_once_do_not_disturb_each_other() -> None:
    def chosen(got: Got) -> Says:
        return Says(f"<Say>You pressed {got.form['Digits']}</Say>")

    menu = Says('<Gather action="/chosen" numDigits="1"><Say>Which?</Say></Gather>')
    async with serving(voice=menu, chosen=chosen) as app, Twilio() as twilio:
        calls = [await twilio.incoming_call(app.url + "/voice", script=[Press(str(key))]) for key in range(10)]
        heard = [(await call.ended()).heard for call in calls]

    assert heard == [["Which?", f"You pressed {key}"] for key in range(10)]
    assert len({call.sid for call in calls}) == 10
    assert len({str(call.transcript) for call in calls}) == 10
