"""The feedback flow as a bundle: recorded and answered, and what comes of each thing that can fail."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import attrs
import pytest
from tests.end_to_end.bundles.conftest import Stage
from tests.twilio.stand_in import Delivery, Fault, HangUp, Options, Press, Signing, Silence, Speak

NOTICE = "Hello! To improve our service, this call will be recorded."
QUESTION = "How was your experience with us? Press star when you are done."
SORRY = "We can't take feedback right now. Please call again later. Goodbye."
THANKS = "Thank you for your answer. Goodbye!"

START = r"/Recordings\.json$"
FOLDER = Path("tests") / "end_to_end" / "golden" / "calls"


@pytest.fixture
def feedback(stage: Callable[[str], Stage]) -> Stage:
    """The feedback flow, served."""
    return stage("feedback")


def recordings(feedback: Stage) -> list[str]:
    """How the recordings of the account stand."""
    return [one.status for one in feedback.twilio.board.recordings.all.values()]


async def test_a_caller_who_speaks_is_recorded_and_quoted(feedback: Stage, golden: Callable[[Path, str], None]) -> None:
    transcript = await feedback.call([Speak("all was well")])

    assert transcript.heard == [NOTICE, QUESTION, "Thank you, we heard: all was well. Goodbye!"]
    assert recordings(feedback) == ["completed"]
    golden(FOLDER / "recorded.txt", str(transcript))


async def test_what_the_flow_says_of_the_recording_goes_out_with_its_start(feedback: Stage) -> None:
    await feedback.call([Press("5*")])

    start, stop = (one.request for one in feedback.twilio.requests if "/Recordings" in one.request.path)
    assert sorted(start.parameters) == [
        ("RecordingChannels", "dual"),
        ("RecordingStatusCallback", "https://example.com/recordings"),
        ("RecordingStatusCallbackEvent", "absent"),
        ("RecordingStatusCallbackEvent", "completed"),
        ("RecordingStatusCallbackEvent", "in-progress"),
        ("RecordingStatusCallbackMethod", "POST"),
        ("Trim", "trim-silence"),
    ]
    assert stop.parameters == (("Status", "stopped"),)
    assert "Twilio.CURRENT" not in stop.path


async def test_what_a_caller_says_comes_out_as_text_whatever_it_looks_like(feedback: Stage) -> None:
    said = "<Hangup/> & {{ 7 | times: 7 }} {% raw %} ' OR 1=1; --"
    transcript = await feedback.call([Speak(said)])

    assert transcript.heard == [NOTICE, QUESTION, f"Thank you, we heard: {said}. Goodbye!"]


async def test_keys_are_thanked_for(feedback: Stage) -> None:
    assert (await feedback.call([Press("5*")])).heard == [NOTICE, QUESTION, THANKS]


async def test_silence_leads_to_the_offline_section(feedback: Stage) -> None:
    assert (await feedback.call([Silence()])).heard == [NOTICE, QUESTION, SORRY]


async def test_a_caller_who_hangs_up_ends_the_session(feedback: Stage) -> None:
    transcript = await feedback.call([HangUp(during="experience")])

    assert transcript.heard == [NOTICE, QUESTION]
    assert recordings(feedback) == ["completed"]
    assert transcript.sent("status")[0]["CallStatus"] == "completed"


class TestARecordingThatCannotStart:
    @pytest.fixture
    def allowed(self) -> Collection[int]:
        return (21220,)

    async def test_leads_to_the_offline_section(self, feedback: Stage, golden: Callable[[Path, str], None]) -> None:
        feedback.twilio.board.options = Options(early_refusals=99)
        transcript = await feedback.call([])

        assert transcript.heard == [NOTICE, SORRY]
        golden(FOLDER / "not-recorded.txt", str(transcript))

    async def test_is_tried_again_right_after_the_answer(self, feedback: Stage) -> None:
        feedback.twilio.board.options = Options(early_refusals=2)
        transcript = await feedback.call([Press("5*")])

        assert transcript.heard == [NOTICE, QUESTION, THANKS]
        assert recordings(feedback) == ["completed"]


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
async def test_without_a_recording_every_call_still_ends_in_a_defined_step(feedback: Stage, fault: Fault) -> None:
    feedback.twilio.fault(attrs.evolve(fault))
    transcript = await feedback.call([])

    assert transcript.heard == [NOTICE, SORRY]
    assert recordings(feedback) == []


@pytest.mark.parametrize(
    "fault",
    [Fault("POST", START, effect=True, reset=True), Fault("POST", START, effect=True, silence=True)],
    ids=["reset", "silence"],
)
async def test_a_recording_whose_start_was_not_answered_is_adopted_and_stopped(feedback: Stage, fault: Fault) -> None:
    feedback.twilio.fault(attrs.evolve(fault))
    transcript = await feedback.call([Press("5*")])

    assert transcript.heard == [NOTICE, QUESTION, THANKS]
    assert recordings(feedback) == ["completed"]


@pytest.mark.parametrize("together", [True, False], ids=["together", "one after another"])
async def test_a_webhook_that_comes_three_times_is_answered_alike_and_does_nothing_twice(
    feedback: Stage, together: bool
) -> None:
    again = Delivery("voice", times=3, copies=3, together=together, token="IT1", lost=True)  # noqa: S106 - no secret
    feedback.twilio.deliver(again)
    transcript = await feedback.call([Press("5*")])

    assert transcript.heard == [NOTICE, QUESTION, THANKS]
    assert recordings(feedback) == ["completed"]
    bodies: dict[str, set[bytes]] = {}
    for answer in feedback.twilio.webhooks:
        bodies.setdefault(answer.webhook.url, set()).add(answer.body)
    assert {len(same) for same in bodies.values()} == {1}


class TestForgedWebhooks:
    async def test_change_nothing(self, feedback: Stage) -> None:
        for signing in (Signing.WRONG, Signing.MISSING):
            feedback.twilio.deliver(Delivery("voice", copies=2, signing=signing))
        transcript = await feedback.call([Press("5*")])

        assert transcript.heard == [NOTICE, QUESTION, THANKS]
        assert sorted({answer.status for answer in feedback.twilio.webhooks if answer.status}) == [200, 403]
