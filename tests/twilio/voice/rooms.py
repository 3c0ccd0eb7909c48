"""Conferences, and queues that somebody is fetched from: there is no second leg of the call's own.

Source: https://www.twilio.com/docs/voice/twiml/conference
"""

from __future__ import annotations

import math

from tests.twilio.caller.actions import Answers, HangUp
from tests.twilio.recordings import Recording, Style
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import Request, TimeIsUpError
from tests.twilio.voice.dialling import Plan, Result, lost
from tests.twilio.voice.session import Session
from tests.twilio.web.webhook import Webhook

_WAITING = frozenset({"Play", "Say", "Pause", "Redirect"})


async def join(session: Session, dial: Element, noun: Element, plan: Plan) -> Result:
    """What comes of entering a conference, or of asking for the first who waits in a queue."""
    call = session.call
    if not isinstance(plan, Answers):
        status, seconds = lost(plan, float(dial.number("timeout", 30)))
        await call.wait(seconds)
        if isinstance(plan, HangUp):
            call.note("caller", "hangs up")
        return Result(status, hung_up=isinstance(plan, HangUp))
    if call.inbound and call.status == "ringing":
        await session.board.answer(call)
    call.note("twilio", "joins", f"{noun.name.lower()} {noun.content}")
    seconds = min(plan.seconds, float(dial.number("timeLimit", 14400)))
    if noun.name == "Conference":
        return await _confer(session, noun, plan, seconds)
    await call.wait(seconds)
    return Result("completed", seconds=round(seconds))


async def _confer(session: Session, noun: Element, plan: Answers, seconds: float) -> Result:
    """Alone with the music for a while, then with the others."""
    call, board = session.call, session.board
    sid = board.sids.new("CF")
    await _tell(session, noun, sid, "join")
    await wait_with_music(session, noun, plan.alone, Request(noun.get("waitUrl"), noun.get("waitMethod", "POST")))
    await _tell(session, noun, sid, "start")
    recording = _recording(session, noun)
    hangs_up = call.reader.interrupts("<Conference>")
    try:
        await call.wait(min(seconds, hangs_up.after) if isinstance(hangs_up, HangUp) else seconds)
    finally:
        if recording is not None:
            board.recordings.stop(recording)
    if isinstance(hangs_up, HangUp):
        call.note("caller", "hangs up")
    for event in ("leave", "end"):
        await _tell(session, noun, sid, event)
    return Result("answered", recording=recording, hung_up=isinstance(hangs_up, HangUp))


async def wait_with_music(session: Session, noun: Element, seconds: float, music: Request) -> None:
    """Plays the documents of `waitUrl` again and again, as long as one is alone."""
    call, clock = session.call, session.board.clock
    if not music.url or not seconds:
        await call.wait(seconds)
        return
    call.until = clock.now + seconds
    waiting = session.nested(_WAITING, "wait")
    try:
        while True:
            before = clock.now
            await waiting.run(Request(session.resolve(music.url), music.method, {"FriendlyName": noun.content}))
            if clock.now == before:
                await call.wait(1.0)  # a document without sound would be asked for without end
    except TimeIsUpError:
        return
    finally:
        call.until = math.inf


def _recording(session: Session, noun: Element) -> Recording | None:
    if noun.get("record") != "record-from-start":
        return None
    style = Style("Conference", 1, noun.get("trim", "trim-silence"))
    return session.board.recordings.start(session.call, style, session.recording_callback(noun))


async def _tell(session: Session, noun: Element, sid: str, event: str) -> None:
    """Sends an event of the conference, where it is wanted; none is by default."""
    url = noun.get("statusCallback")
    if not url or event not in noun.get("statusCallbackEvent").split():
        return
    name = f"conference-{event}" if event in {"start", "end"} else f"participant-{event}"
    parameters = {
        "AccountSid": session.board.account_sid,
        "ConferenceSid": sid,
        "FriendlyName": noun.content,
        "StatusCallbackEvent": name,
        **({"CallSid": session.call.sid} if name.startswith("participant") else {}),
    }
    method = noun.get("statusCallbackMethod", "POST")
    await session.board.tell_about(session.call, Webhook("conference", session.resolve(url), parameters, method))
