"""What a caller hears: `<Say>`, `<Play>` and `<Pause>`, at the top of a document or within another verb."""

from __future__ import annotations

from tests.twilio.caller.actions import Action, HangUp
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import CallerHungUpError
from tests.twilio.voice.session import Session

FOREVER = (
    1000  # `loop="0"` repeats until the caller hangs up, at most so often (https://www.twilio.com/docs/voice/twiml/say)
)


async def prompt(session: Session, element: Element) -> Action | None:
    """Lets the caller hear it; the action with which the caller interrupts it, where there is one.

    Raises:
        CallerHungUpError: where the caller hangs up meanwhile.
    """
    text, seconds = _pause(element) if element.name == "Pause" else _sound(session, element)
    action = session.call.reader.interrupts(text if element.name != "Pause" else "<Pause>")
    if isinstance(action, HangUp):
        await session.call.wait(min(action.after, seconds))
        session.call.note("caller", "hangs up")
        raise CallerHungUpError(f"the caller hung up during {text!r}")
    if action is not None:
        return action
    await session.call.wait(seconds)
    return None


def _pause(element: Element) -> tuple[str, float]:
    return "<Pause>", float(element.number("length", 1))


def _sound(session: Session, element: Element) -> tuple[str, float]:
    """What is heard, which is noted, and for how long."""
    pace = session.board.pace
    times = element.number("loop", 1) or FOREVER
    repeated = f" ({times} times)" if times > 1 else ""
    if element.name == "Say":
        text, shown, seconds = element.content, f'"{element.content}"', pace.speech(element.content)
        voice = " ".join(filter(None, (element.get("voice"), element.get("language"))))
        shown += f" [{voice}]" if voice else ""
    elif element.get("digits"):
        text, seconds = element.get("digits"), pace.key * len(element.get("digits"))
        shown = f"the keys {text}"
    else:
        text, seconds = session.resolve(element.content), pace.file
        shown = f"the file {text}"
    session.heard.append(text)
    session.call.note(
        "caller", "hears", shown + repeated,
        text=text, voice=element.get("voice"), language=element.get("language"), verb=element.name, loop=times,
    )  # fmt: skip
    return text, seconds * times
