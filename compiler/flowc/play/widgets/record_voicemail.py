"""`record-voicemail`: records the contact."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Asks, HangUp, Outcome, Question, Recorded
from flowc.play.shared import posted
from flowc.play.start import Call
from flowc.play.turn import ACCOUNT, Result, Turn

_TIMEOUT = 5
_LONGEST = 3600
_HUNG_UP = "hangup"
_NO_AUDIO = "noAudio"


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """A recording leaves by `recordingComplete`, or by `hangup` where hanging up ended it.

    Silence is a recording as well; only old accounts leave by `noAudio`, which whoever answers has to say.
    Source: https://www.twilio.com/docs/studio/widget-library/record-voicemail
    """
    turn.need_call()
    turn.did("voicemail", turn.fields("trim", "play_beep", "recording_status_callback_url", "finish_on_key"))
    answer = yield from turn.ask(Question(Asks.RECORDING, turn.step.name, (_NO_AUDIO,), on_call=True))
    if isinstance(answer, HangUp):
        return Result(_HUNG_UP, {"Digits": _HUNG_UP}, passed_on=posted.of_call(turn))
    silence = turn.seconds("timeout", _TIMEOUT)
    if isinstance(answer, Outcome):
        turn.run.clock.advance(silence)
        return Result(_NO_AUDIO, answer.values, passed_on=posted.of_call(turn))
    spoken = answer if isinstance(answer, Recorded) else Recorded(int(silence))
    return _recording(turn, spoken)


def _recording(turn: Turn, spoken: Recorded) -> Result:
    seconds = min(spoken.seconds, int(turn.seconds("max_length", _LONGEST)))
    turn.run.clock.advance(seconds)
    if spoken.key == _HUNG_UP:
        turn.run.call = Call.GONE
    sid = turn.sid("RE")
    url = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/{sid}"
    values = {"RecordingSid": sid, "RecordingUrl": url, "RecordingDuration": str(seconds), "Digits": spoken.key}
    event = _HUNG_UP if spoken.key == _HUNG_UP else "recordingComplete"
    return Result(event, values, passed_on=posted.of_call(turn))
