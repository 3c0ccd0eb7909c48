"""Calls that an application begins, changes and ends by REST."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

import httpx
import pytest
from tests.twilio.plain_http import plain_client
from tests.twilio.rest.contract import Contract, contract
from tests.twilio.serving import App, Says, serving
from tests.twilio.stand_in import (
    Answers,
    Busy,
    Fails,
    HangUp,
    Leaves,
    NoAnswer,
    Press,
    Silence,
    Situation,
    StandInError,
    Twilio,
)

CALLEE = "+15550123"
EVENTS = ("initiated", "ringing", "answered", "completed")
PAGES = {
    "voice": Says('<Gather numDigits="1" action="/done"><Say>Hello</Say></Gather>'),
    "done": Says("<Say>Bye</Say>"),
    "status": Says(),
    "new": Says("<Say>Something new</Say>"),
}


class Rest:
    """An application's client."""

    def __init__(self, twilio: Twilio, app: App, http: httpx.AsyncClient) -> None:
        self.twilio, self.app, self.http = twilio, app, http

    async def post(self, path: str, form: Mapping[str, str | list[str]]) -> httpx.Response:
        return await self.http.post(path, data=dict(form))

    async def call(self, **more: str | list[str]) -> httpx.Response:
        form = {"To": CALLEE, "From": "+15550100", "Url": self.app.url + "/voice", **more}
        return await self.post("/Calls.json", form)

    async def call_and_wait(self, **more: str | list[str]) -> str:
        sid = str((await self.call(**more)).json()["sid"])
        await self.twilio.settled()
        return sid

    def told(self) -> list[Mapping[str, str]]:
        return [got.form for got in self.app.at("/status")]


@pytest.fixture
async def rest() -> AsyncIterator[Rest]:
    async with serving(**PAGES) as app, Twilio() as twilio:
        base = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}"
        async with plain_client(base_url=base, auth=(twilio.account_sid, twilio.auth_token)) as http:
            yield Rest(twilio, app, http)


async def test_a_new_call_is_queued(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, NoAnswer())
    reply = await rest.call()

    assert reply.status_code == 201
    assert (reply.json()["status"], reply.json()["direction"]) == ("queued", "outbound-api")
    await rest.twilio.settled()


async def test_an_answered_call_plays_its_document_and_tells_its_events(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers(after=4, script=[Press("1")]))
    await rest.call_and_wait(StatusCallback=rest.app.url + "/status", StatusCallbackEvent=list(EVENTS))

    assert [form["CallStatus"] for form in rest.told()] == ["initiated", "ringing", "in-progress", "completed"]
    assert [form["SequenceNumber"] for form in rest.told()] == ["0", "1", "2", "3"]
    (voice,) = rest.app.at("/voice")
    assert (voice.form["CallStatus"], voice.form["Direction"]) == ("in-progress", "outbound-api")
    assert rest.app.at("/done")[0].form["Digits"] == "1"


async def test_the_events_may_be_one_list_with_blanks(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, NoAnswer())
    await rest.call_and_wait(StatusCallback=rest.app.url + "/status", StatusCallbackEvent="ringing completed")

    assert [form["CallStatus"] for form in rest.told()] == ["ringing", "no-answer"]


async def test_a_phone_may_do_something_else_at_each_call(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Busy(), NoAnswer())
    for _ in range(3):
        await rest.call_and_wait(StatusCallback=rest.app.url + "/status")

    assert [form["CallStatus"] for form in rest.told()] == ["busy", "no-answer", "no-answer"]


@pytest.mark.parametrize(
    ("phone", "status"),
    [(Busy(), "busy"), (NoAnswer(), "no-answer"), (Fails(), "failed"), (Answers(after=90), "no-answer")],
)
async def test_a_call_that_nobody_takes_tells_only_its_end(
    rest: Rest, phone: Busy | NoAnswer | Fails | Answers, status: str
) -> None:
    rest.twilio.phone(CALLEE, phone)
    await rest.call_and_wait(StatusCallback=rest.app.url + "/status")

    (form,) = rest.told()
    assert (form["CallStatus"], form["CallDuration"], form["SequenceNumber"]) == (status, "0", "0")
    assert rest.app.at("/voice") == []


