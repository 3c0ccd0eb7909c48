"""`record-call`: switches the recording of the call on or off."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared import posted
from flowc.play.start import Call
from flowc.play.turn import ACCOUNT, Result, Turn

_OPTIONS = (
    *("recording_status_callback", "recording_status_callback_method", "recording_status_callback_events"),
    *("recording_channels", "trim"),
)


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `success`, or by `failed` where the outside says so, or where Twilio would refuse it.

    It refuses a call that still rings (error 21220), one that the flow placed itself, and to stop what does not run.
    """
    turn.need_call()
    starts = turn.value("record_call") is True
    turn.did("recording", {"switch": "on" if starts else "off", **turn.fields(*_OPTIONS)})
    if turn.run.call is not Call.INCOMING or not turn.run.answered or (not starts and turn.run.recording is None):
        return Result("failed")
    outcome = yield from turn.outside(("success", "failed"), [Outcome("success"), Outcome("failed")])
    if outcome.event == "failed":
        return Result("failed")
    values = {**_recording(turn, starts=starts), **outcome.values}
    turn.record(values["Sid"] if starts else None)
    return Result("success", values)


def _recording(turn: Turn, *, starts: bool) -> dict[str, Any]:
    """The variables of a recording, as Twilio's REST resource has them."""
    sid = turn.sid("RE") if starts else turn.run.recording
    channels = "1" if turn.text("recording_channels", "dual") == "mono" else "2"
    now = turn.run.clock.now.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return {
        **{"Sid": sid, "AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "CallSid": posted.of_call(turn)["CallSid"]},
        **{"ConferenceSid": None, "Status": "in-progress" if starts else "stopped", "StartTime": now},
        **{"Duration": "-1" if starts else "0", "DateCreated": now, "DateUpdated": now},
        **{
            "Channels": channels,
            "Source": "StartCallRecordingAPI",
        },
        **{"ErrorCode": None, "Price": None, "PriceUnit": "USD", "EncryptionDetails": None},
        "Uri": f"/2010-04-01/Accounts/{ACCOUNT}/Recordings/{sid}.json",
    }
