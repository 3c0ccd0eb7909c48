"""`<Record>`: how a message ends, and who is told."""

from __future__ import annotations

import pytest
from tests.twilio.playing import Played, play
from tests.twilio.serving import Says
from tests.twilio.stand_in import HangUp, Press, Silence, Speak

DONE = Says("<Hangup/>")


async def recorded(attributes: str, action: Press | Speak | Silence | HangUp) -> Played:
    return await play(f'<Record action="/done" {attributes}/><Say>never</Say>', script=[action], done=DONE)


async def test_silence_after_the_message_ends_it_without_digits() -> None:
    played = await recorded('timeout="4"', Speak("hello", seconds=6))

    (got,) = played.app.at("/done")
    assert (got.form["Digits"], got.form["RecordingDuration"]) == ("", "10")
    assert got.form["RecordingUrl"].endswith(got.form["RecordingSid"])


@pytest.mark.parametrize("key", ["#", "*", "5"])
async def test_every_key_ends_it_by_default(key: str) -> None:
    played = await recorded("", Speak("hello", then=key))

    assert played.app.at("/done")[0].form["Digits"] == key


async def test_only_the_finish_keys_end_it() -> None:
    played = await recorded('finishOnKey="#*"', Speak("hello", then="1*"))

    assert played.app.at("/done")[0].form["Digits"] == "*"


async def test_a_key_that_is_no_finish_key_leaves_the_end_to_silence() -> None:
    played = await recorded('finishOnKey="#"', Press("1"))

    assert played.app.at("/done")[0].form["Digits"] == ""


async def test_a_caller_who_hangs_up_is_told_as_hangup_and_the_answer_is_ignored() -> None:
    played = await play(
        '<Record action="/done"/>', script=[Speak("hello", then="hangup")], done=Says("<Say>still there?</Say>")
    )

    assert played.app.at("/done")[0].form["Digits"] == "hangup"
    assert played.transcript.heard == []


async def test_hanging_up_at_once_is_told_as_hangup_too() -> None:
    played = await recorded("", HangUp())

    assert played.app.at("/done")[0].form["Digits"] == "hangup"


async def test_the_longest_time_ends_it() -> None:
    played = await recorded('maxLength="20" timeout="0"', Speak("a long story", seconds=300))

    assert played.app.at("/done")[0].form["RecordingDuration"] == "20"


async def test_without_a_timeout_silence_goes_on_until_the_longest_time() -> None:
    played = await recorded('maxLength="20" timeout="0"', Silence())

    assert played.app.at("/done")[0].form["RecordingDuration"] == "20"


async def test_nothing_after_it_is_reached() -> None:
    assert (await recorded("", Silence())).transcript.heard == []


async def test_without_an_action_the_document_itself_is_asked_again() -> None:
    played = await play("<Record/>", script=[Press("1"), HangUp()])

    assert [got.form.get("Digits") for got in played.app.at("/voice")] == [None, "1", "hangup"]


async def test_its_recording_has_one_channel_and_the_callers_side() -> None:
    twiml = (
        '<Record action="/done" recordingStatusCallback="/kept" recordingStatusCallbackEvent="in-progress completed"/>'
    )
    played = await play(twiml, script=[Press("1")], done=DONE, kept=Says())

    first, last = (got.form for got in played.app.at("/kept"))
    assert (first["RecordingStatus"], last["RecordingStatus"]) == ("in-progress", "completed")
    assert (first["RecordingSource"], first["RecordingChannels"]) == ("RecordVerb", "1")


async def test_a_transcription_is_told_later() -> None:
    twiml = '<Record action="/done" transcribe="true" transcribeCallback="/written"/>'
    played = await play(twiml, script=[Speak("call me back")], done=DONE, written=Says())

    (got,) = played.app.at("/written")
    assert (got.form["TranscriptionText"], got.form["TranscriptionStatus"]) == ("call me back", "completed")


async def test_a_transcription_of_nothing_failed() -> None:
    twiml = '<Record action="/done" transcribe="true" transcribeCallback="/written"/>'
    played = await play(twiml, script=[Silence()], done=DONE, written=Says())

    assert played.app.at("/written")[0].form["TranscriptionStatus"] == "failed"
