"""`<Dial>`: who answers, who hangs up, and what the action is told."""

from __future__ import annotations

import pytest
from tests.twilio.playing import Played, play
from tests.twilio.serving import Says
from tests.twilio.stand_in import Answers, Busy, Fails, HangUp, NoAnswer, Options, Press, StandInError

DONE = Says("<Say>Goodbye</Say>")
NUMBER = "<Number>+15550123</Number>"


async def dialled(
    *script: Answers | Busy | Fails | HangUp | NoAnswer, attributes: str = "", nouns: str = NUMBER
) -> Played:
    return await play(f'<Dial action="/done" {attributes}>{nouns}</Dial>', script=script, done=DONE)


def told(played: Played) -> dict[str, str]:
    (got,) = played.app.at("/done")
    return dict(got.form)


async def test_an_answered_call_is_completed_with_its_duration_and_leg() -> None:
    form = told(await dialled(Answers(seconds=42)))

    assert (form["DialCallStatus"], form["DialCallDuration"], form["DialBridged"]) == ("completed", "42", "true")
    assert form["DialCallSid"].startswith("CA")
    assert form["DialCallSid"] != form["CallSid"]
    assert form["CallStatus"] == "in-progress"


@pytest.mark.parametrize(("plan", "status"), [(Busy(), "busy"), (NoAnswer(), "no-answer"), (Fails(), "failed")])
async def test_a_call_that_nobody_takes_has_its_status_and_no_duration(
    plan: Busy | NoAnswer | Fails, status: str
) -> None:
    form = told(await dialled(plan))

    assert (form["DialCallStatus"], form["DialBridged"]) == (status, "false")
    assert "DialCallDuration" not in form


async def test_it_rings_for_the_timeout() -> None:
    played = await dialled(NoAnswer(), attributes='timeout="12"')

    (asked,) = (event for event in played.transcript.events if "/done" in event.what)
    assert asked.at == 12.0


async def test_who_would_answer_after_the_timeout_does_not() -> None:
    assert told(await dialled(Answers(after=20), attributes='timeout="12"'))["DialCallStatus"] == "no-answer"


async def test_without_an_action_the_document_goes_on() -> None:
    played = await play("<Dial>+15550123</Dial><Say>Goodbye</Say>", script=[Answers()])

    assert played.transcript.heard == ["Goodbye"]


async def test_the_time_limit_ends_the_talk() -> None:
    assert told(await dialled(Answers(seconds=500), attributes='timeLimit="60"'))["DialCallDuration"] == "60"


async def test_the_star_key_ends_only_the_talk_where_it_is_asked_for() -> None:
    played = await dialled(Answers(seconds=9, star=True), attributes='hangupOnStar="true"')

    assert played.transcript.heard == ["Goodbye"]
    assert ("caller", "presses") in {(event.who, event.does) for event in played.transcript.events}


async def test_a_caller_who_hangs_up_while_bridged_ends_the_call_and_the_action_is_told() -> None:
    played = await dialled(Answers(seconds=60), HangUp(during="<Dial>", after=5))

    form = told(played)
    assert (form["CallStatus"], form["DialCallStatus"], form["DialCallDuration"]) == ("completed", "completed", "5")
    assert played.transcript.heard == []
    assert played.app.got[-1].path == "/status"


async def test_a_caller_who_hangs_up_while_it_rings_cancels_it() -> None:
    assert told(await dialled(HangUp()))["DialCallStatus"] == "canceled"


async def test_the_action_may_not_be_told_that_the_caller_hung_up() -> None:
    played = await play(
        f'<Dial action="/done">{NUMBER}</Dial>',
        script=[Answers(), HangUp(during="<Dial>")],
        options=Options(dial_action_after_hangup=False),
        done=DONE,
    )

    assert played.app.at("/done") == []


async def test_all_ring_at_once_and_the_first_to_answer_wins() -> None:
    nouns = "<Number>+15550101</Number><Client>mary</Client><Sip>sip:tom@example.com</Sip><Sim>DE12</Sim>"
    played = await dialled(Answers(who="mary"), nouns=nouns)

    dials = [(event.at, event.what) for event in played.transcript.events if event.does == "dials"]
    assert dials == [(0.0, "+15550101"), (0.0, "client:mary"), (0.0, "sip:tom@example.com"), (0.0, "sim:DE12")]
    assert [event.what for event in played.transcript.events if event.does == "bridges"] == ["client:mary"]


