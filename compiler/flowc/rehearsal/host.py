"""A program that serves bundles to a rehearsal: `python host.py SETTINGS`, a JSON object.

It imports the runtime, and nothing of the compiler. `/NAME/…` goes to the bundle of a folder,
which is loaded by `PUT /-/NAME` and let go by `DELETE /-/NAME`. The clock stands until `POST /-/clock` moves it.
`POST /-/runs` forgets all runs, `GET /-/run` tells what a run knows, and the log of it; requests of steps go to one
server, which reads in a header where they were to go.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import sqlite3
import sys
from collections.abc import MutableMapping
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any, ClassVar

import attrs
import httpx
import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from runtime import filters
from runtime.application import create_app
from runtime.flow import Flow
from runtime.http_client import HttpClient
from runtime.settings import Settings
from runtime.storage.packing import unpacked

OURS = "-"


class Elsewhere(httpx.AsyncBaseTransport):
    """Leads every request to one server, which reads in a header where it was to go."""

    def __init__(self, outside: str, header: str) -> None:
        self._outside, self._header = httpx.URL(outside), header
        self._transport = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """What the one server answers."""
        request.headers[self._header] = str(request.url)
        there = self._outside
        request.url = request.url.copy_with(scheme=there.scheme, host=there.host, port=there.port)
        return await self._transport.handle_async_request(request)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._transport.aclose()


@attrs.define
class Log:
    """What the runtime logs, by sessions; a processor of structlog's."""

    lines: ClassVar[dict[str, list[dict[str, Any]]]] = {}

    def __call__(self, _logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
        """Keeps a line, and prints it for whoever looks for a fault."""
        session = event.get("session")
        if isinstance(session, str):
            self.lines.setdefault(session, []).append(dict(event))
        return json.dumps(event, default=str)


def _loaded(folder: Path) -> Flow:
    """The flow of a bundle; its module has a name of its own, so that many stand side by side."""
    spec = importlib.util.spec_from_file_location(f"flow_{folder.name}", folder / "flow.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    flow: Flow = module.flow
    return flow


@attrs.define(eq=False)
class Host:
    """The ASGI application: bundles by their names, and what a rehearsal asks beside them."""

    folder: Path
    outside: str
    header: str
    api: str
    database: str
    public_url: str
    account_sid: str
    auth_token: str
    now: float = 0.0
    running: dict[str, tuple[Starlette, AsyncExitStack, Flow]] = attrs.field(factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers for a bundle, or a question of the rehearsal."""
        parts = str(scope["path"]).split("/")
        if len(parts) > 1 and parts[1] == OURS:
            await (await self._ours(Request(scope, receive), parts[2]))(scope, receive, send)
            return
        found = self.running.get(parts[1] if len(parts) > 1 else "")
        await (found[0] if found else Response("no such bundle", 404))(scope, receive, send)

    async def _ours(self, request: Request, name: str) -> Response:
        if name == "clock":
            self.now = float(request.query_params["now"])
            if "sweep" in request.query_params:
                await asyncio.gather(*(app.state.sweeper.sweep() for app, _, _ in self.running.values()))
            return Response()
        if name == "runs":
            Log.lines.clear()
            with closing(sqlite3.connect(self.database)) as connection, connection:
                for table in ("sessions", "messages"):
                    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - one of these
            return Response()
        if name == "run":
            return JSONResponse(self._run(dict(request.query_params)))
        if request.method == "PUT":
            await self._begin(name)
        elif request.method == "DELETE":
            _, stack, _ = self.running.pop(name)
            await stack.aclose()
        return Response()

    async def _begin(self, name: str) -> None:
        settings = Settings(
            account_sid=self.account_sid,
            auth_token=self.auth_token,
            public_url=f"{self.public_url}/{name}",
            database_url=f"sqlite:///{self.database}",
            api_base=self.api,
        )
        folder = self.folder / name
        http = HttpClient(Elsewhere(self.outside, self.header))
        flow = _loaded(folder)
        app = create_app(flow, settings=settings, folder=folder / "twiml", http=http, clock=lambda: self.now)
        stack = AsyncExitStack()
        await stack.enter_async_context(app.router.lifespan_context(app))
        self.running[name] = (app, stack, flow)

    def _run(self, wanted: dict[str, str]) -> dict[str, Any]:
        """The newest run that has the value in the column, with its log since a number of lines."""
        ((column, value),) = ((name, one) for name, one in wanted.items() if name in {"call_sid", "key", "contact"})
        with sqlite3.connect(self.database) as connection:
            found = connection.execute(
                f"SELECT key, state, act FROM sessions WHERE {column} = ? ORDER BY created DESC, rowid DESC",  # noqa: S608 - one of three
                (value,),
            ).fetchone()
        connection.close()
        if found is None:
            return {}
        key, state, act = found
        log = Log.lines.get(key, [])[int(wanted.get("since", "0")) :]
        return {
            "state": json.loads(unpacked(state)),
            "act": act and json.loads(act),
            "log": json.loads(json.dumps(log, default=str)),
            "subflows": {sid: one.name for _, _, flow in self.running.values() for sid, one in flow.subflows.items()},
        }


def main() -> None:
    """Serves until the process is ended."""
    settings = json.loads(sys.argv[1])
    port, folder = settings.pop("port"), Path(settings.pop("folder"))
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.format_exc_info, Log()],
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
    )
    host = Host(folder, **settings)
    filters.clock = lambda: host.now
    uvicorn.run(host, host="127.0.0.1", port=port, log_level="warning", access_log=False, lifespan="off")


if __name__ == "__main__":
    main()