async def test_it_rings_as_long_as_the_request_says(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, NoAnswer())
    await rest.call_and_wait(Timeout="20")

    assert rest.twilio.clock.now == 21.0


async def test_inline_twiml_is_played(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers())
    reply = await rest.post(
        "/Calls.json", {"To": CALLEE, "From": "+15550100", "Twiml": "<Response><Say>Inline</Say></Response>"}
    )
    await rest.twilio.settled()

    assert reply.status_code == 201
    assert rest.twilio.calls[0].transcript.heard == ["Inline"]


async def test_an_action_in_inline_twiml_has_to_be_absolute(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers(script=[Press("1#")]))
    twiml = '<Response><Gather action="/done"/></Response>'
    await rest.post("/Calls.json", {"To": CALLEE, "From": "+15550100", "Twiml": twiml})
    await rest.twilio.settled()

    with pytest.raises(StandInError, match="error 11100"):
        await rest.twilio.calls[0].ended()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"From": "+1", "Url": "https://a.example"}, 21201),
        ({"To": "+1", "Url": "https://a.example"}, 21213),
        ({"To": "+1", "From": "+1"}, 21205),
        ({"To": "+1", "From": "+1", "Twiml": "x" * 4001}, 32018),
    ],
)
async def test_what_a_call_can_not_do_without_is_asked_for(form: dict[str, str], code: int) -> None:
    async with Twilio(allow=[20001]) as twilio:
        path = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}/Calls.json"
        async with plain_client(auth=(twilio.account_sid, twilio.auth_token)) as http:
            reply = await http.post(path, data=form)

    assert (reply.status_code, reply.json()["code"]) == (400, code)


async def test_the_url_wins_over_inline_twiml(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers(script=[Press("1")]))
    await rest.call_and_wait(Twiml="<Response><Say>Inline</Say></Response>")

    assert len(rest.app.at("/voice")) == 1


@pytest.mark.parametrize("mode", ["Enable", "DetectMessageEnd"])
async def test_who_answers_is_known_before_the_document(rest: Rest, mode: str) -> None:
    rest.twilio.phone(CALLEE, Answers(script=[HangUp()], answered_by="machine_start"))
    await rest.call_and_wait(MachineDetection=mode, StatusCallback=rest.app.url + "/status")

    assert rest.app.at("/voice")[0].form["AnsweredBy"] == "machine_start"
    assert rest.told()[0]["AnsweredBy"] == "machine_start"


async def test_who_answers_is_told_to_the_document_that_the_call_began_with_alone(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers(script=[Press("1")], answered_by="human"))
    await rest.call_and_wait(MachineDetection="Enable")

    assert rest.app.at("/voice")[0].form["AnsweredBy"] == "human"
    assert {"AnsweredBy", "MachineDetectionDuration"}.isdisjoint(rest.app.at("/done")[0].form)


async def test_digits_that_are_sent_switch_the_detection_off(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers(script=[HangUp()], answered_by="machine_start"))
    await rest.call_and_wait(MachineDetection="Enable", SendDigits="1")

    assert "AnsweredBy" not in rest.app.at("/voice")[0].form


async def test_a_detection_beside_the_call_is_told_to_its_callback(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers(script=[Silence()], answered_by="human"))
    await rest.call_and_wait(
        MachineDetection="Enable", AsyncAmd="true", AsyncAmdStatusCallback=rest.app.url + "/status"
    )

    assert "AnsweredBy" not in rest.app.at("/voice")[0].form
    assert [form["AnsweredBy"] for form in rest.told()] == ["human"]


async def test_a_recorded_call_tells_of_its_recording_at_the_end(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers(script=[HangUp()]))
    await rest.call_and_wait(Record="true", StatusCallback=rest.app.url + "/status")

    (form,) = rest.told()
    assert form["RecordingSid"].startswith("RE")
    assert form["RecordingUrl"].endswith(form["RecordingSid"])


