"""The feedback flow as a bundle: recorded and answered, and what comes of each thing that can fail."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from tests.end_to_end.bundles.conftest import Serve
from tests.end_to_end.bundles.serving import PUBLIC_URL, serving
from tests.twilio.caller.script import Script
from tests.twilio.serving import Says
from tests.twilio.serving import serving as customer
from tests.twilio.stand_in import Delivery, Fault, HangUp, Options, Press, Signing, Silence, Speak, Transcript, Twilio

NOTICE = "Hello! To improve our service, this call will be recorded."
QUESTION = "How was your experience with us? Press star when you are done."
SORRY = "We can't take feedback right now. Please call again later. Goodbye."
THANKS = "Thank you for your answer. Goodbye!"

START = r"/Recordings\.json$"
FOLDER = Path("tests") / "end_to_end" / "golden" / "calls"


async def called(serve: Serve, twilio: Twilio, script: Script) -> Transcript:
    """The transcript of a call to the feedback flow, when all callbacks were sent."""
    async with customer(recordings=Says()) as app, serving(serve("feedback")):
        twilio.hosts = {**twilio.hosts, "https://example.com": app.url}
        twilio.courier.sender.hosts = twilio.hosts
        call = await twilio.incoming_call(f"{PUBLIC_URL}/voice", script=script, status_callback=f"{PUBLIC_URL}/status")
        transcript = await call.ended()
        await twilio.settled()
        return transcript


def recordings(twilio: Twilio) -> list[str]:
    """How the recordings of the account stand."""
    return [one.status for one in twilio.board.recordings.all.values()]


async def test_a_caller_who_speaks_is_recorded_and_quoted(
    serve: Serve, twilio: Twilio, golden: Callable[[Path, str], None]
) -> None:
    transcript = await called(serve, twilio, [Speak("all was well")])

    assert transcript.heard == [NOTICE, QUESTION, "Thank you, we heard: all was well. Goodbye!"]
    assert recordings(twilio) == ["completed"]
    golden(FOLDER / "recorded.txt", str(transcript))


async def test_what_the_flow_says_of_the_recording_goes_out_with_its_start(serve: Serve, twilio: Twilio) -> None:
    await called(serve, twilio, [Press("5*")])

    start, stop = (one.request for one in twilio.requests if "/Recordings" in one.request.path)
    assert start.form == {
        "RecordingChannels": ["dual"],
        "RecordingStatusCallback": ["https://example.com/recordings"],
        "RecordingStatusCallbackEvent": ["in-progress", "completed", "absent"],
        "RecordingStatusCallbackMethod": ["POST"],
        "Trim": ["trim-silence"],
    }
    assert stop.form == {"Status": ["stopped"]}
    assert "Twilio.CURRENT" not in stop.path


async def test_keys_are_thanked_for(serve: Serve, twilio: Twilio) -> None:
    assert (await called(serve, twilio, [Press("5*")])).heard == [NOTICE, QUESTION, THANKS]


async def test_silence_leads_to_the_offline_section(serve: Serve, twilio: Twilio) -> None:
    assert (await called(serve, twilio, [Silence()])).heard == [NOTICE, QUESTION, SORRY]


async def test_a_caller_who_hangs_up_ends_the_session(serve: Serve, twilio: Twilio) -> None:
    transcript = await called(serve, twilio, [HangUp(during="experience")])

    assert transcript.heard == [NOTICE, QUESTION]
    assert recordings(twilio) == ["completed"]
    assert transcript.sent("status")[0]["CallStatus"] == "completed"


class TestARecordingThatCannotStart:
    @pytest.fixture
    def allowed(self) -> Collection[int]:
        return (21220,)

    async def test_leads_to_the_offline_section(
        self, serve: Serve, twilio: Twilio, golden: Callable[[Path, str], None]
    ) -> None:
        twilio.board.options = Options(early_refusals=99)
        transcript = await called(serve, twilio, [])

        assert transcript.heard == [NOTICE, SORRY]
        golden(FOLDER / "not-recorded.txt", str(transcript))

    async def test_is_tried_again_right_after_the_answer(self, serve: Serve, twilio: Twilio) -> None:
        twilio.board.options = Options(early_refusals=2)
        transcript = await called(serve, twilio, [Press("5*")])

        assert transcript.heard == [NOTICE, QUESTION, THANKS]
        assert recordings(twilio) == ["completed"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST", START, status=429, times=9),
        Fault("POST", START, status=500, times=9),
        Fault("POST", START, garbage=b"<html>busy</html>", times=9),
        Fault("POST", START, reset=True, times=9),
        Fault("POST", START, silence=True, times=9),
    ],
    ids=["429", "500", "garbage", "reset", "silence"],
)
async def test_without_a_recording_every_call_still_ends_in_a_defined_step(
    serve: Serve, twilio: Twilio, fault: Fault
) -> None:
    twilio.fault(fault)
    transcript = await called(serve, twilio, [])

    assert transcript.heard == [NOTICE, SORRY]
    assert recordings(twilio) == []


@pytest.mark.parametrize(
    "fault",
    [Fault("POST", START, effect=True, reset=True), Fault("POST", START, effect=True, silence=True)],
    ids=["reset", "silence"],
)
async def test_a_recording_whose_start_was_not_answered_is_adopted_and_stopped(
    serve: Serve, twilio: Twilio, fault: Fault
) -> None:
    twilio.fault(fault)
    transcript = await called(serve, twilio, [Press("5*")])

    assert transcript.heard == [NOTICE, QUESTION, THANKS]
    assert recordings(twilio) == ["completed"]


@pytest.mark.parametrize("together", [True, False], ids=["together", "one after another"])
async def test_a_webhook_that_comes_three_times_is_answered_alike_and_does_nothing_twice(
    serve: Serve, twilio: Twilio, together: bool
) -> None:
    for _ in range(3):
        twilio.deliver(Delivery("voice", copies=3, together=together, token="a-token", lost=True))
    transcript = await called(serve, twilio, [Press("5*")])

    assert transcript.heard == [NOTICE, QUESTION, THANKS]
    assert recordings(twilio) == ["completed"]
    bodies: dict[str, set[bytes]] = {}
    for answer in twilio.webhooks:
        bodies.setdefault(answer.webhook.url, set()).add(answer.body)
    assert {len(same) for same in bodies.values()} == {1}


class TestForgedWebhooks:
    async def test_change_nothing(self, serve: Serve, twilio: Twilio) -> None:
        for signing in (Signing.WRONG, Signing.MISSING):
            twilio.deliver(Delivery("voice", copies=2, signing=signing))
        transcript = await called(serve, twilio, [Press("5*")])

        assert transcript.heard == [NOTICE, QUESTION, THANKS]
        assert sorted({answer.status for answer in twilio.webhooks if answer.status}) == [200, 403]
