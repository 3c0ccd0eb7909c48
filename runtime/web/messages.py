"""`/message`: messages arrive; and what Twilio tells of those that steps have sent."""

from __future__ import annotations

from http import HTTPStatus

import attrs
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from runtime.conduct.conductor import Conductor
from runtime.conduct.decisions import EMPTY, Refused
from runtime.web.gate import Gate, Sent
from runtime.web.keys import KEY
from runtime.web.webhook import twiml

# Both addresses together, in bytes, as of a start over REST: widgets.md, "Limits and error codes".
_LONGEST = 300


@attrs.frozen
class Messages:
    """The route, and the states of messages, which come to the route of all states."""

    gate: Gate
    conductor: Conductor

    async def arrives(self, request: Request) -> Response:
        """`/message`: a message arrives. The answer says nothing: what the run sends goes by REST."""
        sent = await self.gate.read(request)
        structlog.contextvars.bind_contextvars(message_sid=sent.sid("MessageSid"))
        sides = [sent.parameters.get(name, "") for name in ("From", "To")]
        if not all(sides) or "\0" in "".join(sides) or len("".join(sides).encode()) > _LONGEST:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "no From or To")
        if sent.parameters.get("MessagingServiceSid"):
            sent.sid("MessagingServiceSid")
        await self.conductor.receive(sent.parameters)
        return twiml(EMPTY)

    async def told(self, sent: Sent) -> Response:
        """The state of a message; of one that no session has sent nothing is kept."""
        structlog.contextvars.bind_contextvars(message_sid=sent.sid("MessageSid"))
        key = sent.query.get("session")
        if key is None:
            return PlainTextResponse("")
        decision = await self.conductor.deliver(key, sent.parameters) if KEY.fullmatch(key) else Refused("no key")
        if isinstance(decision, Refused):
            raise HTTPException(HTTPStatus.NOT_FOUND, decision.reason)
        return PlainTextResponse("")
