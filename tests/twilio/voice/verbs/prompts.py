"""`<Say>`, `<Play>` and `<Pause>` at the top of a document: keys that are pressed meanwhile go nowhere."""

from __future__ import annotations

from tests.twilio.problems import ScriptError
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import Request
from tests.twilio.voice.prompts import prompt
from tests.twilio.voice.session import Session


async def hear(session: Session, element: Element) -> Request | None:
    """Goes on to the next verb.

    Raises:
        ScriptError: where the script wants to press or speak, which nobody would notice here.
    """
    action = await prompt(session, element)
    if action is not None:
        raise ScriptError(f"nobody listens during <{element.name}> outside of <Gather>: {action}")
    return None
