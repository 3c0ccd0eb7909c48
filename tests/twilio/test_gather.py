"""`<Gather>`: what counts as input, and what becomes of it."""

from __future__ import annotations

import pytest
from tests.twilio.playing import Played, play
from tests.twilio.serving import Says
from tests.twilio.stand_in import HangUp, Press, Silence, Speak, StandInError

DONE = Says("<Hangup/>")


async def gathered(attributes: str, action: Press | Speak | Silence, prompt: str = "<Say>Hello</Say>") -> Played:
    twiml = f'<Gather action="/done" {attributes}>{prompt}</Gather><Say>Nothing</Say>'
    return await play(twiml, script=[action], done=DONE)


def digits(played: Played) -> str | None:
    return next((got.form.get("Digits") for got in played.app.at("/done")), None)


@pytest.mark.parametrize(
    ("attributes", "pressed", "sent"),
    [
        ("", "12#", "12"),
        ("", "12", "12"),
        ('finishOnKey="*"', "1#2*", "1#2"),
        ('finishOnKey=""', "12#", "12#"),
        ('numDigits="2"', "1234", "12"),
        ('numDigits="2"', "1#", "1"),
        ('finishOnKey="" numDigits="1"', "#", "#"),
    ],
)
async def test_digits_end_at_the_finish_key_or_at_their_number(attributes: str, pressed: str, sent: str) -> None:
    assert digits(await gathered(attributes, Press(pressed))) == sent


async def test_the_finish_key_alone_is_no_input() -> None:
    played = await gathered("", Press("#"))

    assert played.app.at("/done") == []
    assert played.transcript.heard == ["Hello", "Nothing"]


async def test_the_timeout_begins_when_the_prompts_end() -> None:
    played = await gathered('timeout="7"', Silence(), "<Say>one two three four five</Say>")

    assert [event.at for event in played.transcript.events if event.does == "hears"] == [0.0, 9.0]


async def test_the_timeout_begins_again_with_each_key() -> None:
    played = await gathered('timeout="3"', Press("12"))

    (request,) = (event for event in played.transcript.events if "/done" in event.what)
    assert request.at == 0.4 + 2 * 0.5 + 3


async def test_the_last_of_num_digits_needs_no_timeout() -> None:
    played = await gathered('timeout="3" numDigits="2"', Press("12"))

    (request,) = (event for event in played.transcript.events if "/done" in event.what)
    assert request.at == 0.4 + 2 * 0.5


async def test_a_key_ends_the_prompts() -> None:
    played = await gathered('numDigits="1"', Press("1", during="Hello"), "<Say>Hello</Say><Say>Press one</Say>")

    assert digits(played) == "1"
    assert played.transcript.heard == ["Hello"]


async def test_without_input_the_document_goes_on() -> None:
    played = await gathered("", Silence())

    assert played.app.at("/done") == []
    assert played.transcript.heard[-1] == "Nothing"


async def test_with_action_on_empty_result_the_action_gets_empty_digits() -> None:
    played = await gathered('actionOnEmptyResult="true"', Silence())

    assert digits(played) == ""


async def test_speech_comes_with_its_confidence() -> None:
    played = await gathered('input="dtmf speech"', Speak("hello", confidence=0.75))

    (got,) = played.app.at("/done")
    assert (got.form["SpeechResult"], got.form["Confidence"]) == ("hello", "0.75")
    assert "Digits" not in got.form


async def test_confidence_may_be_missing() -> None:
    played = await gathered('input="speech"', Speak("hello", confidence=None))

    assert "Confidence" not in played.app.at("/done")[0].form


async def test_speech_is_not_heard_where_only_keys_are_asked_for() -> None:
    assert (await gathered("", Speak("hello"))).app.at("/done") == []


async def test_keys_are_not_heard_where_only_speech_is_asked_for() -> None:
    assert (await gathered('input="speech"', Press("1#"))).app.at("/done") == []


async def test_speech_ends_after_a_minute_at_most() -> None:
    played = await gathered('input="speech" speechTimeout="2"', Speak("a long story", seconds=300))

    (request,) = (event for event in played.transcript.events if "/done" in event.what)
    assert request.at == 0.4 + 60 + 2


async def test_partial_results_are_told_and_their_answers_ignored() -> None:
    twiml = '<Gather input="speech" action="/done" partialResultCallback="/partial"/>'
    played = await play(twiml, script=[Speak("hello")], done=DONE, partial=Says("<Reject/>"))

    assert played.app.at("/partial")[0].form["UnstableSpeechResult"] == "hello"
    assert len(played.app.at("/done")) == 1


async def test_without_an_action_the_document_itself_is_asked_again() -> None:
    voice = '<Gather numDigits="1"><Say>Again?</Say></Gather>'
    played = await play(voice, script=[Press("1"), Silence()])

    assert [got.form.get("Digits") for got in played.app.at("/voice")] == [None, "1"]


async def test_the_action_is_requested_with_its_method() -> None:
    played = await play('<Gather method="GET" action="/done?x=1"/>', script=[Press("5#")], done=DONE)

    (got,) = played.app.at("/done")
    assert (got.method, got.form) == ("GET", {})
    assert got.query.startswith("x=1&")
    assert "Digits=5" in got.query.split("&")


async def test_a_caller_who_hangs_up_makes_no_request_but_the_status_callback() -> None:
    played = await play('<Gather action="/done"><Say>Hello</Say></Gather>', script=[HangUp()], done=DONE)

    assert [got.path for got in played.app.got] == ["/voice", "/status"]


async def test_a_verb_that_does_not_belong_in_it_is_13320() -> None:
    with pytest.raises(StandInError, match="error 13320"):
        await play("<Gather><Record/></Gather>", script=[Silence()])


async def test_keys_after_the_end_are_told_to_be_lost() -> None:
    played = await gathered('numDigits="1"', Press("12"))

    assert any(event.does == "drops" for event in played.transcript.events)


async def test_a_word_ends_the_prompts_where_speech_is_listened_to() -> None:
    played = await gathered('input="speech"', Speak("stop", during="Hello"), "<Say>Hello</Say><Say>Say a word</Say>")

    assert played.transcript.heard == ["Hello"]
    assert played.app.at("/done")[0].form["SpeechResult"] == "stop"