async def test_a_call_is_ended_by_rest(rest: Rest) -> None:
    async def script(situation: Situation) -> Silence:
        await rest.post(f"/Calls/{situation.call_sid}.json", {"Status": "completed"})
        return Silence()

    call = await rest.twilio.incoming_call(rest.app.url + "/voice", script=script)
    transcript = await call.ended()

    assert transcript.end == "completed: ended by REST"


async def test_a_call_gets_a_new_document_by_rest(rest: Rest) -> None:
    async def script(situation: Situation) -> Silence:
        await rest.post(f"/Calls/{situation.call_sid}.json", {"Url": rest.app.url + "/new"})
        return Silence()

    transcript = await (await rest.twilio.incoming_call(rest.app.url + "/voice", script=script)).ended()

    assert transcript.heard == ["Hello", "Something new"]


async def test_a_call_gets_new_twiml_by_rest(rest: Rest) -> None:
    async def script(situation: Situation) -> Silence:
        await rest.post(f"/Calls/{situation.call_sid}.json", {"Twiml": "<Response><Say>New</Say></Response>"})
        return Silence()

    transcript = await (await rest.twilio.incoming_call(rest.app.url + "/voice", script=script)).ended()

    assert transcript.heard == ["Hello", "New"]


async def test_a_redirect_interrupts_what_the_call_waits_for(rest: Rest) -> None:
    async def redirect(sid: str) -> None:
        await rest.post(f"/Calls/{sid}.json", {"Url": rest.app.url + "/new"})

    def script(situation: Situation) -> Silence:
        rest.twilio.clock.later(2, lambda: redirect(situation.call_sid))
        return Silence()

    transcript = await (await rest.twilio.incoming_call(rest.app.url + "/voice", script=script)).ended()

    assert [event.at for event in transcript.events if event.does == "hears"] == [0.0, 2.4]


async def test_a_call_that_rings_can_be_canceled(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, NoAnswer())
    sid = ""

    async def cancel() -> None:
        await rest.post(f"/Calls/{sid}.json", {"Status": "canceled"})

    with rest.twilio.clock.held():
        sid = (await rest.call(StatusCallback=rest.app.url + "/status")).json()["sid"]
        rest.twilio.clock.later(10, cancel)
    await rest.twilio.settled()

    assert [form["CallStatus"] for form in rest.told()] == ["canceled"]
    assert rest.twilio.clock.now == 10.0


async def test_a_call_that_is_over_can_not_be_changed(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Busy())
    sid = await rest.call_and_wait()
    reply = await rest.post(f"/Calls/{sid}.json", {"Url": rest.app.url + "/new"})

    assert (reply.status_code, reply.json()["code"]) == (400, 21220)


async def test_a_call_in_progress_can_not_be_canceled(rest: Rest) -> None:
    codes: list[int] = []

    async def script(situation: Situation) -> HangUp:
        codes.append(
            (await rest.post(f"/Calls/{situation.call_sid}.json", {"Status": "canceled"})).json()["code"]
        )  # fmt: skip
        return HangUp()

    await (await rest.twilio.incoming_call(rest.app.url + "/voice", script=script)).ended()

    assert codes == [21220]


async def test_a_record_without_an_action_after_a_redirect_by_rest_is_11100(rest: Rest) -> None:
    async def script(situation: Situation) -> Silence:
        await rest.post(f"/Calls/{situation.call_sid}.json", {"Twiml": "<Response><Record/></Response>"})
        return Silence()

    call = await rest.twilio.incoming_call(rest.app.url + "/voice", script=script)

    with pytest.raises(StandInError, match="error 11100"):
        await call.ended()


