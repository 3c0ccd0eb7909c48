"""Where a call goes without the caller: what answers it, what ends it, what leads on."""

from __future__ import annotations

import pytest
from tests.twilio.playing import play
from tests.twilio.serving import Got, Says
from tests.twilio.stand_in import Answers, HangUp, Press, Rules, Silence, StandInError


async def test_a_reject_first_refuses_without_answering() -> None:
    played = await play("<Reject/>")

    (status,) = played.app.at("/status")
    assert status.form["CallStatus"] == "no-answer"
    assert not any(event.does == "answers" for event in played.transcript.events)


async def test_a_reject_can_say_busy() -> None:
    played = await play('<Reject reason="busy"/>')

    assert played.app.at("/status")[0].form["CallStatus"] == "busy"


async def test_a_reject_after_the_answer_is_a_mistake() -> None:
    with pytest.raises(StandInError, match="after the call was answered"):
        await play("<Say>Hello</Say><Reject/>")


async def test_a_pause_first_delays_the_answer() -> None:
    played = await play('<Pause length="5"/><Say>Hello</Say>')

    assert [event.at for event in played.transcript.events if event.does == "answers"] == [5.0]


async def test_a_call_that_only_pauses_is_never_answered() -> None:
    played = await play("<Pause/>")

    assert played.app.at("/status")[0].form["CallStatus"] == "no-answer"


@pytest.mark.parametrize("verb", ["<Say>a</Say>", "<Play>/a</Play>", "<Hangup/>", "<Redirect>/next</Redirect>"])
async def test_every_other_first_verb_answers(verb: str) -> None:
    played = await play(verb, next=Says("<Hangup/>"))

    assert [event.at for event in played.transcript.events if event.does == "answers"] == [0.0]


async def test_nothing_after_a_redirect_is_reached() -> None:
    played = await play("<Redirect>/next</Redirect><Say>never</Say>", next=Says("<Say>Hello</Say>"))

    assert played.transcript.heard == ["Hello"]


async def test_a_redirect_posts_by_default_and_is_relative_to_its_document() -> None:
    played = await play("<Redirect>next</Redirect>", next=Says("<Hangup/>"))

    assert [got.method for got in played.app.at("/next")] == ["POST"]


async def test_a_redirect_can_get() -> None:
    played = await play('<Redirect method="GET">/next</Redirect>', next=Says("<Hangup/>"))

    (got,) = played.app.at("/next")
    assert (got.method, got.form) == ("GET", {})
    assert "CallStatus=in-progress" in got.query


async def test_an_empty_redirect_means_this_document() -> None:
    rounds = iter(["<Say>Once</Say><Redirect/>", "<Hangup/>"])

    def voice(_: Got) -> Says:
        return Says(next(rounds))

    played = await play("<Redirect>/round</Redirect>", round=voice)

    assert len(played.app.at("/round")) == 2


async def test_nothing_after_a_hangup_is_reached() -> None:
    played = await play("<Hangup/><Say>never</Say>")

    assert played.transcript.heard == []
    assert played.transcript.end == "completed: <Hangup>"


async def test_a_call_that_goes_round_is_ended_and_told() -> None:
    with pytest.raises(StandInError, match="it goes round"):
        await play("<Redirect/>")


async def test_the_end_of_the_script_where_input_is_awaited_fails_the_test() -> None:
    with pytest.raises(StandInError, match=r"it is at its end, and <Gather> waits after 'Hello'"):
        await play("<Gather><Say>Hello</Say></Gather>")


async def test_an_action_that_does_not_fit_the_verb_fails_the_test() -> None:
    with pytest.raises(StandInError, match=r"<Dial> waits after '', and the script says Press"):
        await play("<Dial>+15550123</Dial>", script=[Press("1")])


async def test_pressing_outside_of_gather_fails_the_test() -> None:
    with pytest.raises(StandInError, match=r"nobody listens during <Say>"):
        await play("<Say>Hello</Say>", script=[Press("1", during="Hello")])


async def test_a_caller_hangs_up_during_a_prompt_at_its_moment() -> None:
    played = await play("<Say>one two three four five</Say>", script=[HangUp(during="three", after=1.5)])

    assert played.transcript.events[-2].at == 1.5
    assert played.transcript.end == "completed: the caller hung up during 'one two three four five'"


async def test_a_caller_can_hang_up_during_a_pause() -> None:
    played = await play('<Say>a</Say><Pause length="60"/>', script=[HangUp(during="<Pause>", after=2)])

    assert played.transcript.events[-2].at == 2.4


async def test_a_prompt_that_loops_without_end_lasts_until_the_caller_hangs_up() -> None:
    played = await play('<Say loop="0">a b c d e</Say>', script=[HangUp(during="a b", after=100)])

    assert played.transcript.events[-2].at == 100.0


async def test_a_script_can_decide_by_what_was_heard() -> None:
    menu = '<Gather numDigits="1" action="/done"><Say>Press 2 for sales</Say></Gather>'
    script = Rules([("sales", Press("2")), (".*", Silence())])
    played = await play(menu, script=script, done=Says("<Hangup/>"))

    assert played.app.at("/done")[0].form["Digits"] == "2"


async def test_a_rule_for_nothing_that_was_heard_fails_the_test() -> None:
    with pytest.raises(StandInError, match="no rule is for what was heard"):
        await play("<Gather><Say>Hello</Say></Gather>", script=Rules([("sales", Press("2"))]))


async def test_an_error_of_the_tests_own_script_reaches_the_test() -> None:
    def script(_: object) -> Answers:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await play("<Dial>+15550123</Dial>", script=script)


async def test_keys_can_be_played_to_the_other_side() -> None:
    played = await play('<Play digits="1w2"/>')

    assert [event.what for event in played.transcript.events if event.does == "hears"] == ["the keys 1w2"]


@pytest.mark.parametrize("verb", ["<Echo/>", "<Sms>Hi</Sms>", "<Refer><Sip>sip:a@b</Sip></Refer>"])
async def test_a_verb_that_the_stand_in_does_not_know_fails_the_test(verb: str) -> None:
    with pytest.raises(StandInError, match="the stand-in does not know how"):
        await play(verb)


async def test_a_function_may_stand_in_a_list_for_its_turn() -> None:
    menu = '<Gather numDigits="1" action="/voice"><Say>Again?</Say></Gather>'
    played = await play(menu, script=[Press("1"), lambda _: Press("2"), Silence()])

    assert [got.form.get("Digits") for got in played.app.at("/voice")] == [None, "1", "2"]


@pytest.mark.parametrize("url", ["http://[", "mailto:a@b"])
@pytest.mark.parametrize("twiml", ["<Redirect>{}</Redirect>", '<Gather action="{}"/>'])
async def test_a_way_to_no_address_is_11100(twiml: str, url: str) -> None:
    with pytest.raises(StandInError, match="error 11100"):
        await play(twiml.format(url), script=[Press("1#")])
