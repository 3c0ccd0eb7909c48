"""`/subflow`: another bundle of the account runs the flow as its subflow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

import attrs
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from runtime.conduct.conductor import Conductor
from runtime.conduct.decisions import Refused, Reply, Stalled
from runtime.other_bundle import Beginning, Progress
from runtime.web.gate import Gate
from runtime.web.keys import KEY

_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_SIDS = ("call_sid", "conversation", "service", "recording")
# Both addresses together, in bytes, as of a start over REST: widgets.md, "Limits and error codes".
_LONGEST = 300


@attrs.frozen
class Subflows:
    """The two routes. What they are told is signed with the account's auth token, as a webhook is."""

    gate: Gate
    conductor: Conductor

    async def begins(self, request: Request) -> Response:
        """`/subflow`: the subflow of a key begins, or has begun before; its progress in JSON.

        404 for a flow that does not begin `on subflow`.
        """
        beginning = _beginning((await self.gate.read(request)).parameters)
        structlog.contextvars.bind_contextvars(session=beginning.key, call_sid=beginning.call_sid)
        return _told(await self.conductor.begin_subflow(beginning))

    async def one(self, request: Request) -> Response:
        """`/subflow/{key}`: what has become of it; before, something is told to it.

        That is a message, the state of its call, where its parent hears messages, or its end.

        503 where that can be taken in by no process of this flow's version.
        """
        sent = await self.gate.read(request)
        key, parameters = request.path_params["key"], sent.parameters
        structlog.contextvars.bind_contextvars(session=key)
        if not KEY.fullmatch(key):
            raise HTTPException(HTTPStatus.NOT_FOUND, "no such subflow")
        found = await self.conductor.subflow(key)
        decision: Reply | Refused | Stalled | None = None
        if found is not None and "MessageSid" in parameters:
            sent.sid("MessageSid")
            decision = await self.conductor.hand_on(key, parameters)
        elif found is not None and "CallStatus" in parameters:
            sent.sid("CallSid")
            decision = await self.conductor.status(key, parameters)
        elif found is not None and "Hears" in parameters:
            decision = await self.conductor.let_go_on(key, parameters["Hears"])
        elif found is not None and parameters.get("Status") == "ended":
            decision = await self.conductor.end_subflow(key)
        if isinstance(decision, Stalled):
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, decision.reason)
        return _told(found if decision is None else await self.conductor.subflow(key))


def _beginning(parameters: Mapping[str, str]) -> Beginning:
    """What a request begins. Raises HTTPException, 400, where that is nothing."""
    try:
        beginning = Beginning.of(parameters)
    except ValueError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, str(error)) from None
    sides = beginning.contact + beginning.address
    if not KEY.fullmatch(beginning.key) or "\0" in sides or len(sides.encode()) > _LONGEST:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "no key, or no sides")
    if not all(_SID.fullmatch(parameters[name]) for name in _SIDS if name in parameters):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "no SID")
    if not _is_address(beginning.returns):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "no way back")
    return beginning


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and text.isascii()
        and text.isprintable()
        and " " not in text
    )


def _told(found: Progress | None) -> Response:
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no such subflow")
    return JSONResponse(found.told())
