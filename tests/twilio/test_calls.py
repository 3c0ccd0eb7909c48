"""Whole calls, as their transcripts tell them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.twilio.serving import Says, serving
from tests.twilio.stand_in import Answers, Press, Speak, Twilio

GOLDEN = Path("tests/twilio/golden")


async def test_a_call_with_a_menu_a_message_and_a_second_party_reads_like_a_script(
    golden: Callable[[Path, str], None],
) -> None:
    pages = {
        "voice": Says('<Say voice="alice">Welcome.</Say><Redirect>/menu</Redirect>'),
        "menu": Says(
            '<Gather action="/chosen" input="dtmf speech"><Say>Press 1 for sales, or say what you want.</Say></Gather>'
            "<Redirect>/menu</Redirect>"
        ),
        "chosen": Says('<Dial action="/dialled" timeout="10">+15550123</Dial>'),
        "dialled": Says('<Play>/beep.wav</Play><Record action="/recorded" maxLength="30"/>'),
        "recorded": Says("<Say>Goodbye.</Say><Hangup/>"),
        "status": Says(),
    }
    async with serving(**pages) as app, Twilio() as twilio:
        call = await twilio.incoming_call(
            app.url + "/voice",
            status_callback=app.url + "/status",
            script=[Press("1#"), Answers(seconds=60), Speak("Please call me back", then="#")],
        )
        transcript = await call.ended()

    golden(GOLDEN / "call.txt", str(transcript))
