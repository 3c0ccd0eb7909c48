"""The REST API: checks who asks, keeps what was asked, and lets resources answer."""

from __future__ import annotations

import asyncio
import base64
import json
from urllib.parse import parse_qsl

import attrs
from starlette.types import Receive, Scope, Send
from tests.twilio.problems import Problem, Problems
from tests.twilio.rest import calls, conversations, flex, messages, queues, recordings, tasks
from tests.twilio.rest.contract import Contract
from tests.twilio.rest.exchange import ACCOUNT, Reply, RestError, RestRequest, Route, not_found
from tests.twilio.rest.faults import Fault, Faults
from tests.twilio.switchboard import Switchboard
from tests.twilio.web.listener import body_of, cut

# A resource is a module with its routes.
ROUTES: tuple[Route, ...] = (
    *(*calls.ROUTES, *recordings.ROUTES, *messages.ROUTES, *queues.ROUTES),
    *(*conversations.ROUTES, *tasks.ROUTES, *flex.ROUTES),
)


@attrs.frozen
class Recorded:
    """A request and what it got; `reply` is what the resource said, whatever a fault made of it."""

    request: RestRequest
    reply: Reply | None
    fault: Fault | None = None


@attrs.define(eq=False)
class Api:
    """The ASGI application."""

    board: Switchboard
    token: str
    problems: Problems
    contract: Contract | None
    faults: Faults = attrs.field(factory=Faults)
    requests: list[Recorded] = attrs.field(factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; a problem of the stand-in itself is kept and shown as status 500."""
        body = await body_of(receive)
        path, query = scope["path"], scope["query_string"].decode()
        pairs = parse_qsl(query, keep_blank_values=True) + parse_qsl(body.decode(), keep_blank_values=True)
        request = RestRequest(scope["method"], path, {}, tuple(pairs), self.board.clock.now)
        fault = self.faults.take(request.method, path, dict(pairs))
        try:
            reply = await self.handle(scope, request, fault)
        except Exception as error:
            self.problems.add(Problem(0, f"the stand-in failed: {error!r}", path))
            reply = Reply(500, {"message": "the stand-in failed"})
        await self.finish(reply, fault, receive, send)

    async def handle(self, scope: Scope, request: RestRequest, fault: Fault | None) -> Reply:
        """The reply of the resource, or of the fault where the request has no effect."""
        if fault is not None and not fault.effect and not fault.answers_rightly:
            self.note(request, None, fault)
            return Reply(fault.status or 500, _fault_body(fault.status))
        before = self.board.clock.tasks()
        self.board.recordings.at_once = fault is not None and fault.callbacks_first
        reply = await self.carry_out(scope, request)
        self.board.recordings.at_once = False
        self.note(request, reply, fault)
        if fault is not None and fault.callbacks_first:
            await self.board.clock.resting(self.board.clock.tasks() - before)
        return Reply(fault.status, _fault_body(fault.status)) if fault is not None and fault.status else reply

    async def carry_out(self, scope: Scope, request: RestRequest) -> Reply:
        """The reply of the resource that the path names."""
        try:
            return await self.resource(scope, request)
        except RestError as error:
            return error.reply

    async def resource(self, scope: Scope, request: RestRequest) -> Reply:
        """The reply of the resource.

        Raises:
            RestError: where the request is refused.
        """
        if not self.admitted(scope):
            raise RestError(401, 20003, "Authenticate")
        route, parts = find(request.method, request.path)
        if route is None or parts.get("AccountSid", self.board.account_sid) != self.board.account_sid:
            raise not_found(request.path)
        request = attrs.evolve(request, parts=parts)
        if self.contract is not None and route.root == ACCOUNT:
            self.check(request)
        return await route.handler(self.board, request)

    def admitted(self, scope: Scope) -> bool:
        """Whether the account's SID and token came by HTTP Basic."""
        expected = base64.b64encode(f"{self.board.account_sid}:{self.token}".encode())
        return dict(scope["headers"]).get(b"authorization") == b"Basic " + expected

    def check(self, request: RestRequest) -> None:
        """Keeps what the published specification has against the request."""
        assert self.contract is not None
        for wrong in self.contract.check(request.method, request.path, request.parameters):
            self.problems.add(Problem(20001, wrong, f"{request.method} {request.path}"))

    def note(self, request: RestRequest, reply: Reply | None, fault: Fault | None) -> None:
        """Keeps the request; it stands in the transcript of its call, too."""
        self.requests.append(Recorded(request, reply, fault))
        for part in request.path.removesuffix(".json").split("/"):
            if part in self.board.calls:
                told = " ".join(f"{name}={value}" for name, value in request.parameters)
                status = "no effect" if reply is None else reply.status
                code = f" {reply.body['code']}" if reply is not None and reply.body and "code" in reply.body else ""
                what = f"{request.method} {request.path} {told} -> {status}{code}"
                self.board.calls[part].note("app", "requests", what, request=request)

    async def finish(self, reply: Reply, fault: Fault | None, receive: Receive, send: Send) -> None:
        """Sends the reply, or does what the fault says."""
        if fault is not None:
            await asyncio.sleep(fault.delay)
            if fault.silence:
                while (await receive())["type"] != "http.disconnect":
                    pass
                return
            if fault.reset:
                cut(send)
                return
        body = b"" if reply.body is None else json.dumps(reply.body).encode()
        body = fault.garbage if fault is not None and fault.garbage is not None else body
        kind = [(b"content-type", b"application/json;charset=utf-8")] if reply.body is not None else []
        length = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": reply.status, "headers": [*kind, *length]})
        await send({"type": "http.response.body", "body": body})


def find(method: str, path: str) -> tuple[Route | None, dict[str, str]]:
    """The route of a path, and its parts by name."""
    for route in ROUTES:
        if route.method == method and (parts := match(route.root + route.path, path)) is not None:
            return route, parts
    return None, {}


def match(pattern: str, path: str) -> dict[str, str] | None:
    """The parts of a path that stand for the names in braces; None where the path is another one."""
    names, values = pattern.split("/"), path.split("/")
    if len(names) != len(values):
        return None
    parts: dict[str, str] = {}
    for name, value in zip(names, values, strict=True):
        ending = ".json" if name.endswith(".json") else ""
        if not value.endswith(ending):
            return None
        wanted, found = name.removesuffix(ending), value.removesuffix(ending)
        if wanted.startswith("{"):
            parts[wanted[1:-1]] = found
        elif wanted != found:
            return None
    return parts


def _fault_body(status: int | None) -> dict[str, object]:
    code = {429: 20429, 503: 20503}.get(status or 500, 20500)
    return {"code": code, "message": "as the test wanted", "more_info": "", "status": status or 500}
