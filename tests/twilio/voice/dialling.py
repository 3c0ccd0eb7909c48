"""Ringing at people, and talking with the one who answers. Source: https://www.twilio.com/docs/voice/twiml/dial."""

from __future__ import annotations

import attrs
from tests.twilio.caller.actions import Answers, Busy, Fails, HangUp, NoAnswer
from tests.twilio.recordings import Recording, Style
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import Call, CallOverError, Hooks, RedirectedError, Request
from tests.twilio.voice.session import Session

# What a callee may be asked before the bridge (https://www.twilio.com/docs/voice/twiml/number#attributes-url).
_SCREENING = frozenset({"Say", "Play", "Gather", "Hangup"})
_PREFIX = {"Client": "client:", "Sim": "sim:"}

Plan = Answers | Busy | NoAnswer | Fails | HangUp


@attrs.define
class Leg:
    """One of those that are called."""

    noun: Element
    call: Call


@attrs.define
class Result:
    """How it went: the parameters of the action are made of it."""

    status: str
    leg: Call | None = None
    seconds: int | None = None
    recording: Recording | None = None
    hung_up: bool = False


async def call_people(session: Session, dial: Element, nouns: tuple[Element, ...], plan: Plan) -> Result:
    """Rings at all of them (or at one after another), and bridges with the first that answers."""
    legs = [Leg(noun, _leg(session, dial, noun)) for noun in nouns]
    winner = _winner(legs, plan)
    result = Result("no-answer", legs[0].call)
    try:
        for group in [[leg] for leg in legs] if dial.flag("sequential") else [legs]:
            answers = winner if winner in group else None
            result = await _ring(session, dial, group, answers, plan)
            if answers is not None or result.hung_up:
                break
    except (CallOverError, RedirectedError):
        for leg in legs:
            if leg.call.status == "ringing":
                await _end(session, leg.call, "canceled")
        raise
    return result


def lost(plan: Plan, timeout: float) -> tuple[str, float]:
    """The status of those who do not answer, and when the ringing ends for them."""
    if isinstance(plan, Busy):
        return "busy", min(plan.after, timeout)
    if isinstance(plan, Fails):
        return "failed", min(plan.after, timeout)
    if isinstance(plan, HangUp):
        return "canceled", min(plan.after, timeout)
    return "no-answer", timeout


def _winner(legs: list[Leg], plan: Plan) -> Leg | None:
    if not isinstance(plan, Answers):
        return None
    return next((leg for leg in legs if plan.who in {None, leg.noun.content, leg.call.to}), None)


def _leg(session: Session, dial: Element, noun: Element) -> Call:
    """The call to one of them; from the caller, unless `callerId` says otherwise."""
    name = noun.child("Identity") or noun.child("Uri") or noun
    url = noun.get("statusCallback")
    hooks = Hooks(
        session.resolve(url) if url else None,
        noun.get("statusCallbackMethod", "POST"),
        tuple(noun.get("statusCallbackEvent", "completed").split()),
    )
    to = _PREFIX.get(noun.name, "") + name.content
    from_ = dial.get("callerId") or session.call.from_
    return session.board.new_call(from_, to, "outbound-dial", hooks, (), session.call)


async def _ring(session: Session, dial: Element, legs: list[Leg], winner: Leg | None, plan: Plan) -> Result:
    """What comes of ringing at these at once."""
    call, timeout = session.call, float(dial.number("timeout", 30))
    for leg in legs:
        call.note("twilio", "dials", leg.call.to)
        leg.call.status = "initiated"
        await session.board.report(leg.call, "initiated")
        leg.call.status = "ringing"
        await session.board.report(leg.call, "ringing")
    if winner is not None and isinstance(plan, Answers) and plan.after < timeout:
        await call.wait(plan.after)
        for leg in legs:
            if leg is not winner:
                await _end(session, leg.call, "canceled")
        return await _answered(session, dial, winner, plan)
    status, seconds = lost(plan, timeout)
    await call.wait(seconds)
    if isinstance(plan, HangUp):
        call.note("caller", "hangs up")
    for leg in legs:
        await _end(session, leg.call, status)
    return Result(status, legs[0].call, hung_up=isinstance(plan, HangUp))


async def _end(session: Session, leg: Call, status: str) -> None:
    leg.status, leg.ended_at = status, session.board.clock.now
    await session.board.report(leg, "completed")


async def _answered(session: Session, dial: Element, leg: Leg, plan: Answers) -> Result:
    """The talk, where the callee takes the call after the screening document."""
    board, call = session.board, session.call
    leg.call.status, leg.call.answered_at = "in-progress", board.clock.now
    call.note("callee", "answers", leg.call.to)
    if leg.noun.get("machineDetection"):
        leg.call.answered_by = plan.answered_by
    await board.report(leg.call, "answered")
    if not await _screened(session, leg, plan):
        await _end(session, leg.call, "completed")
        return Result("no-answer", leg.call)
    if call.inbound and call.status == "ringing":
        await board.answer(call)
    recording = _recording(session, dial)
    try:
        result = await _talk(session, dial, leg, plan)
    finally:
        if recording is not None:
            board.recordings.stop(recording)
    result.recording = recording
    return result


async def _talk(session: Session, dial: Element, leg: Leg, plan: Answers) -> Result:
    """How long the two are bridged, and who ends it: the callee, the caller, or the star key."""
    call, clock = session.call, session.board.clock
    began = clock.now
    seconds = min(plan.seconds, float(dial.number("timeLimit", 14400)))
    hangs_up = call.reader.interrupts("<Dial>")
    call.note("twilio", "bridges", leg.call.to)
    try:
        await call.wait(min(seconds, hangs_up.after) if isinstance(hangs_up, HangUp) else seconds)
    finally:
        await _end(session, leg.call, "completed")
    who = "caller" if isinstance(hangs_up, HangUp) else "callee"
    if plan.star and dial.flag("hangupOnStar"):
        call.note("caller", "presses", "*")
    else:
        call.note(who, "hangs up")
    return Result("completed", leg.call, round(clock.now - began), hung_up=who == "caller")


async def _screened(session: Session, leg: Leg, plan: Answers) -> bool:
    """Whether the callee takes the call, after the document of `url` was played to it."""
    url = leg.noun.get("url")
    if not url:
        return True
    leg.call.reader.script = plan.script
    screening = session.nested(_SCREENING, "screen", leg.call)
    try:
        await screening.run(Request(session.resolve(url), leg.noun.get("method", "POST")))
    except CallOverError:
        return False
    return True


def _recording(session: Session, dial: Element) -> Recording | None:
    wanted = dial.get("record", "do-not-record")
    if wanted in {"do-not-record", "false"}:
        return None
    style = Style("DialVerb", 2 if wanted.endswith("dual") else 1, dial.get("trim", "do-not-trim"))
    recording = session.board.recordings.start(session.call, style, session.recording_callback(dial))
    session.board.recordings.announce(recording)
    return recording
