"""`/status` and `/recording`: what Twilio tells, and wants no TwiML for."""

from __future__ import annotations

from http import HTTPStatus

import attrs
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from runtime.conduct.conductor import Conductor
from runtime.conduct.decisions import Refused
from runtime.conduct.keeping import RecordingsKept
from runtime.web.gate import Gate
from runtime.web.keys import KEY
from runtime.web.messages import Messages


@attrs.frozen
class Callbacks:
    """The routes of what happens besides."""

    gate: Gate
    conductor: Conductor
    recordings: RecordingsKept
    messages: Messages

    async def status(self, request: Request) -> Response:
        """`/status`: what became of a call, or of a message."""
        sent = await self.gate.read(request)
        key = sent.query.get("session")
        if "MessageStatus" in sent.parameters:
            return await self.messages.told(sent)
        call_sid = sent.sid("CallSid")
        structlog.contextvars.bind_contextvars(call_sid=call_sid)
        if key is not None and not KEY.fullmatch(key):
            raise HTTPException(HTTPStatus.NOT_FOUND, "no such session")
        decision = await self.conductor.status(key, sent.parameters)
        if isinstance(decision, Refused):
            raise HTTPException(HTTPStatus.NOT_FOUND, decision.reason)
        return PlainTextResponse("")

    async def recording(self, request: Request) -> Response:
        """`/recording`: a recording has begun, is ready, or was empty. Each event is kept once, in any order."""
        sent = await self.gate.read(request)
        status = sent.parameters.get("RecordingStatus", "")
        if not 0 < len(status) <= 64 or "\0" in status:  # noqa: PLR2004 — the width of the column
            raise HTTPException(HTTPStatus.BAD_REQUEST, "no RecordingStatus")
        recording_sid, call_sid = sent.sid("RecordingSid"), sent.sid("CallSid")
        structlog.contextvars.bind_contextvars(call_sid=call_sid)
        await self.recordings.keep(recording_sid, status, call_sid, sent.parameters)
        return PlainTextResponse("")
