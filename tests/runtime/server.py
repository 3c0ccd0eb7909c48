"""A small HTTP server on a real socket, which does exactly what a test says, faults included."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeAlias
from urllib.parse import parse_qsl

import attrs


@attrs.frozen
class Received:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> list[tuple[str, str]]:
        """The fields of the body, empty ones too."""
        return parse_qsl(self.body.decode(), keep_blank_values=True)


# What comes back over the wire; None breaks the connection.
Behaviour: TypeAlias = Callable[[Received], Awaitable[bytes | None]]


def answer(
    body: str | bytes = b"", *, status: int = 200, kind: str = "text/plain", headers: dict[str, str] | None = None
) -> bytes:
    """The bytes of an answer."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Told", f"content-length: {len(content)}", f"content-type: {kind}", "connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def json_answer(value: object, *, status: int = 200, headers: dict[str, str] | None = None) -> bytes:
    """The bytes of an answer in JSON."""
    return answer(json.dumps(value), status=status, kind="application/json", headers=headers)


@attrs.define
class Server:
    """Where it listens, and what it was asked."""

    url: str
    received: list[Received] = attrs.field(factory=list)


@asynccontextmanager
async def serving(behaviour: Behaviour) -> AsyncIterator[Server]:
    """A server that behaves so."""
    server = Server("")
    open_connections: set[asyncio.Task[None]] = set()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_connections.add(task)
        try:
            received = await _read(reader)
            server.received.append(received)
            told = await behaviour(received)
            if told is None:
                writer.transport.abort()
                return
            writer.write(told)
            await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
            open_connections.discard(task)

    listening = await asyncio.start_server(connect, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"http://127.0.0.1:{port}"
    try:
        yield server
    finally:
        listening.close()
        for task in list(open_connections):
            task.cancel()
        await asyncio.gather(*open_connections, return_exceptions=True)


async def _read(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(method, path, headers, body)


def always(told: bytes | None) -> Behaviour:
    """Answers everything alike."""

    async def behave(_: Received) -> bytes | None:
        return told

    return behave


def in_turn(*told: bytes | None) -> Behaviour:
    """Answers one after another, and then the last of them."""
    left = list(told)

    async def behave(_: Received) -> bytes | None:
        return left.pop(0) if len(left) > 1 else left[0]

    return behave


async def never(_: Received) -> bytes | None:
    """Takes the request, and does not answer."""
    await asyncio.Event().wait()
    return None
