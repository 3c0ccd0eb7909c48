"""An ASGI application on a free port of this machine, in the loop of the test."""

from __future__ import annotations

import asyncio
import socket

import attrs
import uvicorn
from starlette.types import ASGIApp, Receive


@attrs.define
class Listener:
    """Serves an application; `url` says where, once it is open."""

    app: ASGIApp
    url: str = attrs.field(init=False)
    _server: uvicorn.Server = attrs.field(init=False)
    _socket: socket.socket = attrs.field(init=False)

    async def open(self) -> None:
        """Begins to serve.

        The parts of uvicorn's `serve` are called one by one: as a whole it takes the signals of the process, and
        looks only ten times a second whether to end.
        """
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self.app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1
        )
        config.load()
        self._server = uvicorn.Server(config)
        self._server.lifespan = config.lifespan_class(config)
        await self._server.startup(sockets=[self._socket])

    async def close(self) -> None:
        """Stops serving, and cuts what is still connected."""
        for connection in tuple(self._server.server_state.connections):
            connection.shutdown()
        # An answer that is on its way has a moment to arrive; whoever never gets one is not waited for.
        await asyncio.sleep(0)
        for task in tuple(self._server.server_state.tasks):
            task.cancel()
        self._server.force_exit = True
        await self._server.shutdown(sockets=[self._socket])


async def body_of(receive: Receive) -> bytes:
    """The whole body of a request."""
    chunks = []
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(chunks)
