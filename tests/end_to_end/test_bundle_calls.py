"""Calls to bundles of the examples, from the source to what the caller hears."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.end_to_end.bundle_server import running
from tests.end_to_end.test_bundles import bundle, written
from tests.examples import FOLDER
from tests.twilio.serving import Says, serving
from tests.twilio.stand_in import Answers, Busy, Fault, Press, Silence, Speak, Transcript, Twilio

HELLO = "Hello! To improve our service, this call will be recorded."
ASKED = "How was your experience with us? Press star when you are done."
CLOSED = "We can't take feedback right now. Please call again later. Goodbye."
MENU = "For sales press 1, for support press 2, for our opening hours press 3."
# The address that the example names for recordings.
CUSTOMER = "https://example.com"

Golden = Callable[[Path, str], None]


async def called(
    folder: Path, name: str, *actions: Press | Speak | Silence | Answers | Busy, faults: tuple[Fault, ...] = ()
) -> Transcript:
    """What happened in a call to the bundle of an example."""
    written(folder, bundle(FOLDER / f"{name}.flow"))
    async with (
        serving(recordings=Says()) as customer,
        Twilio(hosts={CUSTOMER: customer.url}) as twilio,
        running(folder, twilio.url) as url,
    ):
        for fault in faults:
            twilio.fault(fault)
        call = await twilio.incoming_call(f"{url}/voice", script=actions, status_callback=f"{url}/status")
        return await call.ended()


async def test_feedback_that_is_spoken_is_recorded_and_repeated(tmp_path: Path, golden: Golden) -> None:
    transcript = await called(tmp_path, "feedback", Speak("It was <great> & cheap"))

    assert transcript.heard == [HELLO, ASKED, "Thank you, we heard: It was <great> & cheap. Goodbye!"]
    golden(Path("tests/end_to_end/golden/calls/feedback-spoken.txt"), f"{transcript}\n")


async def test_feedback_by_keys_is_thanked_for(tmp_path: Path) -> None:
    transcript = await called(tmp_path, "feedback", Press("5*"))

    assert transcript.heard == [HELLO, ASKED, "Thank you for your answer. Goodbye!"]


async def test_a_caller_who_says_nothing_goes_the_way_of_the_time_out(tmp_path: Path) -> None:
    transcript = await called(tmp_path, "feedback", Silence())

    assert transcript.heard == [HELLO, ASKED, CLOSED]


async def test_where_the_recording_fails_nothing_is_asked(tmp_path: Path, golden: Golden) -> None:
    refused = Fault("POST", r"/Recordings\.json$", times=9, status=400)

    transcript = await called(tmp_path, "feedback", faults=(refused,))

    assert transcript.heard == [HELLO, CLOSED]
    golden(Path("tests/end_to_end/golden/calls/feedback-not-recorded.txt"), f"{transcript}\n")


async def test_a_menu_is_asked_again_then_answered_by_word_and_by_key(tmp_path: Path) -> None:
    transcript = await called(tmp_path, "ivr-menu", Press("9"), Speak("Your hours, please."), Press("1"), Answers())

    assert transcript.heard == [
        "Welcome to the Owl shop.",
        MENU,
        "Sorry, I did not get that.",
        MENU,
        "We are open from nine to six, Monday to Saturday.",
        MENU,
        "Thank you for calling. Goodbye.",
    ]


async def test_a_line_that_is_busy_leads_to_the_operator(tmp_path: Path) -> None:
    transcript = await called(tmp_path, "ivr-menu", Speak("sales"), Busy(), Answers())

    dialled = [event.what for event in transcript.events if event.does == "dials"]
    assert len(dialled) == 2, transcript
    assert transcript.heard[-1] == "Thank you for calling. Goodbye."
