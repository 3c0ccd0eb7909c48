"""`<Start>` and `<Stop>`: services beside the call."""

from __future__ import annotations

import pytest
from tests.twilio.serving import App, Got, Says, serving
from tests.twilio.stand_in import StandInError, Transcript, Twilio


async def started(twiml: str, **pages: Says) -> tuple[App, Transcript]:
    """Plays a document with `URL` in the place of the application's address."""

    def voice(got: Got) -> Says:
        return Says(twiml.replace("URL", "http://" + got.headers["host"]))

    async with serving(voice=voice, told=Says(), **pages) as app:
        async with Twilio() as twilio:
            call = await twilio.incoming_call(app.url + "/voice")
            transcript = await call.ended()
        return app, transcript


STREAM = '<Start><Stream name="s" url="wss://a.example" statusCallback="URL/told"/></Start>'


async def test_a_stream_tells_of_its_start_and_goes_on_at_once() -> None:
    app, transcript = await started(STREAM + "<Say>Hello</Say>")

    form = app.at("/told")[0].form
    assert (form["StreamEvent"], form["StreamName"]) == ("stream-started", "s")
    assert form["StreamSid"].startswith("MZ")
    assert [event.at for event in transcript.events if event.does in {"starts", "hears"}] == [0.0, 0.0]


async def test_a_stream_ends_with_the_call() -> None:
    app, _ = await started(STREAM + "<Say>Hello</Say>")

    assert [got.form["StreamEvent"] for got in app.at("/told")] == ["stream-started", "stream-stopped"]


async def test_a_stream_is_stopped_by_its_name_and_only_once() -> None:
    app, transcript = await started(STREAM + '<Say>a</Say><Stop><Stream name="s"/></Stop><Say>b</Say>')

    assert [got.form["StreamEvent"] for got in app.at("/told")] == ["stream-started", "stream-stopped"]
    assert [event.at for event in transcript.events if event.does == "stops"] == [0.4]


async def test_a_service_outlives_its_document() -> None:
    _, transcript = await started(STREAM + "<Redirect>/next</Redirect>", next=Says("<Say>a</Say>"))

    assert [event.at for event in transcript.events if event.does == "stops"] == [0.4]


async def test_what_does_not_run_is_nothing_to_stop() -> None:
    app, _ = await started('<Stop><Siprec name="x"/></Stop><Say>a</Say>')

    assert app.at("/told") == []


async def test_a_name_is_taken_once() -> None:
    with pytest.raises(StandInError, match="of the name `s` runs already"):
        await started(STREAM + STREAM + "<Say>a</Say>")


async def test_siprec_and_transcription_run_beside_the_call() -> None:
    twiml = (
        '<Start><Siprec name="r" connectorName="c" statusCallback="URL/told"/></Start>'
        '<Start><Transcription name="t" statusCallbackUrl="URL/told"/></Start><Say>a</Say>'
    )
    app, _ = await started(twiml)

    assert [got.form.get("SiprecEvent", got.form.get("TranscriptionEvent")) for got in app.at("/told")] == [
        *("siprec-started", "transcription-started"),
        *("siprec-stopped", "transcription-stopped"),
    ]


async def test_a_recording_by_twiml_has_two_channels_and_is_trimmed() -> None:
    twiml = '<Start><Recording name="r" recordingStatusCallback="URL/told"/></Start><Say>a b c</Say>'
    app, _ = await started(twiml)

    form = app.at("/told")[0].form
    assert (form["RecordingSource"], form["RecordingChannels"]) == ("StartCallRecordingTwiML", "2")


async def test_a_recording_by_twiml_is_stopped_by_its_name() -> None:
    twiml = '<Start><Recording name="r"/></Start><Say>a</Say><Stop><Recording name="r"/></Stop><Say>b c d</Say>'
    _, transcript = await started(twiml)

    assert [event.at for event in transcript.events if event.does == "stops"] == [0.4]


async def test_the_events_of_a_stream_have_an_iso_date() -> None:
    app, _ = await started(STREAM + "<Say>Hello</Say>")

    assert app.at("/told")[0].form["Timestamp"] == "2026-01-01T00:00:00Z"


async def test_a_service_without_a_callback_tells_nobody() -> None:
    app, transcript = await started('<Start><Stream name="s" url="wss://a.example"/></Start><Say>a</Say>')

    assert app.at("/told") == []
    assert [event.does for event in transcript.events if event.who == "twilio"].count("stops") == 1
