"""`<Connect>`: a virtual agent, a relay or a stream that has the call until it gives it back.

Source: https://www.twilio.com/docs/voice/twiml/connect
"""

from __future__ import annotations

from tests.twilio.caller.actions import Agent, HangUp
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import CallerHungUpError, Request
from tests.twilio.voice.session import Session


async def connect(session: Session, element: Element) -> Request | None:
    """The request for the action where there is one, when the other side is done; else goes on."""
    call = session.call
    noun = element.children[0].name if element.children else "nothing"
    plan: Agent | HangUp = await session.action_of_caller("Connect", Agent, HangUp)
    call.note("twilio", "connects", noun)
    call.connected = noun
    try:
        return await _serve(session, element, plan)
    finally:
        call.connected = None


async def _serve(session: Session, element: Element, plan: Agent | HangUp) -> Request | None:
    call = session.call
    if isinstance(plan, HangUp):
        await call.wait(plan.after)
        call.note("caller", "hangs up")
        raise CallerHungUpError("the caller hung up during <Connect>")
    await call.wait(plan.seconds)
    return session.action(element, plan.parameters, itself=False)
