"""Recordings of a call. Source: https://www.twilio.com/docs/voice/api/recording."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tests.twilio.addresses import is_web
from tests.twilio.moments import rfc2822
from tests.twilio.recordings import RUNNING, Callback, Recording, Style
from tests.twilio.rest.exchange import Reply, RestError, RestRequest, Route, not_found, page
from tests.twilio.switchboard import Switchboard
from tests.twilio.voice.call import Call

SOURCE = "StartCallRecordingAPI"
_CHANNELS = {"mono": 1, "dual": 2}
_TRIM = ("trim-silence", "do-not-trim")
_TRACK = ("inbound", "outbound", "both")
_EVENTS = frozenset({"in-progress", "completed", "absent"})


async def start(board: Switchboard, request: RestRequest) -> Reply:
    """A new recording, or the one that runs already: a second start has no effect, though it succeeds (field fact)."""
    call = _call(board, request)
    style = Style(
        SOURCE,
        _CHANNELS[_one_of(request, "RecordingChannels", _CHANNELS, "mono")],
        _one_of(request, "Trim", _TRIM, "do-not-trim"),
        _one_of(request, "RecordingTrack", _TRACK, "both"),
    )
    callback = _callback(request)
    _refuse_unless_in_progress(call)
    running = board.recordings.running(call.sid, SOURCE)
    if running and board.options.refuse_second_recording:
        raise RestError(400, 16108, "Request failed because of concurrent recordings")
    if running:
        return Reply(201, resource(board, running[0]))
    recording = board.recordings.start(call, style, callback)
    reply = Reply(201, resource(board, recording))
    board.recordings.announce(recording)
    return reply


def _refuse_unless_in_progress(call: Call) -> None:
    """21220 for a call that rings, that is over, that was answered just now, or that a relay has."""
    early = call.status == "in-progress" and call.refusals > 0
    call.refusals -= early
    if call.status != "in-progress" or early or call.connected == "ConversationRelay":
        raise RestError(400, 21220, "Requested resource is not eligible for recording")


def _one_of(request: RestRequest, name: str, values: Collection[str], default: str) -> str:
    given = request.get(name, default)
    if given not in values:
        raise RestError(400, 20001, f"Invalid {name}: {given}")
    return given


def _callback(request: RestRequest) -> Callback | None:
    url, method = request.get("RecordingStatusCallback"), request.get("RecordingStatusCallbackMethod", "POST")
    events = request.all("RecordingStatusCallbackEvent") or ("completed",)
    if not set(events) <= _EVENTS:
        raise RestError(400, 20001, f"Invalid RecordingStatusCallbackEvent: {' '.join(events)}")
    if url and not is_web(url):
        raise RestError(400, 20001, f"Invalid RecordingStatusCallback: {url}")
    return Callback(url, method, events) if url else None


async def update(board: Switchboard, request: RestRequest) -> Reply:
    """A recording that is stopped, paused or goes on, by its SID or as `Twilio.CURRENT`."""
    recording = _recording(board, request)
    status = request.get("Status")
    if recording.status not in RUNNING:
        raise not_found(request.path)
    if status == "stopped":
        board.recordings.stop(recording)
    elif status == "paused":
        board.recordings.pause(recording, request.get("PauseBehavior", "silence"))
    elif status == "in-progress":
        board.recordings.resume(recording)
    else:
        raise RestError(400, 20001, f"Invalid Status: {status}")
    return Reply(200, resource(board, recording))


async def fetch(board: Switchboard, request: RestRequest) -> Reply:
    """A recording as it is now."""
    return Reply(200, resource(board, _recording(board, request)))


async def delete(board: Switchboard, request: RestRequest) -> Reply:
    """Nothing; the recording is gone."""
    del board.recordings.all[_recording(board, request).sid]
    return Reply(204)


async def of_call(board: Switchboard, request: RestRequest) -> Reply:
    """All recordings of a call, newest first, as Twilio lists them."""
    found = reversed(board.recordings.of(_call(board, request).sid))
    return page("recordings", [resource(board, one) for one in found], request.path)


def _call(board: Switchboard, request: RestRequest) -> Call:
    call = board.calls.get(request.parts["CallSid"])
    if call is None:
        raise not_found(request.path)
    return call


def _recording(board: Switchboard, request: RestRequest) -> Recording:
    sid = request.parts["Sid"]
    if sid == "Twilio.CURRENT":
        running = board.recordings.running(_call(board, request).sid)
        if len(running) != 1:
            raise not_found(request.path)
        return running[0]
    recording = board.recordings.all.get(sid)
    if recording is None or request.parts.get("CallSid", recording.call.sid) != recording.call.sid:
        raise not_found(request.path)
    return recording


def resource(board: Switchboard, recording: Recording) -> Mapping[str, Any]:
    """A recording as its JSON has it: seconds are a string, and null while it runs."""
    path = f"/2010-04-01/Accounts/{board.account_sid}/Calls/{recording.call.sid}/Recordings/{recording.sid}.json"
    return {
        "account_sid": board.account_sid,
        "api_version": "2010-04-01",
        "call_sid": recording.call.parent_sid or recording.call.sid,
        "conference_sid": None,
        "channels": recording.style.channels,
        "date_created": rfc2822(recording.began),
        "date_updated": rfc2822(recording.updated),
        "start_time": rfc2822(recording.began),
        "price": None,
        "price_unit": "USD",
        "duration": str(recording.seconds) if recording.status == "completed" else None,
        "sid": recording.sid,
        "source": recording.style.source,
        "status": recording.status,
        "error_code": recording.error_code,
        "encryption_details": None,
        "track": recording.style.track,
        "uri": path,
    }


_OF_CALL = "/Calls/{CallSid}/Recordings"
ROUTES = (
    Route("POST", f"{_OF_CALL}.json", start),
    Route("GET", f"{_OF_CALL}.json", of_call),
    Route("POST", f"{_OF_CALL}/{{Sid}}.json", update),
    Route("GET", f"{_OF_CALL}/{{Sid}}.json", fetch),
    Route("DELETE", f"{_OF_CALL}/{{Sid}}.json", delete),
    Route("GET", "/Recordings/{Sid}.json", fetch),
    Route("DELETE", "/Recordings/{Sid}.json", delete),
)
