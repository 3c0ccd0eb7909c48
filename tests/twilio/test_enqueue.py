"""`<Enqueue>`: waiting, and how a caller comes out of it."""

from __future__ import annotations

import pytest
from tests.twilio.playing import play
from tests.twilio.serving import Says
from tests.twilio.stand_in import HangUp, Leaves, StandInError

DONE = Says("<Say>Goodbye</Say>")
QUEUE = '<Enqueue action="/done">support</Enqueue><Say>After</Say>'


@pytest.mark.parametrize("result", ["bridged", "redirected", "error", "system-error", "queue-full", "leave"])
async def test_the_action_gets_the_result(result: str) -> None:
    played = await play(QUEUE, script=[Leaves(result)], done=DONE)

    (got,) = played.app.at("/done")
    assert got.form["QueueResult"] == result
    assert got.form["QueueSid"].startswith("QU")
    assert played.transcript.heard == ["Goodbye"]


async def test_the_action_comes_after_the_talk_and_counts_only_the_waiting() -> None:
    played = await play(QUEUE, script=[Leaves("bridged", after=12, talks=100)], done=DONE)

    (asked,) = (event for event in played.transcript.events if "/done" in event.what)
    assert (asked.at, played.app.at("/done")[0].form["QueueTime"]) == (112.0, "12")


async def test_a_full_queue_is_told_at_once() -> None:
    played = await play(QUEUE, script=[Leaves("queue-full")], done=DONE)

    assert played.app.at("/done")[0].form["QueueTime"] == "0"


async def test_without_an_action_the_document_goes_on() -> None:
    played = await play("<Enqueue>support</Enqueue><Say>After</Say>", script=[Leaves()])

    assert played.transcript.heard == ["After"]


async def test_a_caller_who_hangs_up_is_told_and_the_answer_ignored() -> None:
    played = await play(QUEUE, script=[HangUp(after=7)], done=DONE)

    form = played.app.at("/done")[0].form
    assert (form["QueueResult"], form["CallStatus"], form["QueueTime"]) == ("hangup", "completed", "7")
    assert played.transcript.heard == []


async def test_the_wait_document_is_played_again_and_again_and_knows_the_queue() -> None:
    twiml = '<Enqueue action="/done" waitUrl="/wait">support</Enqueue>'
    wait = Says('<Say>Please hold.</Say><Pause length="4"/>')
    played = await play(twiml, script=[Leaves(after=10)], done=DONE, wait=wait)

    forms = [got.form for got in played.app.at("/wait")]
    assert [form["QueueTime"] for form in forms] == ["0", "4", "9"]
    assert {form["QueuePosition"] for form in forms} == {"1"}
    assert {form["QueueSid"] for form in forms} == {played.app.at("/done")[0].form["QueueSid"]}


async def test_a_silent_wait_document_is_not_asked_for_without_end() -> None:
    twiml = '<Enqueue waitUrl="/wait">support</Enqueue>'
    played = await play(twiml, script=[Leaves(after=3)], wait=Says(""))

    assert len(played.app.at("/wait")) == 3


async def test_leave_takes_the_caller_out() -> None:
    twiml = '<Enqueue action="/done" waitUrl="/wait">support</Enqueue>'
    played = await play(twiml, script=[Leaves(after=100)], done=DONE, wait=Says("<Say>Bye</Say><Leave/>"))

    assert played.app.at("/done")[0].form["QueueResult"] == "leave"


async def test_leave_outside_of_a_queue_is_a_mistake() -> None:
    with pytest.raises(StandInError, match="`<Leave>` stands outside"):
        await play("<Leave/>")


async def test_a_wait_document_can_not_dial() -> None:
    twiml = '<Enqueue waitUrl="/wait">support</Enqueue>'
    with pytest.raises(StandInError, match="`<Dial>` may not stand in this document"):
        await play(twiml, script=[Leaves()], wait=Says("<Dial>+1</Dial>"))


async def test_a_result_that_twilio_does_not_have_fails_the_test() -> None:
    with pytest.raises(StandInError, match="no such result"):
        await play(QUEUE, script=[Leaves("gone")], done=DONE)


async def test_a_task_goes_to_its_workflow() -> None:
    twiml = '<Enqueue action="/done" workflowSid="WW1"><Task>{"skill": "sales"}</Task></Enqueue>'
    played = await play(twiml, script=[Leaves()], done=DONE)

    assert [event.what for event in played.transcript.events if event.does == "enqueues"] == ["in WW1"]


async def test_a_caller_can_hang_up_while_the_music_plays() -> None:
    twiml = '<Enqueue action="/done" waitUrl="/wait">support</Enqueue>'
    wait = Says("<Say>Please hold.</Say>")
    played = await play(twiml, script=[Leaves(after=100), HangUp(during="hold")], done=DONE, wait=wait)

    assert played.app.at("/done")[0].form["QueueResult"] == "hangup"
