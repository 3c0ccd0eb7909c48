"""An ASGI application on a free port of this machine, in the loop of the test."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress

import attrs
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

_RESET = struct.pack("ii", 1, 0)  # linger for no time: closing sends RST


@attrs.define
class Listener:
    """Serves an application; `url` says where, once it is open. Without a port it takes a free one."""

    app: ASGIApp
    port: int = 0
    url: str = attrs.field(init=False)
    _server: uvicorn.Server = attrs.field(init=False)
    _socket: socket.socket = attrs.field(init=False)

    async def open(self) -> None:
        """Begins to serve.

        Only the beginning of uvicorn's `serve` is called: as a whole it takes the signals of the process, and it
        needs two tenths of a second to end.
        """
        # With the protocol named, asyncio switches Nagle's algorithm off, which costs 40 ms an answer.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", self.port))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self.serve,
            interface="asgi3",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        config.load()
        self._server = uvicorn.Server(config)
        self._server.lifespan = config.lifespan_class(config)
        await self._server.startup(sockets=[self._socket])

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the application answer; whoever hangs up before having asked gets no answer, and nothing is done."""
        with suppress(ConnectionAbortedError):
            await self.app(scope, receive, send)

    async def close(self) -> None:
        """Stops serving, and cuts what is still connected; nobody is waited for."""
        for server in self._server.servers:
            server.close()
        self._socket.close()
        state = self._server.server_state
        for task in tuple(state.tasks):
            task.cancel()
        await asyncio.gather(*state.tasks, return_exceptions=True)
        for connection in tuple(state.connections):
            connection.transport.abort()
        while state.connections:
            await asyncio.sleep(0)


async def body_of(receive: Receive) -> bytes:
    """The whole body of a request.

    Raises:
        ConnectionAbortedError: where the other side was cut off before it had sent all.
    """
    chunks = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        chunks.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(chunks)


def cut(send: Send) -> None:
    """Cuts the connection; ASGI has no word for that, but the cycle behind `send` knows its transport."""
    transport = send.__self__.transport  # type: ignore[attr-defined] # uvicorn's RequestResponseCycle
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    transport.abort()