async def test_a_finished_call_has_its_times(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers(after=2, script=[HangUp(after=3)]))
    sid = await rest.call_and_wait()
    body = (await rest.http.get(f"/Calls/{sid}.json")).json()

    assert (body["status"], body["duration"], body["to"]) == ("completed", "4", CALLEE)
    assert body["start_time"] == "Thu, 01 Jan 2026 00:00:03 +0000"
    assert body["end_time"] == "Thu, 01 Jan 2026 00:00:06 +0000"


async def test_a_call_to_a_number_that_nobody_set_up_fails_the_test() -> None:
    async def call_nobody() -> None:
        async with Twilio() as twilio:
            path = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}/Calls.json"
            async with plain_client(auth=(twilio.account_sid, twilio.auth_token)) as http:
                await http.post(path, data={"To": "+1999", "From": "+1", "Url": "https://a.example"})

    with pytest.raises(StandInError, match=r"no phone is set for \+1999"):
        await call_nobody()


async def test_nobody_gets_in_without_the_token() -> None:
    async with Twilio() as twilio, plain_client() as http:
        path = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}/Calls.json"
        replies = [await http.post(path), await http.post(path, auth=(twilio.account_sid, "wrong"))]

    assert [(reply.status_code, reply.json()["code"]) for reply in replies] == [(401, 20003), (401, 20003)]


async def test_what_is_not_there_is_20404(rest: Rest) -> None:
    replies = [await rest.http.get("/Calls/CA1.json"), await rest.http.get("/Nothing.json")]

    assert [(reply.status_code, reply.json()["code"]) for reply in replies] == [(404, 20404), (404, 20404)]


@pytest.fixture
def specification() -> Contract:
    found = contract()
    if found is None:
        pytest.skip("../shared is absent, and with it Twilio's OpenAPI specification")
    return found


async def test_a_call_has_the_properties_of_the_specification(rest: Rest, specification: Contract) -> None:
    rest.twilio.phone(CALLEE, Busy())
    reply = await rest.call()
    await rest.twilio.settled()

    assert reply.json().keys() == specification.properties("POST", reply.request.url.path, 201)


async def test_of_a_call_that_was_canceled_while_it_was_queued_nothing_is_told(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, NoAnswer())
    with rest.twilio.clock.held():
        sid = (await rest.call(StatusCallback=rest.app.url + "/status")).json()["sid"]
        await rest.post(f"/Calls/{sid}.json", {"Status": "canceled"})
    await rest.twilio.settled()

    assert rest.told() == []


async def redirect_after(rest: Rest, seconds: float, situation: Situation) -> None:
    async def redirect() -> None:
        await rest.post(f"/Calls/{situation.call_sid}.json", {"Url": rest.app.url + "/new"})

    rest.twilio.clock.later(seconds, redirect)


async def test_a_redirect_takes_a_call_out_of_its_queue(rest: Rest) -> None:
    rest.app.pages = {
        **rest.app.pages,
        "/queue": Says('<Enqueue waitUrl="/wait" action="/done">support</Enqueue>'),
        "/wait": Says("<Say>Please hold</Say><Pause/>"),
    }

    async def script(situation: Situation) -> Leaves:
        await redirect_after(rest, 2, situation)
        return Leaves(after=100)

    transcript = await (await rest.twilio.incoming_call(rest.app.url + "/queue", script=[script])).ended()

    assert transcript.heard == ["Please hold", "Please hold", "Something new"]
    assert rest.app.at("/done") == []


async def test_a_redirect_while_it_rings_cancels_the_legs(rest: Rest) -> None:
    dial = '<Dial><Number statusCallback="/status">+15550177</Number></Dial>'
    rest.app.pages = {**rest.app.pages, "/dial": Says(dial)}

    async def script(situation: Situation) -> NoAnswer:
        await redirect_after(rest, 2, situation)
        return NoAnswer()

    transcript = await (await rest.twilio.incoming_call(rest.app.url + "/dial", script=[script])).ended()

    assert transcript.heard == ["Something new"]
    assert [form["CallStatus"] for form in rest.told()] == ["canceled"]


