"""`<Start>` and `<Stop>`: services that run beside the call, whatever document comes next.

Source: https://www.twilio.com/docs/voice/twiml/stream, /siprec, /transcription, /recording
"""

from __future__ import annotations

from tests.twilio.problems import Problem
from tests.twilio.recordings import Style
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import Request
from tests.twilio.voice.session import Session

_PREFIX = {"Stream": "MZ", "Siprec": "SR", "Transcription": "GT"}


async def start(session: Session, element: Element) -> Request | None:
    """Starts the services, and goes on at once."""
    for child in element.children:
        if child.name == "Recording":
            _record(session, child)
        elif child.name in _PREFIX:
            await _serve(session, child)
    return None


async def stop(session: Session, element: Element) -> Request | None:
    """Stops services by name; one that does not run is nothing to stop."""
    for child in element.children:
        key = (child.name, child.get("name"))
        if child.name == "Recording":
            for recording in session.board.recordings.running(session.call.sid):
                if recording.name == child.get("name") != "":
                    session.board.recordings.stop(recording)
        elif key in session.call.services:
            await session.board.stop_service(session.call, *key)
    return None


def _record(session: Session, element: Element) -> None:
    """The defaults differ from those of REST: two channels, silence trimmed."""
    channels = 1 if element.get("channels", "dual") == "mono" else 2
    style = Style(
        "StartCallRecordingTwiML", channels, element.get("trim", "trim-silence"), element.get("track", "both")
    )
    callback = session.recording_callback(element)
    recording = session.board.recordings.start(session.call, style, callback, element.get("name"))
    session.board.recordings.announce(recording)


async def _serve(session: Session, element: Element) -> None:
    sid = session.board.sids.new(_PREFIX[element.name])
    name = element.get("name") or sid
    key = (element.name, name)
    if key in session.call.services:
        session.call.problem(Problem(12200, f"a `<{element.name}>` of the name `{name}` runs already", session.url))
        return
    callback = "statusCallbackUrl" if element.name == "Transcription" else "statusCallback"
    service = {**element.attributes, "sid": sid, "name": name}
    if service.get(callback):
        service[callback] = session.resolve(service[callback])
    session.call.services[key] = service
    session.call.note("twilio", "starts", f"{element.name} {name}")
    await session.board.report_service(session.call, element.name, service, "started")
