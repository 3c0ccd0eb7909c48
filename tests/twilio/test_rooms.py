"""Conferences and queues under `<Dial>`."""

from __future__ import annotations

import pytest
from tests.twilio.playing import play
from tests.twilio.serving import Says
from tests.twilio.stand_in import Answers, HangUp, NoAnswer, StandInError

DONE = Says("<Say>Goodbye</Say>")


async def test_a_conference_is_answered_and_has_neither_leg_nor_duration() -> None:
    twiml = '<Dial action="/done"><Conference>room</Conference></Dial>'
    played = await play(twiml, script=[Answers(seconds=20)], done=DONE)

    form = played.app.at("/done")[0].form
    assert form["DialCallStatus"] == "answered"
    assert not {"DialCallSid", "DialCallDuration"} & form.keys()


async def test_a_conference_tells_only_the_events_that_it_was_asked_for() -> None:
    noun = '<Conference statusCallback="/room" statusCallbackEvent="start join leave">room</Conference>'
    played = await play(f"<Dial>{noun}</Dial>", script=[Answers()], room=Says())

    assert [got.form["StatusCallbackEvent"] for got in played.app.at("/room")] == [
        "participant-join",
        "conference-start",
        "participant-leave",
    ]


async def test_whoever_is_alone_hears_the_wait_document_again_and_again() -> None:
    noun = '<Conference waitUrl="/music">room</Conference>'
    played = await play(
        f"<Dial>{noun}</Dial>", script=[Answers(alone=10)], music=Says("<Say>Soon.</Say><Pause length='3'/>")
    )

    assert played.transcript.heard == ["Soon.", "Soon.", "Soon."]


async def test_a_wait_document_of_a_conference_can_not_gather() -> None:
    noun = '<Conference waitUrl="/music">room</Conference>'
    with pytest.raises(StandInError, match="`<Gather>` may not stand in this document"):
        await play(f"<Dial>{noun}</Dial>", script=[Answers(alone=10)], music=Says("<Gather/>"))


async def test_a_caller_can_hang_up_in_a_conference() -> None:
    twiml = '<Dial action="/done"><Conference>room</Conference></Dial>'
    played = await play(twiml, script=[Answers(seconds=50), HangUp(during="<Conference>", after=4)], done=DONE)

    assert played.app.at("/done")[0].form["CallStatus"] == "completed"
    assert played.transcript.heard == []


async def test_a_conference_is_recorded_in_one_channel() -> None:
    noun = '<Conference record="record-from-start" recordingStatusCallback="/kept">room</Conference>'
    played = await play(f"<Dial>{noun}</Dial>", script=[Answers(seconds=12)], kept=Says())

    form = played.app.at("/kept")[0].form
    assert (form["RecordingSource"], form["RecordingChannels"]) == ("Conference", "1")


async def test_an_empty_queue_is_no_answer() -> None:
    twiml = '<Dial action="/done"><Queue>support</Queue></Dial>'
    played = await play(twiml, script=[NoAnswer()], done=DONE)

    assert played.app.at("/done")[0].form["DialCallStatus"] == "no-answer"


async def test_a_caller_can_hang_up_before_anybody_is_there() -> None:
    twiml = '<Dial action="/done"><Conference>room</Conference></Dial>'
    played = await play(twiml, script=[HangUp()], done=DONE)

    assert played.app.at("/done")[0].form["DialCallStatus"] == "canceled"


async def test_a_caller_who_was_fetched_from_a_queue_talks() -> None:
    twiml = '<Dial answerOnBridge="true" action="/done"><Queue>support</Queue></Dial>'
    played = await play(twiml, script=[Answers(seconds=30)], done=DONE)

    (asked,) = (event for event in played.transcript.events if "/done" in event.what)
    assert (asked.at, played.app.at("/done")[0].form["DialCallStatus"]) == (30.0, "completed")
    assert [event.at for event in played.transcript.events if event.does == "answers"] == [0.0]
