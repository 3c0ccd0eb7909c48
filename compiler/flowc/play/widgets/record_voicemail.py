"""`record-voicemail`: records the contact."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Asks, HangUp, Question, Recorded
from flowc.play.shared import posted
from flowc.play.start import Call
from flowc.play.turn import ACCOUNT, Result, Turn

_TIMEOUT = 5
_LONGEST = 3600
_HUNG_UP = "hangup"


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """A recording leaves by `recordingComplete`, or by `hangup` where hanging up ended it; silence by `noAudio`."""
    turn.need_call()
    turn.did("voicemail", turn.fields("trim", "play_beep", "recording_status_callback_url", "finish_on_key"))
    answer = yield from turn.ask(Question(Asks.RECORDING, turn.step.name, on_call=True))
    if isinstance(answer, HangUp):
        return Result("hangup", {"Digits": _HUNG_UP}, passed_on=posted.of_call(turn))
    if not isinstance(answer, Recorded) or answer.seconds <= 0:
        turn.run.clock.advance(turn.seconds("timeout", _TIMEOUT))
        return Result("noAudio", passed_on=posted.of_call(turn))
    seconds = min(answer.seconds, int(turn.seconds("max_length", _LONGEST)))
    turn.run.clock.advance(seconds)
    if answer.key == _HUNG_UP:
        turn.run.call = Call.GONE
    sid = turn.sid("RE")
    url = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/{sid}"
    values = {"RecordingSid": sid, "RecordingUrl": url, "RecordingDuration": str(seconds), "Digits": answer.key}
    event = "hangup" if answer.key == _HUNG_UP else "recordingComplete"
    return Result(event, values, passed_on=posted.of_call(turn))
