"""`<Dial>`: somebody else joins the call. Source: https://www.twilio.com/docs/voice/twiml/dial."""

from __future__ import annotations

from collections.abc import Mapping

from tests.twilio.caller.actions import Answers, Busy, Fails, HangUp, NoAnswer
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import CallerHungUpError, Request
from tests.twilio.voice.dialling import Plan, Result, call_people
from tests.twilio.voice.rooms import join
from tests.twilio.voice.session import Session

_ROOMS = frozenset({"Conference", "Queue"})


async def dial(session: Session, element: Element) -> Request | None:
    """The request for the action where there is one, else goes on.

    The script says what the other party does; or that the caller hangs up, before anybody answers where that comes
    first, or `during="<Dial>"` after the answer. Then the action is requested too, unless the options say otherwise.
    """
    plan: Plan = await session.action_of_caller("Dial", Answers, Busy, NoAnswer, Fails, HangUp)
    nouns = element.children or (Element("Number", text=element.content),)
    if nouns[0].name in _ROOMS:
        result = await join(session, element, nouns[0], plan)
    else:
        result = await call_people(session, element, nouns, plan)
    request = session.action(element, _parameters(session, result), itself=False)
    if not result.hung_up:
        return request
    if request is not None and session.board.options.dial_action_after_hangup:
        await session.tell_the_end(request)
    raise CallerHungUpError("the caller hung up during <Dial>")


def _parameters(session: Session, result: Result) -> Mapping[str, str]:
    """What the action is told; of a conference neither a leg nor a duration."""
    leg = {} if result.leg is None else {"DialCallSid": result.leg.sid}
    duration = {} if result.seconds is None or result.leg is None else {"DialCallDuration": str(result.seconds)}
    recording = result.recording
    url = {} if recording is None else {"RecordingUrl": session.board.recordings.url(recording)}
    bridged = "true" if result.status in {"completed", "answered"} else "false"
    return {"DialCallStatus": result.status, **leg, **duration, "DialBridged": bridged, **url}
