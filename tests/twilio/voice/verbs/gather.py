"""`<Gather>`: prompts, then keys or speech. Source: https://www.twilio.com/docs/voice/twiml/gather."""

from __future__ import annotations

from collections.abc import Mapping

from tests.twilio.caller.actions import HangUp, Press, Silence, Speak
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import CallerHungUpError, Request
from tests.twilio.voice.prompts import prompt
from tests.twilio.voice.session import Session
from tests.twilio.web.webhook import Webhook

LONGEST_SPEECH = 60.0
_AUTO = 1.0  # `speechTimeout="auto"` notices a pause by itself; how fast is nowhere said


async def gather(session: Session, element: Element) -> Request | None:
    """The request for the action where there was input (or `actionOnEmptyResult`), else goes on."""
    action = await _action(session, element)
    session.heard.clear()
    found = await _input(session, element, action)
    if not found and not element.flag("actionOnEmptyResult"):
        return None
    return session.action(element, found or {"Digits": ""}, itself=True)


async def _action(session: Session, element: Element) -> Press | Speak | Silence | HangUp:
    """What the caller does: during the prompts, or when they have ended."""
    barged_in = await _prompts(session, element)
    if barged_in is not None:
        return barged_in
    return await session.action_of_caller("Gather", Press, Speak, Silence, HangUp)


async def _prompts(session: Session, element: Element) -> Press | Speak | None:
    """What interrupts the prompts; the timer has not begun yet."""
    kinds = element.get("input", "dtmf").split()
    for child in element.children:
        if child.name in {"Say", "Play", "Pause"}:
            action = await prompt(session, child)
            if isinstance(action, Press) and "dtmf" in kinds:
                return action
            if isinstance(action, Speak) and "speech" in kinds and element.flag("bargeIn", default=True):
                return action
    return None


async def _input(session: Session, element: Element, action: Press | Speak | Silence | HangUp) -> Mapping[str, str]:
    """The parameters of what the caller put in; empty for none."""
    kinds = element.get("input", "dtmf").split()
    if isinstance(action, HangUp):
        await session.call.wait(min(action.after, element.number("timeout", 5)))
        session.call.note("caller", "hangs up")
        raise CallerHungUpError("the caller hung up during <Gather>")
    if isinstance(action, Press):
        if "dtmf" in kinds:
            return await _keys(session, element, action.keys)
        session.call.note("caller", "presses", f"{action.keys}, which nobody listens to")
    if isinstance(action, Speak):
        if "speech" in kinds:
            return await _speech(session, element, action)
        session.call.note("caller", "says", f'"{action.text}", which nobody listens to')
    if isinstance(action, Silence):
        session.call.note("caller", "is silent")
    await session.call.wait(element.number("timeout", 5))
    return {}


async def _keys(session: Session, element: Element, keys: str) -> Mapping[str, str]:
    """The digits up to the finish key or to `numDigits`; else the timeout after the last key ends them."""
    finish, most = element.get("finishOnKey", "#"), element.number("numDigits", 0)
    digits, used = "", 0
    session.call.note("caller", "presses", keys)
    for key in keys:
        await session.call.wait(session.board.pace.key)
        used += 1
        if key == finish:
            break
        digits += key
        if len(digits) == most:
            break
    else:
        await session.call.wait(element.number("timeout", 5))
    if keys[used:]:
        session.call.note("twilio", "drops", f"the keys {keys[used:]}, which came after the end of the input")
    return {"Digits": digits} if digits else {}


async def _speech(session: Session, element: Element, said: Speak) -> Mapping[str, str]:
    """What was understood; speech ends after a pause, or after 60 s."""
    seconds = min(said.seconds or session.board.pace.speech(said.text), LONGEST_SPEECH)
    session.call.note("caller", "says", f'"{said.text}"')
    await session.call.wait(seconds)
    await _partial(session, element, said)
    pause = element.get("speechTimeout")
    await session.call.wait(_AUTO if pause == "auto" else float(pause or element.number("timeout", 5)))
    confidence = {} if said.confidence is None else {"Confidence": str(said.confidence)}
    return {"SpeechResult": said.text, **confidence} if said.text else {}


async def _partial(session: Session, element: Element, said: Speak) -> None:
    """Tells what was understood so far; the answer is ignored."""
    if url := element.get("partialResultCallback"):
        parameters = {**session.call.parameters(), "UnstableSpeechResult": said.text, "SequenceNumber": "0"}
        method = element.get("partialResultCallbackMethod", "POST")
        await session.board.tell_about(session.call, Webhook("partial", session.resolve(url), parameters, method))