async def test_a_redirect_ends_the_recording_of_a_dial(rest: Rest) -> None:
    dial = '<Dial record="record-from-answer">+15550177</Dial>'
    rest.app.pages = {**rest.app.pages, "/dial": Says(dial)}

    async def script(situation: Situation) -> Answers:
        await redirect_after(rest, 10, situation)
        return Answers(after=3, seconds=100)

    call = await rest.twilio.incoming_call(rest.app.url + "/dial", script=[script])
    transcript = await call.ended()

    assert [event.at for event in transcript.events if event.does == "stops"] == [10.0]


async def test_a_queue_can_be_fetched_by_the_sid_that_the_action_got(rest: Rest) -> None:
    rest.app.pages = {**rest.app.pages, "/queue": Says('<Enqueue action="/done">support</Enqueue>')}
    await (await rest.twilio.incoming_call(rest.app.url + "/queue", script=[Leaves()])).ended()
    sid = rest.app.at("/done")[0].form["QueueSid"]
    found, missing = await rest.http.get(f"/Queues/{sid}.json"), await rest.http.get("/Queues/QU1.json")

    assert (found.json()["friendly_name"], found.json()["sid"]) == ("support", sid)
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"Status": "gone"}, 20001),
        ({}, 21205),
        ({"Url": "/relative"}, 21205),
        ({"Twiml": "x" * 4001}, 32018),
    ],
)
async def test_a_change_that_means_nothing_is_refused(form: dict[str, str], code: int) -> None:
    codes: list[int] = []
    async with serving(**PAGES) as app, Twilio(allow=[20001]) as twilio:

        async def script(situation: Situation) -> HangUp:
            path = f"/2010-04-01/Accounts/{twilio.account_sid}/Calls/{situation.call_sid}.json"
            async with plain_client(auth=(twilio.account_sid, twilio.auth_token)) as http:
                codes.append((await http.post(twilio.url + path, data=form)).json()["code"])
            return HangUp()

        await (await twilio.incoming_call(app.url + "/voice", script=script)).ended()

    assert codes == [code]


async def test_a_call_that_rings_gets_no_new_document(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, NoAnswer())
    codes: list[int] = []

    async def redirect() -> None:
        reply = await rest.post(f"/Calls/{sid}.json", {"Url": rest.app.url + "/new"})
        codes.append(reply.json()["code"])

    with rest.twilio.clock.held():
        sid = (await rest.call()).json()["sid"]
        rest.twilio.clock.later(10, redirect)
    await rest.twilio.settled()

    assert codes == [21220]


async def test_a_machine_detection_that_twilio_does_not_have_is_refused(rest: Rest) -> None:
    assert (await rest.call(MachineDetection="Maybe")).json()["code"] == 20001


@pytest.mark.parametrize(
    ("form", "heard"), [({"Twiml": "<Response><Say>New</Say></Response>"}, ["New"]), ({"Status": "completed"}, [])]
)
async def test_a_request_while_the_detection_goes_on_is_obeyed(
    rest: Rest, form: dict[str, str], heard: list[str]
) -> None:
    rest.twilio.phone(CALLEE, Answers(after=1))

    async def change() -> None:
        await rest.post(f"/Calls/{sid}.json", form)

    with rest.twilio.clock.held():
        sid = (await rest.call(MachineDetection="Enable")).json()["sid"]
        rest.twilio.clock.later(4, change)
    await rest.twilio.settled()

    assert rest.twilio.calls[0].transcript.heard == heard
    assert rest.twilio.calls[0].status == "completed"
    assert rest.app.at("/voice") == []


async def test_a_redirect_in_inline_twiml_has_to_be_absolute(rest: Rest) -> None:
    rest.twilio.phone(CALLEE, Answers())
    twiml = "<Response><Redirect>/new</Redirect></Response>"
    await rest.post("/Calls.json", {"To": CALLEE, "From": "+15550100", "Twiml": twiml})
    await rest.twilio.settled()

    with pytest.raises(StandInError, match="error 11100"):
        await rest.twilio.calls[0].ended()
