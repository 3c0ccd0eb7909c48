"""Recordings of calls: how they begin, rest, end, and what is told about them."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Mapping

import attrs
from tests.twilio.clock import Clock
from tests.twilio.moments import rfc2822
from tests.twilio.sids import Sids
from tests.twilio.voice.call import Call
from tests.twilio.web.webhook import Webhook

RUNNING = frozenset({"in-progress", "paused"})
TOO_SHORT = 16101
# Some time later than the answer to the request that began it, and than the document that came of that.
_LAG = 0.5


@attrs.frozen
class Callback:
    """Who is told of a recording, and of which of its events."""

    url: str
    method: str = "POST"
    events: tuple[str, ...] = ("completed",)


@attrs.frozen
class Style:
    """How is recorded; each way to record has defaults of its own (`Source`, channels, trim)."""

    source: str
    channels: int = 1
    trim: str = "do-not-trim"
    track: str = "both"


@attrs.define(eq=False)
class Recording:
    """A recording of a call; its times are virtual."""

    sid: str
    call: Call
    style: Style
    callback: Callback | None
    began: float
    name: str = ""
    status: str = "in-progress"
    updated: float = 0.0
    ended: float | None = None
    silent_since: float | None = None
    left_out: float = 0.0
    error_code: int | None = None

    @property
    def seconds(self) -> int:
        """How long it is, without what was left out by pausing with `skip`."""
        end = self.updated if self.ended is None else self.ended
        return math.ceil(max(end - self.began - self.left_out, 0.0))


@attrs.define
class Outcome:
    """What becomes of the next recording that ends: its status, after so many seconds, and how often it is told."""

    status: str = "completed"
    error_code: int | None = None
    after: float = 2.0
    times: int = 1


Tell = Callable[[Call, Webhook], Awaitable[None]]


@attrs.define
class Recordings:
    """All recordings of an account. `outcomes` is a script: each recording that ends takes the first of it.

    While `at_once` is set, what is told of a recording is told in the moment in which it happens.
    """

    account_sid: str
    clock: Clock
    sids: Sids
    tell: Tell
    base: str = ""
    at_once: bool = False
    outcomes: list[Outcome] = attrs.field(factory=list)
    all: dict[str, Recording] = attrs.field(factory=dict)

    def of(self, call_sid: str) -> list[Recording]:
        """The recordings of a call, oldest first."""
        return [one for one in self.all.values() if one.call.sid == call_sid]

    def running(self, call_sid: str, source: str | None = None) -> list[Recording]:
        """Those of a call that have not ended, of one source or of all."""
        found = [one for one in self.of(call_sid) if one.status in RUNNING]
        return [one for one in found if source is None or one.style.source == source]

    def start(self, call: Call, style: Style, callback: Callback | None, name: str = "") -> Recording:
        """A recording that runs from now; nothing is told of it yet."""
        now = self.clock.now
        recording = Recording(self.sids.new("RE"), call, style, callback, now, name, updated=now)
        self.all[recording.sid] = recording
        call.note("twilio", "records", f"{recording.sid} ({style.source})")
        return recording

    def announce(self, recording: Recording) -> None:
        """Has `in-progress` told in the background."""
        lag = 0.0 if self.at_once else _LAG
        self.clock.later(lag, lambda: self.report(recording, "in-progress"))

    def pause(self, recording: Recording, behavior: str) -> None:
        """Pauses it; with `skip` the pause is left out of the recording."""
        recording.status, recording.updated = "paused", self.clock.now
        recording.silent_since = self.clock.now if behavior == "skip" else None

    def resume(self, recording: Recording) -> None:
        """Goes on after a pause."""
        if recording.silent_since is not None:
            recording.left_out += self.clock.now - recording.silent_since
            recording.silent_since = None
        recording.status, recording.updated = "in-progress", self.clock.now

    def stop(self, recording: Recording) -> None:
        """Ends it; what becomes of it is told later."""
        if recording.status == "paused":
            self.resume(recording)
        recording.status = "stopped"
        recording.ended = recording.updated = self.clock.now
        recording.call.note("twilio", "stops", f"{recording.sid} after {recording.seconds}s")
        self.clock.spawn(self._finish(recording, at_once=self.at_once))

    def stop_all(self, call: Call) -> None:
        """Ends those that run, since the call is over."""
        for recording in self.running(call.sid):
            self.stop(recording)

    async def _finish(self, recording: Recording, *, at_once: bool) -> None:
        short = recording.seconds == 0
        chance = Outcome("absent", TOO_SHORT) if short else Outcome()
        outcome = self.outcomes.pop(0) if self.outcomes else chance
        recording.status = "processing"
        await self.clock.sleep(0.0 if at_once else outcome.after)
        recording.status, recording.error_code = outcome.status, outcome.error_code
        recording.updated = self.clock.now
        for _ in range(outcome.times):
            await self.report(recording, outcome.status)

    async def report(self, recording: Recording, event: str) -> None:
        """Sends the status callback, where it is wanted for this event."""
        callback = recording.callback
        if callback is not None and event in callback.events:
            parameters = self.parameters(recording, event)
            await self.tell(recording.call, Webhook("recording", callback.url, parameters, callback.method))

    def url(self, recording: Recording) -> str:
        """Where the sound is."""
        return f"{self.base}/2010-04-01/Accounts/{self.account_sid}/Recordings/{recording.sid}"

    def parameters(self, recording: Recording, event: str) -> Mapping[str, str]:
        """What a status callback says; the call is always the parent leg.

        Source: https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback
        """
        style = recording.style
        completed = {"RecordingDuration": str(recording.seconds)} if event == "completed" else {}
        absent = {"ErrorCode": str(recording.error_code or "")} if event in {"absent", "failed"} else {}
        return {
            "AccountSid": self.account_sid,
            "CallSid": recording.call.parent_sid or recording.call.sid,
            "RecordingSid": recording.sid,
            "RecordingUrl": self.url(recording),
            "RecordingStatus": event,
            "RecordingChannels": str(style.channels),
            "RecordingStartTime": rfc2822(recording.began),
            "RecordingSource": style.source,
            "RecordingTrack": style.track,
            **completed,
            **absent,
        }
