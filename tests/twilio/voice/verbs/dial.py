"""`<Dial>`: a second leg, bridged with the first. Source: https://www.twilio.com/docs/voice/twiml/dial."""

from __future__ import annotations

import attrs
from tests.twilio.caller.actions import Answers, Busy, Fails, HangUp, NoAnswer
from tests.twilio.recordings import Recording, Style
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import Call, CallerHungUpError, CallOverError, Hooks, Request
from tests.twilio.voice.session import Session
from tests.twilio.voice.verbs.record import callback_of
from tests.twilio.web.webhook import Webhook

_SCREENING = frozenset({"Say", "Play", "Gather", "Hangup", "Pause", "Redirect"})
_ROOMS = frozenset({"Conference", "Queue"})


_Plan = Answers | Busy | NoAnswer | Fails | HangUp


@attrs.define
class _Leg:
    """One of those that are called."""

    noun: Element
    call: Call


@attrs.define
class _Result:
    """How it went: the parameters of the action are made of it."""

    status: str
    leg: Call | None = None
    seconds: int | None = None
    recording: Recording | None = None
    hung_up: bool = False


async def dial(session: Session, element: Element) -> Request | None:
    """The request for the action where there is one, else goes on."""
    plan = await _plan(session)
    nouns = element.children or (Element("Number", text=element.content),)
    if nouns[0].name in _ROOMS:
        result = await _room(session, element, nouns[0], plan)
    else:
        result = await _people(session, element, nouns, plan)
    return await _after(session, element, result)


async def _plan(session: Session) -> _Plan:
    """What the script says of the other party, or that the caller hangs up before anybody answers."""
    return await session.action_of_caller("Dial", Answers, Busy, NoAnswer, Fails, HangUp)


async def _people(session: Session, element: Element, nouns: tuple[Element, ...], plan: _Plan) -> _Result:
    """Rings at all of them (or at one after another), and bridges with the first that answers."""
    legs = [_Leg(noun, _leg(session, element, noun)) for noun in nouns]
    winner = _winner(legs, plan)
    groups = [[leg] for leg in legs] if element.flag("sequential") else [legs]
    result = _Result("no-answer", legs[0].call)
    for group in groups:
        result = await _ring(session, element, group, winner, plan)
        if result.status == "completed" or result.hung_up:
            break
    return result


def _winner(legs: list[_Leg], plan: _Plan) -> _Leg | None:
    if not isinstance(plan, Answers):
        return None
    wanted = [leg for leg in legs if plan.who is None or plan.who in {leg.noun.content, leg.call.to}]
    return wanted[0] if wanted else None


def _leg(session: Session, element: Element, noun: Element) -> Call:
    prefix = {"Client": "client:", "Sim": "sim:"}.get(noun.name, "")
    identity = noun.child("Identity") or noun.child("Uri") or noun
    url = noun.get("statusCallback")
    hooks = Hooks(
        session.resolve(url) if url else None,
        noun.get("statusCallbackMethod", "POST"),
        tuple(noun.get("statusCallbackEvent", "completed").split()),
    )
    script = ()
    from_ = element.get("callerId") or session.call.from_
    return session.board.new_call(from_, prefix + identity.content, "outbound-dial", hooks, script, session.call)


async def _ring(session: Session, element: Element, legs: list[_Leg], winner: _Leg | None, plan: _Plan) -> _Result:
    """What comes of ringing at these at once."""
    board, call = session.board, session.call
    for leg in legs:
        call.note("twilio", "dials", leg.call.to)
        await board.report(leg.call, "initiated")
        leg.call.status = "ringing"
        await board.report(leg.call, "ringing")
    timeout = float(element.number("timeout", 30))
    lost, seconds = _ending(plan, timeout)
    if isinstance(plan, HangUp):
        return await _hang_up_while_ringing(session, legs, min(plan.after, timeout))
    if winner not in legs:
        winner, seconds = None, seconds if not isinstance(plan, Answers) else timeout
    await call.wait(seconds)
    for leg in legs:
        if leg is not winner:
            await _end(session, leg.call, "canceled" if winner is not None else lost)
    if winner is None or not isinstance(plan, Answers):
        return _Result(lost, legs[0].call)
    return await _bridge(session, element, winner, plan)


def _ending(plan: _Plan, timeout: float) -> tuple[str, float]:
    """The status of those who do not answer, and when the ringing ends."""
    if isinstance(plan, Answers):
        return "no-answer", min(plan.after, timeout) if plan.after < timeout else timeout
    if isinstance(plan, Busy):
        return "busy", min(plan.after, timeout)
    if isinstance(plan, Fails):
        return "failed", min(plan.after, timeout)
    return "no-answer", timeout


async def _hang_up_while_ringing(session: Session, legs: list[_Leg], seconds: float) -> _Result:
    await session.call.wait(seconds)
    session.call.note("caller", "hangs up")
    for leg in legs:
        await _end(session, leg.call, "canceled")
    return _Result("canceled", legs[0].call, hung_up=True)


async def _end(session: Session, leg: Call, status: str) -> None:
    leg.status, leg.ended_at = status, session.board.clock.now
    await session.board.report(leg, "completed")


