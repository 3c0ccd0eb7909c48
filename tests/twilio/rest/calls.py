"""Calls. Source: https://www.twilio.com/docs/voice/api/call-resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.twilio.addresses import is_web
from tests.twilio.moments import rfc2822
from tests.twilio.recordings import Callback, Style
from tests.twilio.rest.exchange import Reply, RestError, RestRequest, Route, not_found
from tests.twilio.switchboard import Switchboard
from tests.twilio.voice.call import Call, CallOverError, Hooks, RedirectedError, Request
from tests.twilio.voice.lines import Detection, Start, outgoing

LONGEST_TWIML = 4000
_NOT_YET = frozenset({"queued", "initiated", "ringing"})
_AMD = ("Enable", "DetectMessageEnd")


async def create(board: Switchboard, request: RestRequest) -> Reply:
    """A call that is queued, and begins after the answer."""
    for needed, code in (("To", 21201), ("From", 21213)):
        if not request.get(needed):
            raise RestError(400, code, f"No '{needed}' number is specified")
    start = _start(request)
    hooks = Hooks(
        request.get("StatusCallback") or None,
        request.get("StatusCallbackMethod", "POST"),
        request.all("StatusCallbackEvent") or ("completed",),
        request.get("FallbackUrl") or None,
        request.get("FallbackMethod", "POST"),
    )
    call = board.new_call(request.get("From"), request.get("To"), "outbound-api", hooks)
    reply = Reply(201, resource(board, call))
    call.task = board.clock.spawn(outgoing(board, call, start))
    return reply


def _start(request: RestRequest) -> Start:
    first, twiml = _document(request)
    if first is None and twiml is None:
        raise RestError(400, 21205, "Url parameter is required")
    return Start(first, twiml, float(request.get("Timeout", "60")), _detection(request), _recording(request))


def _document(request: RestRequest) -> tuple[Request | None, str | None]:
    """The first or new document; `Url` wins over `Twiml` (32019), which has a limit (32018)."""
    url, twiml = request.get("Url"), request.get("Twiml")
    if url:
        if not is_web(url):
            raise RestError(400, 21205, f"Url is not a valid URL: {url}")
        return Request(url, request.get("Method", "POST")), None
    if len(twiml) > LONGEST_TWIML:
        raise RestError(400, 32018, f"Twiml has more than {LONGEST_TWIML} characters")
    return None, twiml or None


def _detection(request: RestRequest) -> Detection:
    """What is asked about machines; `SendDigits` switches it off."""
    mode = request.get("MachineDetection") or None
    if mode is not None and mode not in _AMD:
        raise RestError(400, 20001, f"Invalid MachineDetection: {mode}")
    if request.get("SendDigits"):
        mode = None
    return Detection(
        mode,
        request.get("AsyncAmdStatusCallback") or None,
        request.get("AsyncAmdStatusCallbackMethod", "POST"),
        request.get("AsyncAmd") == "true",
    )


def _recording(request: RestRequest) -> tuple[Style, Callback | None] | None:
    if request.get("Record") != "true":
        return None
    channels = 2 if request.get("RecordingChannels") == "dual" else 1
    track = request.get("RecordingTrack", "both")
    style = Style("OutboundAPI", channels, request.get("Trim", "trim-silence"), track)
    url = request.get("RecordingStatusCallback")
    events = request.all("RecordingStatusCallbackEvent") or ("completed",)
    return style, Callback(url, request.get("RecordingStatusCallbackMethod", "POST"), events) if url else None


async def update(board: Switchboard, request: RestRequest) -> Reply:
    """A call that is ended, or that gets a new document."""
    call = _call(board, request)
    status = request.get("Status")
    if call.over:
        raise RestError(400, 21220, "Call is not in-progress. Cannot redirect.")
    if status == "canceled" and call.status not in _NOT_YET:
        raise RestError(400, 21220, "Call is in-progress and can't be canceled")
    if status in {"completed", "canceled"}:
        call.interrupt(CallOverError("ended by REST"))
        if call.status == "queued":
            await board.end(call, "canceled", "ended by REST")
        return Reply(200, resource(board, call))
    if status:
        raise RestError(400, 20001, f"Invalid Status: {status}")
    new, twiml = _document(request)
    if new is None and twiml is None:
        raise RestError(400, 21205, "neither Status nor Url nor Twiml is given")
    if call.status != "in-progress":
        raise RestError(400, 21220, "Call is not in-progress. Cannot redirect.")
    call.interrupt(RedirectedError(new, twiml))
    return Reply(200, resource(board, call))


async def fetch(board: Switchboard, request: RestRequest) -> Reply:
    """A call as it is now."""
    return Reply(200, resource(board, _call(board, request)))


def _call(board: Switchboard, request: RestRequest) -> Call:
    call = board.calls.get(request.parts["Sid"])
    if call is None:
        raise not_found(request.path)
    return call


def resource(board: Switchboard, call: Call) -> Mapping[str, Any]:
    """A call as its JSON has it."""
    path = f"/2010-04-01/Accounts/{board.account_sid}/Calls/{call.sid}"
    parts = ("events", "notifications", "payments", "recordings", "siprec", "streams", "transcriptions")
    return {
        "sid": call.sid,
        "account_sid": board.account_sid,
        "api_version": "2010-04-01",
        "answered_by": call.answered_by,
        "caller_name": None,
        "date_created": rfc2822(call.created),
        "date_updated": rfc2822(board.clock.now),
        "direction": call.direction,
        "duration": str(call.duration) if call.over else None,
        "end_time": None if call.ended_at is None else rfc2822(call.ended_at),
        "forwarded_from": None,
        "from": call.from_,
        "from_formatted": call.from_,
        "group_sid": None,
        "parent_call_sid": call.parent_sid,
        "phone_number_sid": None,
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "start_time": None if call.answered_at is None else rfc2822(call.answered_at),
        "status": call.status,
        "subresource_uris": {part: f"{path}/{part.capitalize()}.json" for part in parts},
        "to": call.to,
        "to_formatted": call.to,
        "trunk_sid": None,
        "uri": f"{path}.json",
    }


ROUTES = (
    Route("POST", "/Calls.json", create),
    Route("GET", "/Calls/{Sid}.json", fetch),
    Route("POST", "/Calls/{Sid}.json", update),
)
