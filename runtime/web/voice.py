"""`/voice`: calls arrive, and the answers to steps come back."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

import attrs
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from runtime.conduct.answers import Answer
from runtime.conduct.conductor import Conductor
from runtime.conduct.decisions import Refused, Reply, Stalled
from runtime.metrics import Metrics
from runtime.web.gate import Gate, Sent
from runtime.web.keys import KEY
from runtime.web.stall import stall
from runtime.web.webhook import twiml

_log = structlog.get_logger(__name__)


@attrs.frozen
class Voice:
    """The two routes of calls."""

    gate: Gate
    conductor: Conductor
    metrics: Metrics
    public_url: str

    async def arrives(self, request: Request) -> Response:
        """`/voice`: a call arrives."""
        sent = await self.gate.read(request)
        call_sid = sent.sid("CallSid")
        structlog.contextvars.bind_contextvars(call_sid=call_sid)
        return self._response(await self.conductor.arrive(sent.parameters), sent, "/voice")

    async def answers(self, request: Request) -> Response:
        """`/voice/{session}/{step}?turn=N`: a step's answer comes back."""
        sent = await self.gate.read(request)
        key, step = request.path_params["session"], request.path_params["step"]
        structlog.contextvars.bind_contextvars(call_sid=sent.sid("CallSid"), session=key, step=step)
        answered = Answer(key, step, _turn(sent), sent.parameters)
        if not KEY.fullmatch(key):
            raise HTTPException(HTTPStatus.NOT_FOUND, "no such session")
        return self._response(await self.conductor.answer(answered), sent, f"/voice/{key}/{quote(step, safe='')}")

    def _response(self, decision: Reply | Refused | Stalled, sent: Sent, path: str) -> Response:
        match decision:
            case Reply(document):
                return twiml(document)
            case Refused(reason):
                raise HTTPException(HTTPStatus.NOT_FOUND, reason)
            case Stalled(reason):
                _log.error("webhook stalled", reason=reason, again=sent.query.get("again", "0"))
                self.metrics.stalled("/voice")
                return twiml(stall(self.public_url + path, sent.query, sent.parameters))


def _turn(sent: Sent) -> int:
    turn = sent.query.get("turn", "")
    if not (turn.isascii() and turn.isdigit() and len(turn) < 10):  # noqa: PLR2004 — more turns than any call has
        raise HTTPException(HTTPStatus.NOT_FOUND, "no such turn")
    return int(turn)