async def _bridge(session: Session, element: Element, leg: _Leg, plan: Answers) -> _Result:
    """The talk, after the callee has gone through the screening document."""
    board, call = session.board, session.call
    recording = _recorded(session, element)
    leg.call.status, leg.call.answered_at = "in-progress", board.clock.now
    call.note("callee", "answers", leg.call.to)
    if leg.noun.get("machineDetection"):
        leg.call.answered_by = plan.answered_by
    await board.report(leg.call, "answered")
    if not await _screened(session, leg, plan):
        await _end(session, leg.call, "completed")
        return _Result("no-answer", leg.call)
    if call.inbound and call.status == "ringing":
        await board.answer(call)
    result = await _talk(session, element, leg, plan)
    result.recording = recording
    if recording is not None:
        board.recordings.stop(recording)
    return result


async def _talk(session: Session, element: Element, leg: _Leg, plan: Answers) -> _Result:
    call, clock = session.call, session.board.clock
    began, limit = clock.now, float(element.number("timeLimit", 14400))
    seconds = min(plan.seconds, limit)
    hangs_up = call.reader.interrupts("<Dial>")
    if isinstance(hangs_up, HangUp):
        seconds = min(seconds, hangs_up.after)
    call.note("twilio", "bridges", leg.call.to)
    try:
        await call.wait(seconds)
    finally:
        await _end(session, leg.call, "completed")
    result = _Result("completed", leg.call, round(clock.now - began))
    if isinstance(hangs_up, HangUp):
        call.note("caller", "hangs up")
        result.hung_up = True
    elif plan.star and element.flag("hangupOnStar"):
        call.note("caller", "presses", "*")
    else:
        call.note("callee", "hangs up")
    return result


async def _screened(session: Session, leg: _Leg, plan: Answers) -> bool:
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


def _recorded(session: Session, element: Element) -> Recording | None:
    wanted = element.get("record", "do-not-record")
    if wanted in {"do-not-record", "false"}:
        return None
    style = Style("DialVerb", 2 if wanted.endswith("dual") else 1, element.get("trim", "do-not-trim"))
    recordings = session.board.recordings
    recording = recordings.start(session.call, style, callback_of(session, element))
    recordings.announce(recording)
    return recording


async def _room(session: Session, element: Element, noun: Element, plan: _Plan) -> _Result:
    """A conference, or the first who waits in a queue: there is no second leg of our own."""
    call = session.call
    if isinstance(plan, HangUp):
        await call.wait(plan.after)
        call.note("caller", "hangs up")
        return _Result("completed", hung_up=True)
    if not isinstance(plan, Answers):
        await call.wait(_ending(plan, float(element.number("timeout", 30)))[1])
        return _Result(_ending(plan, 0)[0])
    call.note("twilio", "joins", f"{noun.name.lower()} {noun.content}")
    if noun.name == "Conference":
        return await _conference(session, element, noun, plan)
    await call.wait(min(plan.seconds, float(element.number("timeLimit", 14400))))
    return _Result("completed", seconds=round(plan.seconds))


async def _conference(session: Session, element: Element, noun: Element, plan: Answers) -> _Result:
    call, board = session.call, session.board
    sid = board.sids.new("CF")
    recording = None
    if noun.get("record") == "record-from-start":
        style = Style("Conference", 1, noun.get("trim", "trim-silence"))
        recording = board.recordings.start(call, style, callback_of(session, noun))
    for event in ("start", "join"):
        await _tell_conference(session, noun, sid, event)
    hangs_up = call.reader.interrupts("<Conference>")
    seconds = min(plan.seconds, float(element.number("timeLimit", 14400)))
    await call.wait(min(seconds, hangs_up.after) if isinstance(hangs_up, HangUp) else seconds)
    if recording is not None:
        board.recordings.stop(recording)
    for event in ("leave", "end"):
        await _tell_conference(session, noun, sid, event)
    return _Result("answered", recording=recording, hung_up=isinstance(hangs_up, HangUp))


async def _tell_conference(session: Session, noun: Element, sid: str, event: str) -> None:
    """Sends an event of the conference. Source: https://www.twilio.com/docs/voice/twiml/conference#statuscallback."""
    url = noun.get("statusCallback")
    if not url or event not in noun.get("statusCallbackEvent").split():
        return
    name = {"start": "conference-start", "end": "conference-end"}.get(event, f"participant-{event}")
    parameters = {
        "AccountSid": session.board.account_sid,
        "ConferenceSid": sid,
        "FriendlyName": noun.content,
        "StatusCallbackEvent": name,
        **({"CallSid": session.call.sid} if name.startswith("participant") else {}),
    }
    method = noun.get("statusCallbackMethod", "POST")
    await session.board.tell_about(session.call, Webhook("conference", session.resolve(url), parameters, method))


async def _after(session: Session, element: Element, result: _Result) -> Request | None:
    """The request for the action; also where the caller hung up, unless the options say that it is not sent then."""
    leg = {} if result.leg is None else {"DialCallSid": result.leg.sid}
    duration = {} if result.seconds is None or result.leg is None else {"DialCallDuration": str(result.seconds)}
    recording = result.recording
    url = {} if recording is None else {"RecordingUrl": session.board.recordings.url(recording)}
    bridged = "true" if result.status in {"completed", "answered"} else "false"
    parameters = {"DialCallStatus": result.status, **leg, **duration, "DialBridged": bridged, **url}
    request = session.action(element, parameters, itself=False)
    if not result.hung_up:
        return request
    if request is not None and session.board.options.dial_action_after_hangup:
        await session.tell_the_end(request)
    raise CallerHungUpError("the caller hung up during <Dial>")
