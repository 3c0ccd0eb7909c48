"""Recordings of a call by REST."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import pytest
from tests.twilio.plain_http import plain_client
from tests.twilio.rest.contract import Contract, contract
from tests.twilio.serving import App, Got, Says, serving
from tests.twilio.stand_in import Fault, HangUp, LiveCall, Options, Outcome, Silence, Situation, Twilio


def client(twilio: Twilio) -> httpx.AsyncClient:
    return plain_client(
        base_url=f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}",
        auth=(twilio.account_sid, twilio.auth_token),
        trust_env=False,
    )


GATHER = Says('<Gather actionOnEmptyResult="true" action="/next"><Say>Hello</Say></Gather>')


class Steps:
    """A caller who does nothing but requests of the test at the first question, and hangs up at the second."""

    def __init__(self, *requests: tuple[str, str, dict[str, str]]) -> None:
        self.requests = requests
        self.replies: list[httpx.Response] = []
        self.twilio: Twilio | None = None

    async def __call__(self, situation: Situation) -> Silence | HangUp:
        if self.replies:
            return HangUp()
        assert self.twilio is not None
        async with client(self.twilio) as rest:
            for method, path, form in self.requests:
                sid = self.replies[0].json().get("sid", "") if self.replies else ""
                url = path.format(call=situation.call_sid, recording=sid)
                self.replies.append(await rest.request(method, url, data=form or None))
        return Silence()


START = ("POST", "/Calls/{call}/Recordings.json", {"RecordingChannels": "dual", "Trim": "do-not-trim"})
ONE = "/Calls/{call}/Recordings/{recording}.json"


async def walk(twilio: Twilio, app: App, steps: Steps) -> LiveCall:
    steps.twilio = twilio
    call = await twilio.incoming_call(app.url + "/voice", script=steps)
    await call.ended()
    return call


async def test_a_start_answers_with_the_resource_of_a_recording_in_progress() -> None:
    steps = Steps(START)
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        call = await walk(twilio, app, steps)

    (reply,) = steps.replies
    assert reply.status_code == 201
    assert reply.json()["status"] == "in-progress"
    assert reply.json()["call_sid"] == call.sid
    assert (reply.json()["channels"], reply.json()["source"]) == (2, "StartCallRecordingAPI")
    assert reply.json()["duration"] is None


async def test_a_start_while_the_call_rings_is_21220() -> None:
    got: list[httpx.Response] = []
    async with Twilio() as twilio:

        async def start(twilio: Twilio, sid: str) -> None:
            async with client(twilio) as rest:
                got.append(await rest.post(f"/Calls/{sid}/Recordings.json"))

        async with serving(voice=Says("<Pause/><Hangup/>", seconds=0.3)) as app:
            call = await twilio.incoming_call(app.url + "/voice")
            await start(twilio, call.sid)
            await call.ended()
            await start(twilio, call.sid)

    assert [(reply.status_code, reply.json()["code"]) for reply in got] == [(400, 21220), (400, 21220)]


async def test_the_first_starts_after_the_answer_are_refused_as_often_as_the_test_wants() -> None:
    steps = Steps(START, START)
    async with serving(voice=GATHER, next=GATHER) as app, Twilio(options=Options(early_refusals=1)) as twilio:
        await walk(twilio, app, steps)

    assert [reply.status_code for reply in steps.replies] == [400, 201]


async def test_a_second_start_succeeds_without_a_second_recording() -> None:
    steps = Steps(START, START, ("GET", "/Calls/{call}/Recordings.json", {}))
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        await walk(twilio, app, steps)

    first, second, listed = steps.replies
    assert (second.status_code, second.json()["sid"]) == (201, first.json()["sid"])
    assert [one["sid"] for one in listed.json()["recordings"]] == [first.json()["sid"]]


async def test_a_second_start_can_be_16108() -> None:
    steps = Steps(START, START)
    options = Options(refuse_second_recording=True)
    async with serving(voice=GATHER, next=GATHER) as app, Twilio(options=options) as twilio:
        await walk(twilio, app, steps)

    assert steps.replies[1].json()["code"] == 16108


@pytest.mark.parametrize("name", ["{recording}", "Twilio.CURRENT"])
async def test_a_recording_is_stopped_by_its_sid_or_as_the_current_one(name: str) -> None:
    stop = ("POST", f"/Calls/{{call}}/Recordings/{name}.json", {"Status": "stopped"})
    steps = Steps(START, stop, stop)
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        await walk(twilio, app, steps)

    assert steps.replies[1].json()["status"] in {"stopped", "processing"}
    assert (steps.replies[2].status_code, steps.replies[2].json()["code"]) == (404, 20404)


async def test_a_pause_is_left_out_only_with_skip() -> None:
    pause = ("POST", ONE, {"Status": "paused", "PauseBehavior": "skip"})
    steps = Steps(START, pause, ("POST", ONE, {"Status": "in-progress"}))
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        await walk(twilio, app, steps)

    assert [reply.json()["status"] for reply in steps.replies] == ["in-progress", "paused", "in-progress"]


async def test_hanging_up_ends_a_recording_and_completed_is_told() -> None:
    async with serving(voice=GATHER, next=GATHER, recording=Says()) as app, Twilio() as twilio:
        callback = {
            "RecordingStatusCallback": app.url + "/recording",
            "RecordingStatusCallbackEvent": "in-progress completed absent",
        }
        await walk(twilio, app, Steps(("POST", START[1], callback)))
        await twilio.settled()

    told = [got.form for got in app.at("/recording")]
    assert [form["RecordingStatus"] for form in told] == ["in-progress", "completed"]
    assert told[1]["RecordingDuration"] == "7"
    assert "RecordingDuration" not in told[0]


async def test_a_recording_can_turn_out_absent_and_be_told_twice() -> None:
    async with serving(voice=GATHER, next=GATHER, recording=Says()) as app, Twilio() as twilio:
        twilio.recorded(Outcome("absent", error_code=16102, times=2))
        callback = {
            "RecordingStatusCallback": app.url + "/recording",
            "RecordingStatusCallbackEvent": "completed absent",
        }
        await walk(twilio, app, Steps(("POST", START[1], callback)))
        await twilio.settled()

    assert [(got.form["RecordingStatus"], got.form["ErrorCode"]) for got in app.at("/recording")] == [
        ("absent", "16102"),
        ("absent", "16102"),
    ]


@pytest.mark.parametrize("first", [True, False])
async def test_a_callback_comes_before_the_answer_that_caused_it_only_on_request(first: bool) -> None:
    order: list[str] = []

    def note(got: Got) -> Says:
        order.append(got.form["RecordingStatus"])
        return Says()

    class Watched(Steps):
        async def __call__(self, situation: Situation) -> Silence | HangUp:
            done = await super().__call__(situation)
            order.append("answered")
            return done

    async with serving(voice=GATHER, next=GATHER, recording=note) as app, Twilio() as twilio:
        twilio.fault(Fault("POST", "Recordings", times=2, effect=True, callbacks_first=first))
        callback = {
            "RecordingStatusCallback": app.url + "/recording",
            "RecordingStatusCallbackEvent": "in-progress completed absent",
        }
        steps = Watched(("POST", START[1], callback), ("POST", ONE, {"Status": "stopped"}))
        await walk(twilio, app, steps)

    told = ["in-progress", "absent"]
    assert order[:3] == ([*told, "answered"] if first else ["answered", *told])


async def test_a_recording_has_the_properties_of_the_specification(specification: Contract) -> None:
    steps = Steps(START)
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        await walk(twilio, app, steps)

    (reply,) = steps.replies
    assert reply.json().keys() == specification.properties("POST", reply.request.url.path, 201)


@pytest.fixture
def specification() -> Contract:
    found = contract()
    if found is None:
        pytest.skip("../shared is absent, and with it Twilio's OpenAPI specification")
    return found


@pytest.mark.parametrize(
    "form",
    [
        {"RecordingChannels": "quad"},
        {"Trim": "yes"},
        {"RecordingTrack": "left"},
        {"RecordingStatusCallbackEvent": "begun", "RecordingStatusCallback": "https://a.example"},
    ],
)
async def test_a_value_that_is_none_is_refused(form: dict[str, str]) -> None:
    steps = Steps(("POST", START[1], form))
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        await walk(twilio, app, steps)

    assert (steps.replies[0].status_code, steps.replies[0].json()["code"]) == (400, 20001)


async def test_a_callback_has_to_be_absolute() -> None:
    steps = Steps(("POST", START[1], {"RecordingStatusCallback": "/recording"}))
    async with serving(voice=GATHER, next=GATHER) as app, Twilio(allow=[20001]) as twilio:
        await walk(twilio, app, steps)

    assert steps.replies[0].status_code == 400


async def test_a_recording_is_fetched_and_deleted_by_its_sid() -> None:
    steps = Steps(
        START, ("GET", ONE, {}), ("GET", "/Recordings/{recording}.json", {}), ("DELETE", ONE, {}), ("GET", ONE, {})
    )
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        await walk(twilio, app, steps)

    assert [reply.status_code for reply in steps.replies] == [201, 200, 200, 204, 404]
    assert steps.replies[1].json() == steps.replies[2].json()


async def test_nothing_that_runs_is_no_current_recording() -> None:
    current = ("POST", "/Calls/{call}/Recordings/Twilio.CURRENT.json", {"Status": "stopped"})
    steps = Steps(current)
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        await walk(twilio, app, steps)

    assert (steps.replies[0].status_code, steps.replies[0].json()["code"]) == (404, 20404)


async def test_a_recording_of_a_call_that_is_not_there_is_not_found() -> None:
    async with Twilio() as twilio, client(twilio) as rest:
        reply = await rest.post(f"/Calls/CA{'0' * 32}/Recordings.json")

    assert (reply.status_code, reply.json()["code"]) == (404, 20404)


async def test_a_pause_that_is_skipped_is_no_part_of_the_recording() -> None:
    sids: list[str] = []

    def asks(path: str, **form: str) -> Callable[[Situation], Awaitable[Silence]]:
        async def ask(situation: Situation) -> Silence:
            async with client(twilio) as rest:
                url = path.format(call=situation.call_sid, recording=sids[0] if sids else "")
                sids.append((await rest.post(url, data=form)).json()["sid"])
            return Silence()

        return ask

    pause, stop = asks(ONE, Status="paused", PauseBehavior="skip"), asks(ONE, Status="stopped")
    async with serving(voice=GATHER, next=GATHER) as app, Twilio() as twilio:
        call = await twilio.incoming_call(app.url + "/voice", script=[asks(START[1]), pause, stop, HangUp()])
        await call.ended()
        await twilio.settled()
        async with client(twilio) as rest:
            body = (await rest.get(f"/Recordings/{sids[0]}.json")).json()

    # Each question takes 0.4 s for its prompt and 5 s of silence: one was recorded, the next was the pause.
    assert (body["status"], body["duration"]) == ("completed", "6")
