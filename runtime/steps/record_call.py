"""Call Recording: on or off, by Twilio's REST API, since only that answers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

import attrs
import structlog

from runtime.liquid import Template, optional_template, template
from runtime.run import Run
from runtime.step import Acts, Outcome
from runtime.twilio_rest import TwilioError, TwilioRefusedError, TwilioUnansweredError
from runtime.values import Json, JsonObject
from runtime.world import World

# The seventeen outputs, by their names in the resource: https://www.twilio.com/docs/voice/api/recording
_OUTPUTS: Mapping[str, str] = MappingProxyType(
    {
        "AccountSid": "account_sid",
        "ApiVersion": "api_version",
        "CallSid": "call_sid",
        "Channels": "channels",
        "ConferenceSid": "conference_sid",
        "DateCreated": "date_created",
        "DateUpdated": "date_updated",
        "Duration": "duration",
        "EncryptionDetails": "encryption_details",
        "ErrorCode": "error_code",
        "Price": "price",
        "PriceUnit": "price_unit",
        "Sid": "sid",
        "Source": "source",
        "StartTime": "start_time",
        "Status": "status",
        "Uri": "uri",
    }
)
# A call that was just answered is not yet one that can be recorded, for some hundred milliseconds:
# https://www.twilio.com/docs/api/errors/21220. A recording in the midst of a change says 16114.
_NOT_YET = (21220, 16114)
_WAITS = (0.3, 0.6, 0.9)
# What the recording that a request like ours started calls its origin.
_SOURCE = "StartCallRecordingAPI"
_CURRENT = "Twilio.CURRENT"
_RUNNING = ("in-progress", "paused")

# What is kept of the limit for a look at what became of a request that was not answered.
_LOOK = 2.5
# The application keeps every event of a recording that is its own.
_EVENTS: Mapping[str, Json] = MappingProxyType(
    {
        "RecordingStatusCallbackMethod": "POST",
        "RecordingStatusCallbackEvent": ["in-progress", "completed", "absent"],
    }
)

_log = structlog.get_logger(__name__)


@attrs.frozen(kw_only=True)
class RecordCall(Acts):
    """Starts a recording of the call, or stops the one that a step of the run started.

    Without a callback of the user's, the application itself is told of the recording.
    """

    limit: ClassVar[float] = 8.0

    record_call: bool = False
    recording_status_callback: Template | None = attrs.field(default=None, converter=optional_template)
    recording_status_callback_method: Template = attrs.field(default=Template("POST"), converter=template)
    recording_status_callback_events: Template = attrs.field(default=Template("completed"), converter=template)
    recording_channels: Template = attrs.field(default=Template("dual"), converter=template)
    trim: Template = attrs.field(default=Template("do-not-trim"), converter=template)

    def intend(self, run: Run) -> JsonObject:
        """The call, with the parameters of a start, or the recording that is to stop."""
        call_sid = run.session.call_sid
        if not self.record_call:
            return {"call": call_sid, "stop": run.session.recording or _CURRENT}
        # The defaults of the resource are not the widget's: always explicit.
        form: JsonObject = {
            "RecordingChannels": run.render(self.recording_channels).strip(),
            "Trim": run.render(self.trim).strip(),
        }
        callback = "" if self.recording_status_callback is None else run.render(self.recording_status_callback).strip()
        if callback:
            events: list[Json] = [*run.render(self.recording_status_callback_events).split()]
            form["RecordingStatusCallback"] = callback
            form["RecordingStatusCallbackMethod"] = run.render(self.recording_status_callback_method).strip()
            form["RecordingStatusCallbackEvent"] = events
        return {"call": call_sid, "start": form, "known": _known(run)}

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """`success` with the recording, else `failed`. A call that is not ready is asked again, within the limit."""
        deadline = asyncio.get_running_loop().time() + self.limit - _LOOK
        for wait in (*_WAITS, None):
            try:
                return _success(await self._ask(request, world, deadline - asyncio.get_running_loop().time()))
            except TwilioRefusedError as error:
                if error.code not in _NOT_YET or wait is None:
                    return self._failed(error)
                await asyncio.sleep(wait)
            except TwilioUnansweredError:
                return await self.recover(request, world)
            except TwilioError as error:
                return self._failed(error)
        raise AssertionError("the last try returns")

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """`success` with the recording that nobody knew of, or with the one that has stopped; else `failed`."""
        call_sid = request["call"]
        if not isinstance(call_sid, str):
            return Outcome("failed")
        try:
            recordings = await world.twilio.list_recordings(call_sid, _LOOK)
        except TwilioError as error:
            return self._failed(error)
        if "start" in request:
            return _adopted(recordings, request["known"])
        return _stopped(recordings, request["stop"])

    def took(self, run: Run, outcome: Outcome) -> None:
        """The seventeen outputs; `failed` has none. The session keeps the recording that it can stop."""
        run.replace(self.name, outcome.outputs)
        if outcome.event == "success":
            sid = outcome.outputs.get("Sid")
            run.session.recording = str(sid) if self.record_call and sid else None
            if sid and str(sid) not in run.session.recordings:
                run.session.recordings.append(str(sid))

    async def _ask(self, request: JsonObject, world: World, within: float) -> JsonObject:
        call_sid = request["call"]
        if not isinstance(call_sid, str):
            raise TwilioRefusedError(0, 0, "there is no call")
        if "stop" in request:
            form: JsonObject = {"Status": "stopped"}
            return await world.twilio.update_recording(call_sid, str(request["stop"]), form, within)
        start = request["start"]
        assert isinstance(start, dict)
        return await world.twilio.start_recording(
            call_sid, {"RecordingStatusCallback": world.recording, **_EVENTS, **start}, within
        )

    def _failed(self, error: TwilioError) -> Outcome:
        _log.warning("recording failed", step=self.name, error=str(error))
        return Outcome("failed")


def _known(run: Run) -> list[Json]:
    """The recordings that steps of the run have heard of."""
    told = (outputs.get("Sid") for outputs in run.session.widgets.values())
    sids = [run.session.recording, *run.session.recordings, *told]
    return [sid for sid in sids if isinstance(sid, str)]


def _success(recording: JsonObject) -> Outcome:
    return Outcome("success", {name: recording.get(theirs) for name, theirs in _OUTPUTS.items()})


def _adopted(recordings: list[JsonObject], known: Json) -> Outcome:
    """The newest recording that a request started and no step knows; Twilio lists the newest first."""
    assert isinstance(known, list)
    for one in recordings:
        if one.get("source") == _SOURCE and one.get("sid") not in known:
            return _success(one)
    return Outcome("failed")


def _stopped(recordings: list[JsonObject], sid: Json) -> Outcome:
    """The recording that was to stop, if it has: the newest of all where none was named."""
    for one in recordings:
        if sid in (one.get("sid"), _CURRENT):
            return Outcome("failed") if one.get("status") in _RUNNING else _success(one)
    return Outcome("failed")
