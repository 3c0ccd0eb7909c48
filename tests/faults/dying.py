"""The application of a bundle in a worker that can be told to die, at a point of the life of a webhook.

`POST /dies` says where, and how often that is passed before: `committed 2`. Uvicorn is given this module in place of
the bundle's `app`; the bundle's folder is the working directory. `APP_TIME` names the file of the workers' time.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any, ParamSpec, TypeVar

import attrs
import httpx
from app_time import AppTime  # type: ignore[import-not-found]  # it stands beside this module, which is run by itself
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

sys.path.insert(0, ".")

# The bundle's packages; in this project's tests the runtime is the same.
from runtime.application import create_app
from runtime.storage.postgres import PostgresStore
from runtime.storage.sqlite import SqliteStore

from flow import flow  # type: ignore[import-not-found]  # isort: skip - the bundle's

# Whether the work is that of a webhook: the sweeper's does not count.
_webhook: ContextVar[bool] = ContextVar("webhook", default=False)
# So long after it began to be sent, a request may be on its way there, at work, or on its way back.
_SENT = 0.01
_OURS = frozenset({"/healthz", "/readyz", "/dies"})
P = ParamSpec("P")
T = TypeVar("T")


@attrs.define
class _Death:
    """When this process dies: at a point, when it was passed so often; nowhere at first."""

    point: str = "nowhere"
    left: int = 0

    def passes(self, point: str) -> None:
        """Dies where this is the point, and has been passed often enough."""
        if point == self.point and _webhook.get():
            self.count()

    def count(self) -> None:
        """One time less to go."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def profile(self, _frame: FrameType, event: str, _argument: object) -> None:
        """Counts each call of a function, in Python or in C."""
        if event in {"call", "c_call"} and self.point == "call":
            self.count()

    def watch(self) -> None:
        """Has the calls of this thread counted, where they matter; a greenlet is like a thread here."""
        sys.setprofile(self.profile if self.point == "call" else None)


death = _Death()


def watched(work: Callable[P, T]) -> Callable[P, T]:
    """The same work, done in a thread or greenlet of its own, where its calls are counted as well."""

    @wraps(work)
    def wrapped(*arguments: P.args, **named: P.kwargs) -> T:
        death.watch()
        return work(*arguments, **named)

    return wrapped


def transacting(transact: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
    """A store's `transact`, or `update`, whose calls are counted, and after which the process may die."""

    async def wrapped(self: Any, work: Callable[..., T], within: float) -> T:  # noqa: ANN401 - one of two stores
        result = await transact(self, watched(work), within)
        death.passes("committed")
        return result

    return wrapped


def sending(send: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """A client's `send` during which, or after which, the process may die."""

    async def wrapped(*arguments: P.args, **named: P.kwargs) -> T:
        asyncio.get_running_loop().call_later(_SENT, death.passes, "request-sent")
        result = await send(*arguments, **named)
        death.passes("request-answered")
        return result

    return wrapped


# Changed by name, since no type allows it.
for store, name in ((SqliteStore, "transact"), (PostgresStore, "transact"), (PostgresStore, "update")):
    setattr(store, name, transacting(getattr(store, name)))
setattr(httpx.AsyncClient, "send", sending(httpx.AsyncClient.send))  # noqa: B010 - as above

bundle = create_app(flow, clock=AppTime(Path(os.environ["APP_TIME"])).now)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """The bundle's application, whose webhooks may die."""
    if scope["type"] == "http" and scope["path"] == "/dies":
        point, _, times = (await Request(scope, receive).body()).decode().partition(" ")
        death.point, death.left = point, int(times)
        death.watch()
        await Response(status_code=204)(scope, receive, send)
        return
    if scope["type"] == "http" and scope["path"] not in _OURS:
        _webhook.set(True)
        death.passes("received")
    await bundle(scope, receive, send)
    death.passes("answered")