async def test_sequential_rings_one_after_another() -> None:
    nouns = "<Number>+15550101</Number><Number>+15550102</Number><Number>+15550103</Number>"
    played = await dialled(Answers(who="+15550102"), nouns=nouns, attributes='sequential="true" timeout="10"')

    dials = [(event.at, event.what) for event in played.transcript.events if event.does == "dials"]
    assert dials == [(0.0, "+15550101"), (10.0, "+15550102")]


async def test_a_leg_tells_of_the_events_that_it_was_asked_for() -> None:
    noun = '<Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">+15550123</Number>'
    played = await play(f"<Dial>{noun}</Dial>", script=[Answers(seconds=8)], leg=Says())

    forms = [got.form for got in played.app.at("/leg")]
    assert [form["CallStatus"] for form in forms] == ["initiated", "ringing", "in-progress", "completed"]
    assert [form["SequenceNumber"] for form in forms] == ["0", "1", "2", "3"]
    assert {form["Direction"] for form in forms} == {"outbound-dial"}
    assert {form["ParentCallSid"] for form in forms} == {played.app.at("/voice")[0].form["CallSid"]}
    assert forms[-1]["CallDuration"] == "8"


async def test_by_default_only_the_end_of_a_leg_is_told() -> None:
    noun = '<Number statusCallback="/leg">+15550123</Number>'
    played = await play(f"<Dial>{noun}</Dial>", script=[Busy()], leg=Says())

    assert [got.form["CallStatus"] for got in played.app.at("/leg")] == ["busy"]


async def test_the_callee_hears_the_screening_document_before_the_bridge() -> None:
    noun = '<Number url="/screen">+15550123</Number>'
    screen = Says('<Gather numDigits="1" action="/accept"><Say>Press 1 to accept</Say></Gather><Hangup/>')
    played = await play(
        f"<Dial>{noun}</Dial>", script=[Answers(script=[Press("1")])], screen=screen, accept=Says("<Say>Thanks</Say>")
    )

    assert played.transcript.heard == ["Press 1 to accept", "Thanks"]
    assert played.app.at("/screen")[0].form["Direction"] == "outbound-dial"
    assert any(event.does == "bridges" for event in played.transcript.events)


async def test_a_callee_who_is_hung_up_on_is_not_bridged() -> None:
    played = await play(
        '<Dial><Number url="/screen">+15550123</Number></Dial>', script=[Answers()], screen=Says("<Hangup/>")
    )

    assert not any(event.does == "bridges" for event in played.transcript.events)


async def test_a_screening_document_can_not_dial() -> None:
    with pytest.raises(StandInError, match="`<Dial>` may not stand in this document"):
        await play(
            '<Dial><Number url="/screen">+15550123</Number></Dial>',
            script=[Answers()],
            screen=Says("<Dial>+15550124</Dial>"),
        )


async def test_answer_on_bridge_keeps_the_caller_ringing() -> None:
    played = await dialled(Busy(), attributes='answerOnBridge="true"')

    assert told(played)["CallStatus"] == "ringing"


async def test_answer_on_bridge_answers_with_the_bridge() -> None:
    played = await dialled(Answers(after=3), attributes='answerOnBridge="true"')

    (answered,) = (event.at for event in played.transcript.events if event.does == "answers" and event.who == "twilio")
    assert answered == 3.0


async def test_a_recorded_dial_gives_its_recording_to_the_action_and_the_callback() -> None:
    attributes = 'record="record-from-answer-dual" recordingStatusCallback="/kept"'
    twiml = f'<Dial action="/done" {attributes}>{NUMBER}</Dial>'
    played = await play(twiml, script=[Answers(seconds=20)], done=DONE, kept=Says())

    kept = played.app.at("/kept")[0].form
    assert told(played)["RecordingUrl"] == kept["RecordingUrl"]
    assert (kept["RecordingSource"], kept["RecordingChannels"], kept["RecordingDuration"]) == ("DialVerb", "2", "20")
    assert kept["CallSid"] == told(played)["CallSid"]


async def test_more_than_ten_numbers_are_13215() -> None:
    with pytest.raises(StandInError, match="error 13215"):
        await dialled(Busy(), nouns=NUMBER * 11)


async def test_nobody_to_dial_is_13223() -> None:
    with pytest.raises(StandInError, match="error 13223"):
        await dialled(Busy(), nouns="")


async def test_a_leg_tells_who_answered_where_that_was_asked_for() -> None:
    noun = '<Number machineDetection="Enable" statusCallback="/leg">+15550123</Number>'
    played = await play(f"<Dial>{noun}</Dial>", script=[Answers(answered_by="machine_start")], leg=Says())

    assert played.app.at("/leg")[0].form["AnsweredBy"] == "machine_start"
