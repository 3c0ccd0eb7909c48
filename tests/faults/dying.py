"""The application of a bundle in a process that is killed at a point of the life of a webhook.

`DIES_AT` names the point and how often it is passed before, as `committed:2`. Uvicorn is given this module in place
of the bundle's `app`; the bundle's folder is the working directory.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

import httpx
from starlette.types import Receive, Scope, Send

sys.path.insert(0, ".")

# The bundle's packages; in this project's tests the runtime is the same.
from runtime.storage.postgres import PostgresStore
from runtime.storage.sqlite import SqliteStore

POINT, _, _TIMES = os.environ["DIES_AT"].partition(":")
_left = int(_TIMES or "1")
# Whether the work is that of a webhook of a call: the sweeper's does not count.
_webhook: ContextVar[bool] = ContextVar("webhook", default=False)
_SENT = 0.15


def passes(point: str) -> None:
    """Dies where this is the point, and has been passed often enough."""
    global _left  # noqa: PLW0603 - one process, which counts until it dies
    if point != POINT or not _webhook.get():
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


P = ParamSpec("P")
T = TypeVar("T")


def dying_after(work: Callable[P, Awaitable[T]], point: str) -> Callable[P, Awaitable[T]]:
    """The same work, after which the process may die; during it, where it is a request on its way."""

    async def wrapped(*arguments: P.args, **named: P.kwargs) -> T:
        if POINT == "rest sent" and point == "rest answered" and _webhook.get():
            asyncio.get_running_loop().call_later(_SENT, passes, POINT)
        result = await work(*arguments, **named)
        passes(point)
        return result

    return wrapped


# Changed by name, since no type allows it.
CHANGED: tuple[tuple[type, str, str], ...] = (
    (SqliteStore, "transact", "committed"),
    (PostgresStore, "transact", "committed"),
    (httpx.AsyncClient, "request", "rest answered"),
)
for owner, name, point in CHANGED:
    setattr(owner, name, dying_after(getattr(owner, name), point))

from app import app as bundle  # type: ignore[import-not-found]  # noqa: E402 - what it imports is changed above


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """The bundle's application, whose webhooks may die."""
    if scope["type"] == "http" and scope["path"].startswith("/voice"):
        _webhook.set(True)
        passes("received")
    await bundle(scope, receive, send)
    if scope["type"] == "http" and scope["path"].startswith("/voice"):
        passes("answered")
