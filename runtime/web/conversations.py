"""`/conversation`: what Twilio tells of Conversations."""

from __future__ import annotations

from http import HTTPStatus

import attrs
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from runtime.conduct.conductor import Conductor
from runtime.conduct.decisions import Stalled
from runtime.web.gate import Gate

# The one event that moves runs: https://www.twilio.com/docs/conversations/conversations-webhooks
_MESSAGE = "onMessageAdded"


@attrs.frozen
class Conversations:
    """The route of webhooks of Conversations: those of the account, of an address, or of one Conversation."""

    gate: Gate
    conductor: Conductor

    async def told(self, request: Request) -> Response:
        """`/conversation`: a message was added. Other events are taken, and change nothing.

        503 where the message can be taken in by no process of this flow's version, so that it comes again.
        """
        sent = await self.gate.read(request)
        conversation_sid = sent.sid("ConversationSid")
        structlog.contextvars.bind_contextvars(conversation_sid=conversation_sid)
        if sent.parameters.get("EventType") != _MESSAGE:
            return PlainTextResponse("")
        sent.sid("MessageSid")
        decision = await self.conductor.converse(sent.parameters)
        if isinstance(decision, Stalled):
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, decision.reason)
        return PlainTextResponse("")
