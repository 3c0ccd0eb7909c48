"""Call Recording: by REST, and with an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from tests.runtime.bench import new_session, run_of
from tests.runtime.server import Received, Server, always, in_turn, json_answer, never, serving

from runtime.session import Session
from runtime.step import Outcome
from runtime.steps import RecordCall
from runtime.values import Json, JsonObject
from runtime.world import World

WorldOf: TypeAlias = Callable[[Server], World]

RECORDING: JsonObject = {
    "account_sid": "AC1",
    "api_version": "2010-04-01",
    "call_sid": "CA1",
    "channels": 2,
    "conference_sid": None,
    "date_created": "Fri, 27 Nov 2026 10:00:00 +0000",
    "date_updated": "Fri, 27 Nov 2026 10:00:00 +0000",
    "duration": None,
    "encryption_details": None,
    "error_code": None,
    "price": None,
    "price_unit": "USD",
    "sid": "RE1",
    "source": "StartCallRecordingAPI",
    "start_time": "Fri, 27 Nov 2026 10:00:00 +0000",
    "status": "in-progress",
    "uri": "/2010-04-01/Accounts/AC1/Recordings/RE1.json",
    "track": "both",
}
NOT_YET = json_answer({"code": 21220, "message": "not eligible"}, status=400)
STARTS = RecordCall("on", record_call=True, exits={"success": None, "failed": None})
STOPS = RecordCall("off", record_call=False, exits={"success": None, "failed": None})


def listed(*recordings: JsonObject) -> bytes:
    return json_answer({"recordings": list(recordings)})


def started(**changes: Json) -> JsonObject:
    return {**RECORDING, **changes}


async def perform(step: RecordCall, session: Session, world: World) -> Outcome:
    run = run_of(session)
    outcome = await step.perform(step.intend(run), world)
    step.took(run, outcome)
    return outcome


async def test_a_start_tells_channels_and_trim_and_where_events_go(world_of: WorldOf) -> None:
    async with serving(always(json_answer(RECORDING, status=201))) as server:
        outcome = await perform(STARTS, new_session(), world_of(server))

    assert outcome.event == "success"
    (received,) = server.received
    assert received.path == "/2010-04-01/Accounts/AC1/Calls/CA1/Recordings.json"
    assert received.form == [
        ("RecordingStatusCallback", "https://app.example/recording"),
        ("RecordingStatusCallbackMethod", "POST"),
        ("RecordingStatusCallbackEvent", "in-progress"),
        ("RecordingStatusCallbackEvent", "completed"),
        ("RecordingStatusCallbackEvent", "absent"),
        ("RecordingChannels", "dual"),
        ("Trim", "do-not-trim"),
    ]


async def test_a_users_callback_is_called_alone_with_the_events_that_were_chosen(world_of: WorldOf) -> None:
    step = RecordCall(
        "on",
        record_call=True,
        recording_status_callback="https://example.com/{{flow.data.path}}",
        recording_status_callback_method="GET",
        recording_status_callback_events="completed absent",
        recording_channels="mono",
        trim="trim-silence",
        exits={"success": None, "failed": None},
    )
    session = new_session()
    session.data["path"] = "events"
    async with serving(always(json_answer(RECORDING))) as server:
        await perform(step, session, world_of(server))

    assert server.received[0].form == [
        ("RecordingStatusCallback", "https://example.com/events"),
        ("RecordingStatusCallbackMethod", "GET"),
        ("RecordingStatusCallbackEvent", "completed"),
        ("RecordingStatusCallbackEvent", "absent"),
        ("RecordingChannels", "mono"),
        ("Trim", "trim-silence"),
    ]


async def test_a_success_has_the_seventeen_variables_of_the_widget(world_of: WorldOf) -> None:
    session = new_session()
    async with serving(always(json_answer(RECORDING))) as server:
        await perform(STARTS, session, world_of(server))

    assert len(session.widgets["on"]) == 17
    assert session.widgets["on"]["Sid"] == "RE1"
    assert session.widgets["on"]["StartTime"] == "Fri, 27 Nov 2026 10:00:00 +0000"
    assert session.widgets["on"]["EncryptionDetails"] is None
    assert "Track" not in session.widgets["on"]
    assert session.recording == "RE1"


async def test_a_failure_has_no_variables_and_leaves_none(world_of: WorldOf) -> None:
    session = new_session()
    session.widgets["on"] = {"Sid": "RE0"}
    session.recording = "RE0"
    async with serving(always(json_answer({"code": 20003, "message": "no"}, status=401))) as server:
        outcome = await perform(STARTS, session, world_of(server))

    assert outcome == Outcome("failed")
    assert session.widgets["on"] == {}
    assert session.recording == "RE0"
    assert len(server.received) == 1


async def test_a_call_that_is_not_ready_is_asked_again(world_of: WorldOf) -> None:
    async with serving(in_turn(NOT_YET, NOT_YET, json_answer(RECORDING))) as server:
        outcome = await perform(STARTS, new_session(), world_of(server))

    assert outcome.event == "success"
    assert len(server.received) == 3


async def test_a_call_that_never_gets_ready_fails_after_four_tries(world_of: WorldOf) -> None:
    async with serving(always(NOT_YET)) as server:
        outcome = await perform(STARTS, new_session(), world_of(server))

    assert outcome == Outcome("failed")
    assert len(server.received) == 4


async def test_a_run_without_a_call_fails_without_a_request(world_of: WorldOf) -> None:
    session = new_session("none", call_sid=None)
    async with serving(always(json_answer(RECORDING))) as server:
        world = world_of(server)
        for step in (STARTS, STOPS):
            assert await perform(step, session, world) == Outcome("failed")
            assert await step.recover(step.intend(run_of(session)), world) == Outcome("failed")

    assert server.received == []


@pytest.mark.parametrize(("known", "sid"), [("RE7", "RE7"), (None, "Twilio.CURRENT")])
async def test_a_stop_names_the_recording_that_a_step_started(world_of: WorldOf, known: str | None, sid: str) -> None:
    session = new_session()
    session.recording = known
    async with serving(always(json_answer(started(sid="RE7", status="stopped")))) as server:
        outcome = await perform(STOPS, session, world_of(server))

    assert outcome.event == "success"
    assert outcome.outputs["Status"] == "stopped"
    assert server.received[0].path == f"/2010-04-01/Accounts/AC1/Calls/CA1/Recordings/{sid}.json"
    assert server.received[0].form == [("Status", "stopped")]
    assert session.recording is None


async def test_a_stop_of_nothing_fails(world_of: WorldOf) -> None:
    async with serving(always(json_answer({"code": 20404, "message": "not found"}, status=404))) as server:
        assert await perform(STOPS, new_session(), world_of(server)) == Outcome("failed")


async def test_a_start_that_was_not_answered_is_looked_up_and_adopted(world_of: WorldOf) -> None:
    async def behave(received: Received) -> bytes | None:
        return None if received.method == "POST" else listed(RECORDING)

    session = new_session()
    async with serving(behave) as server:
        outcome = await perform(STARTS, session, world_of(server))

    assert outcome.event == "success"
    assert session.recording == "RE1"
    assert [received.method for received in server.received] == ["POST", "GET"]


@pytest.mark.parametrize(
    ("found", "sid"),
    [
        (listed(), None),
        (listed(started(source="DialVerb")), None),
        (listed(started(sid="RE0")), None),
        (listed(started(sid="RE3"), started(sid="RE2"), started(sid="RE0")), "RE3"),
        (listed(started(sid="RE0"), started(sid="RE4", status="completed")), "RE4"),
        (json_answer({"code": 20404, "message": "no"}, status=404), None),
        (b"rubbish\r\n\r\n", None),
        (None, None),
    ],
)
async def test_only_a_started_recording_that_no_step_knows_is_adopted(
    world_of: WorldOf, found: bytes | None, sid: str | None
) -> None:
    session = new_session()
    session.widgets["earlier"] = {"Sid": "RE0"}
    async with serving(always(found)) as server:
        outcome = await STARTS.recover(STARTS.intend(run_of(session)), world_of(server))

    assert outcome.event == ("failed" if sid is None else "success")
    assert outcome.outputs.get("Sid") == sid
    assert [received.method for received in server.received] == ["GET"]


@pytest.mark.parametrize(
    ("known", "recordings", "event"),
    [
        ("RE1", [started(status="stopped")], "success"),
        ("RE1", [started(status="in-progress")], "failed"),
        ("RE1", [started(sid="RE2", status="stopped")], "failed"),
        ("RE1", [], "failed"),
        (None, [started(sid="RE2", status="completed"), started(status="in-progress")], "success"),
        (None, [started(sid="RE2", status="paused")], "failed"),
    ],
)
async def test_a_stop_of_which_nobody_knows_is_looked_up(
    world_of: WorldOf, known: str | None, recordings: list[JsonObject], event: str
) -> None:
    session = new_session()
    session.recording = known
    async with serving(always(listed(*recordings))) as server:
        outcome = await STOPS.recover(STOPS.intend(run_of(session)), world_of(server))

    assert outcome.event == event
    assert [received.method for received in server.received] == ["GET"]


async def test_twilio_that_never_answers_fails_within_the_limit(
    world_of: WorldOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.steps.record_call._LOOK", 0.2)
    monkeypatch.setattr(RecordCall, "limit", 0.6)
    async with serving(never) as server:
        assert await perform(STARTS, new_session(), world_of(server)) == Outcome("failed")

    assert [received.method for received in server.received] == ["POST", "GET"]
