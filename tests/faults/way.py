"""The way to the other bundle: what its parent asks comes there once, late, twice, or not at all, or no answer does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

import attrs
import httpx
from starlette.types import Receive, Scope, Send
from tests.faults.fault import Way
from tests.twilio.plain_http import plain_client
from tests.twilio.web.listener import Listener, body_of, cut

_LATE = 0.4
# What the way itself says, though the other bundle was not asked, or has answered something else.
_SAYS = {"500": (500, b"broken"), "garbage": (200, b"{")}
# What the other bundle reads of a request.
_HEADERS = ("content-type", "x-twilio-signature")


@attrs.define(eq=False)
class WayServer:
    """A server at a port, to be entered with `async with`. `to` gives the URL of a process of the other bundle."""

    port: int
    to: Callable[[], str]
    wrong: list[str] = attrs.field(factory=list)
    _listener: Listener = attrs.field(init=False)
    _client: httpx.AsyncClient = attrs.field(init=False)

    async def __aenter__(self) -> Self:
        self._client = plain_client(timeout=15)
        self._listener = Listener(self, self.port)
        await self._listener.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._listener.close()
        await self._client.aclose()

    @property
    def url(self) -> str:
        """Where it is."""
        return self._listener.url

    def order(self, fault: Way) -> None:
        """Has the next requests go so."""
        self.wrong.extend([fault.how] * fault.times)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request on, and its answer back."""
        body, how = await body_of(receive), self.wrong.pop(0) if self.wrong else ""
        what, _, is_heard = how.partition("-")
        if what == "nothing":
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        await asyncio.sleep(_LATE if what == "late" else 0)
        answer = None
        if is_heard or what in {"", "late", "twice"}:
            for _ in range(2 if what == "twice" else 1):
                answer = await self._handed_on(scope, body)
        if what in _SAYS:
            answer = _SAYS[what]
        if answer is None or what == "reset":
            cut(send)
            return
        status, text = answer
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(text)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": text})

    async def _handed_on(self, scope: Scope, body: bytes) -> tuple[int, bytes] | None:
        """The answer of the other bundle, None where the process that was asked has died."""
        headers = {
            name.decode(): value.decode() for name, value in scope["headers"] if name.decode().lower() in _HEADERS
        }
        try:
            answer = await self._client.request(
                scope["method"], self.to() + scope["path"], content=body, headers=headers
            )
        except httpx.TransportError:
            return None
        return answer.status_code, answer.content
