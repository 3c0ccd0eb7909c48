"""`send-and-wait-for-reply`: sends a message and waits for what the contact answers."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Asks, Outcome, Question, Reply
from flowc.play.shared.message import send
from flowc.play.turn import Result, Turn

_FAILURE = "deliveryFailure"
_TIMEOUT = 3600


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `incomingMessage`, by `timeout` when nobody writes, by `deliveryFailure` when it did not arrive."""
    turn.need_entry("message", "conversation", "request", "subflow")
    contact = turn.run.start.contact
    outbound = send(turn, contact, "sent")
    question = Question(Asks.REPLY, turn.step.name, (_FAILURE,), (Outcome(_FAILURE),))
    answer = yield from turn.ask(question)
    if isinstance(answer, Reply):
        return Result("incomingMessage", {"outbound": outbound, "inbound": _inbound(turn, answer)})
    if isinstance(answer, Outcome):
        return Result(_FAILURE, {"outbound": {**outbound, "Status": "failed", **answer.values}})
    turn.run.clock.advance(turn.seconds("timeout", _TIMEOUT))
    return Result("timeout", {"outbound": outbound})


def _inbound(turn: Turn, reply: Reply) -> dict[str, str]:
    """What Twilio tells of the reply. Where the run talks in a Conversation, it is a message there.

    Source: https://www.twilio.com/docs/conversations/conversations-webhooks
    """
    contact = turn.run.start.contact
    conversation = turn.scope.flow["channel"].get("sid")
    if conversation:
        known = {"Author": contact, "ConversationSid": conversation, "MessageSid": turn.sid("IM")}
        return {"Body": reply.body, "From": contact, **known}
    media = {f"MediaUrl{number}": url for number, url in enumerate(reply.media)}
    known = {"From": contact, "To": turn.run.start.address, "MessageSid": turn.sid("SM")}
    return {"Body": reply.body, **known, "NumMedia": str(len(media)), **media}
