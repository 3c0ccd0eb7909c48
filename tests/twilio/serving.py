"""An application of a test's own on a real socket: routes that answer with TwiML, and keep what came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl

import attrs
from starlette.types import Receive, Scope, Send
from tests.twilio.web.listener import Listener, body_of


@attrs.frozen
class Got:
    """A request as it came."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    form: Mapping[str, str]


@attrs.frozen
class Says:
    """An answer: TwiML inside of `<Response>`, unless a body is given."""

    twiml: str = ""
    body: bytes | None = None
    status: int = 200
    headers: Mapping[str, str] = attrs.field(factory=dict)
    content_type: str | None = "text/xml"
    seconds: float = 0.0


Page = Says | Callable[[Got], "Says"]


@attrs.define(eq=False)
class App:
    """The ASGI application; `got` is all that came, in order."""

    pages: Mapping[str, Page]
    got: list[Got] = attrs.field(factory=list)
    url: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with the page of the path, or 404."""
        form = dict(parse_qsl((await body_of(receive)).decode(), keep_blank_values=True))
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        query = scope["query_string"].decode()
        got = Got(scope["method"], scope["path"], query, headers, form)
        self.got.append(got)
        page = self.pages.get(got.path, Says(status=404))
        says = page(got) if callable(page) else page
        await asyncio.sleep(says.seconds)
        body = says.body if says.body is not None else f"<Response>{says.twiml}</Response>".encode()
        names = dict(says.headers) if says.content_type is None else {"content-type": says.content_type, **says.headers}
        start = {"type": "http.response.start", "status": says.status}
        await send({**start, "headers": [(name.encode(), value.encode()) for name, value in names.items()]})
        await send({"type": "http.response.body", "body": body})

    def at(self, path: str) -> list[Got]:
        """What came to a path."""
        return [got for got in self.got if got.path == path]


@asynccontextmanager
async def serving(**pages: Page) -> AsyncIterator[App]:
    """An application with a page for each name: `voice=…` answers at `/voice`."""
    app = App({f"/{name}": page for name, page in pages.items()})
    listener = Listener(app)
    await listener.open()
    app.url = listener.url
    try:
        yield app
    finally:
        await listener.close()
