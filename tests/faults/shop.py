"""The customer's server: it hears everything, and answers rightly, wrongly, late or not at all."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

import attrs
from starlette.types import Receive, Scope, Send
from tests.faults.fault import Shop
from tests.twilio.web.listener import Listener, body_of, cut

_LATE = 0.4
_RIGHT = (200, b"{}")
_WRONG = {"429": (429, b"busy"), "500": (500, b"broken"), "garbage": (200, b"{")}


@attrs.define(eq=False)
class ShopServer:
    """A server at a port, to be entered with `async with`. `heard` has the path and the run of each request."""

    port: int
    wrong: list[str] = attrs.field(factory=list)
    heard: list[tuple[str, str]] = attrs.field(factory=list)
    _listener: Listener = attrs.field(init=False)

    async def __aenter__(self) -> Self:
        self._listener = Listener(self, self.port)
        await self._listener.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._listener.close()

    @property
    def url(self) -> str:
        """Where it is."""
        return self._listener.url

    def order(self, fault: Shop) -> None:
        """Has the next requests answered so."""
        self.wrong.extend([fault.answer] * fault.times)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        form = dict(parse_qsl((await body_of(receive)).decode()))
        self.heard.append((scope["path"], form.get("run", "")))
        how = self.wrong.pop(0) if self.wrong and "run" in form else ""
        if how == "reset":
            cut(send)
            return
        if how == "nothing":
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        await asyncio.sleep(_LATE if how == "late" else 0)
        status, body = _WRONG.get(how, _RIGHT)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
