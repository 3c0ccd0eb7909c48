"""The application of a bundle in a process that is killed at a point of the life of a webhook.

`DIES_AT` names the point and how often it is passed before, as `committed:2`. Uvicorn is given this module in place
of the bundle's `app`; the bundle's folder is the working directory.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import httpx

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


def dying_after(transact: Callable[..., Any]) -> Callable[..., Any]:
    """A `transact` after which the process may die."""

    async def wrapped(*arguments: Any, **named: Any) -> Any:
        result = await transact(*arguments, **named)
        passes("committed")
        return result

    return wrapped


for store in (SqliteStore, PostgresStore):
    store.transact = dying_after(store.transact)  # type: ignore[method-assign]  # that is what this module is for

_request = httpx.AsyncClient.request


async def _dying_request(self: httpx.AsyncClient, *arguments: Any, **named: Any) -> httpx.Response:
    """A request before, during or after which the process may die."""
    if POINT == "rest sent" and _webhook.get():
        asyncio.get_running_loop().call_later(_SENT, passes, "rest sent")
    response = await _request(self, *arguments, **named)
    passes("rest answered")
    return response


httpx.AsyncClient.request = _dying_request  # type: ignore[method-assign]  # as above

from app import app as bundle  # type: ignore[import-not-found]  # noqa: E402 - what it imports is changed above


async def app(scope: Any, receive: Any, send: Any) -> None:
    """The bundle's application, whose webhooks may die."""
    if scope["type"] == "http" and scope["path"].startswith("/voice"):
        _webhook.set(True)
        passes("received")
    await bundle(scope, receive, send)
    if scope["type"] == "http" and scope["path"].startswith("/voice"):
        passes("answered")
