"""`<Record>`: a message of the caller. Source: https://www.twilio.com/docs/voice/twiml/record."""

from __future__ import annotations

from tests.twilio.caller.actions import HangUp, Press, Silence, Speak
from tests.twilio.problems import Problem
from tests.twilio.recordings import Recording, Style
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import CallOverError, Request
from tests.twilio.voice.session import Session
from tests.twilio.web.webhook import Webhook

_Caller = Speak | Press | Silence | HangUp
_ALL_KEYS = "1234567890*#"


async def record(session: Session, element: Element) -> Request | None:
    """The request for the action; where the caller hung up, it is sent, and its answer is ignored."""
    board, call = session.board, session.call
    if session.redirected and not element.get("action"):
        call.problem(
            Problem(11100, "`<Record>` needs an `action` where a REST request led to the document", session.url)
        )
        raise CallOverError("application error")
    action: _Caller = await session.action_of_caller("Record", Speak, Press, Silence, HangUp)
    style = Style("RecordVerb", 1, element.get("trim", "trim-silence"), "inbound")
    recording = board.recordings.start(call, style, session.recording_callback(element))
    board.recordings.announce(recording)
    try:
        key = await _message(session, element, action)
    finally:
        board.recordings.stop(recording)
    await _transcribe(session, element, recording, action)
    request = session.action(
        element,
        {
            "RecordingUrl": board.recordings.url(recording),
            "RecordingSid": recording.sid,
            "RecordingDuration": str(recording.seconds),
            "Digits": key,
        },
        itself=True,
    )
    assert request is not None
    if key == "hangup":
        await session.tell_the_end(request)
        raise CallOverError("the caller hung up during <Record>")
    return request


async def _message(session: Session, element: Element, action: _Caller) -> str:
    """The key that ended the message, `hangup`, or nothing where silence or the longest time did."""
    call, pace = session.call, session.board.pace
    keys, longest = element.get("finishOnKey", _ALL_KEYS), float(element.number("maxLength", 3600))
    silence = float(element.number("timeout", 5)) or longest
    if isinstance(action, HangUp):
        call.note("caller", "hangs up")
        await call.wait(min(action.after, longest))
        return "hangup"
    if isinstance(action, Press):
        return await _finish(session, action.keys, keys, min(silence, longest))
    spoken = 0.0
    if isinstance(action, Speak):
        spoken = min(action.seconds or pace.speech(action.text), longest)
        call.note("caller", "says", f'"{action.text}"')
        await call.wait(spoken)
        if action.then == "hangup" and spoken < longest:
            call.note("caller", "hangs up")
            return "hangup"
        if action.then:
            return await _finish(session, action.then, keys, min(silence, longest - spoken))
    await call.wait(min(silence, longest - spoken))
    return ""


async def _finish(session: Session, pressed: str, keys: str, silence: float) -> str:
    """The first of the pressed keys that ends the message; nothing where none does."""
    session.call.note("caller", "presses", pressed)
    for key in pressed:
        await session.call.wait(min(session.board.pace.key, silence))
        if key in keys:
            return key
    await session.call.wait(silence)
    return ""


async def _transcribe(session: Session, element: Element, recording: Recording, action: _Caller) -> None:
    """Has the transcription told, in the background."""
    url = element.get("transcribeCallback")
    if not url:
        return
    text = action.text if isinstance(action, Speak) else ""
    sid = session.board.sids.new("TR")
    recordings = session.board.recordings

    async def tell() -> None:
        parameters = {
            **session.call.parameters(),
            "TranscriptionSid": sid,
            "TranscriptionText": text,
            "TranscriptionStatus": "completed" if text else "failed",
            "TranscriptionUrl": f"{recordings.url(recording)}/Transcriptions/{sid}",
            "RecordingSid": recording.sid,
            "RecordingUrl": recordings.url(recording),
        }
        await session.board.tell_about(session.call, Webhook("transcribed", session.resolve(url), parameters))

    session.board.clock.later(5.0, tell)
