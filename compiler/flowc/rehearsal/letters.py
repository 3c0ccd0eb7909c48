"""What a run asks of Twilio by REST while nobody need be on the line: messages, tasks, Conversations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.twilio.conversations.conversation import DEFAULT_SERVICE, Conversation, Participant
from tests.twilio.stand_in import Delivered, Twilio

from flowc.play.happenings import Answered, Happening, Received
from flowc.play.questions import Asks, Outcome
from flowc.rehearsal.contact import Contact
from flowc.rehearsal.following import bare
from flowc.script.caller import FailedError

Form = Mapping[str, str]
Handler = Callable[[Contact, Twilio, str, str, Form], bool]

# https://www.twilio.com/docs/api/errors/30003: the phone cannot be reached.
_UNREACHABLE = Delivered(("sent", "undelivered"), error_code=30003)
# A test tells no more of a message that arrives than that it was taken.
_QUIET = Delivered(())
_RESUMES = "resume-conversation"


def is_refused(contact: Contact, twilio: Twilio, method: str, path: str, form: Form) -> bool:
    """Whether Twilio refuses a request of the step whose act is being done, since the test says so."""
    handle = next((one for pattern, one in _HANDLERS.items() if re.fullmatch(pattern, f"{method} {path}")), None)
    step = contact.step_of_act() if handle else ""
    return bool(handle and step) and handle(contact, twilio, step, path, form)  # type: ignore[misc]  # there is one


def delivered(contact: Contact) -> Delivered:
    """What becomes of the message that is being sent."""
    return _UNREACHABLE if contact.undelivered else _QUIET


def _message(contact: Contact, _twilio: Twilio, step: str, path: str, form: Form) -> bool:
    """A message that is sent, or posted in a Conversation; there a failure is a refusal, since nothing else is told."""
    question = contact.probe(step).question
    assert question is not None
    to = form.get("To", contact.caller.script.start.contact)
    is_ours = to == contact.caller.script.start.contact
    happened: list[Happening] = [Received(bare(step), form.get("Body", ""), to, is_ours)]
    contact.following.act(step, happened)
    contact.undelivered = False
    answer = _told(contact, step, happened, of_reply=question.asks is Asks.REPLY)
    if answer is None:
        return False
    if question.asks is not Asks.REPLY:
        return answer.event == "failed"
    contact.undelivered = "/Conversations/" not in path
    return not contact.undelivered


def _told(contact: Contact, step: str, happened: list[Happening], *, of_reply: bool) -> Outcome | None:
    """What the test says of a message; of one that is answered only that it does not arrive."""
    question = contact.probe(step).question
    assert question is not None
    try:
        answer = contact.caller.told(question) if of_reply else contact.caller.answer(question)
    except FailedError as error:
        contact.failure = contact.failure or error.diagnostic
        return None
    if not isinstance(answer, Outcome):
        return None
    happened.append(Answered(bare(step), question.asks, answer))
    return answer


def _task(contact: Contact, _twilio: Twilio, step: str, _path: str, _form: Form) -> bool:
    return contact.outcome("task", {}, step).event != "callComplete"


def _begun(contact: Contact, _twilio: Twilio, step: str, _path: str, form: Form) -> bool:
    told = {ours: form[theirs] for theirs, ours in _OF_CONVERSATION.items() if form.get(theirs)}
    return contact.outcome("conversation", told, step).event != "created"


def _looked_up(contact: Contact, twilio: Twilio, step: str, path: str, _form: Form) -> bool:
    """Whether a Conversation cannot be resumed; one that can is there."""
    if contact.following.type_of(step) != _RESUMES:
        return False
    parts = path.split("/")
    sid, known = parts[-1], twilio.board.conversations
    if contact.outcome("conversation", {"conversation_sid": sid}, step).event != "resumed":
        return True
    service = parts[parts.index("Services") + 1] if "Services" in parts else DEFAULT_SERVICE
    now, start = known.clock.now, contact.caller.script.start
    found = Conversation(sid, service, now, now)
    found.participants.append(Participant(known.sids.new("MB"), now, None, start.contact, start.address))
    known.services.setdefault(service, {})[sid] = found
    return False


_OF_CONVERSATION = {"FriendlyName": "friendly_name", "Attributes": "attributes"}
_CONVERSATIONS = r"/conversations/v1(?:/Services/[^/]+)?/Conversations"
_HANDLERS: Mapping[str, Handler] = {
    r"POST .*/Messages\.json": _message,
    rf"POST {_CONVERSATIONS}/[^/]+/Messages": _message,
    r"POST /taskrouter/.*/Tasks": _task,
    r"POST /flex-api/v1/Interactions": _task,
    rf"POST {_CONVERSATIONS}": _begun,
    rf"GET {_CONVERSATIONS}/[^/]+": _looked_up,
}
