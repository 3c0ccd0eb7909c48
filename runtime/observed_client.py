"""The way out to Twilio and to other servers: what goes over it is counted, timed and traced."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

import attrs
import httpx

from runtime.metrics import Metrics
from runtime.traces import Traces

# What stands in the path of a resource for one among many: a SID, `Twilio.CURRENT`, a number.
_ONE = re.compile(r"[A-Z]{2}[0-9a-f]{8,}|Twilio\.CURRENT|\d{3,}")
# The path of the account says nothing of the resource.
_ACCOUNT = re.compile(r"^/\d{4}-\d{2}-\d{2}/Accounts/[^/]+/")
_MOST_PARTS = 8

# Is told a request, its HTTP status or else the error's name, and its seconds.
Count = Callable[[httpx.Request, str, float], None]


@attrs.frozen
class Observer:
    """Who is told of requests; `on_error` of the codes that Twilio gives to its errors."""

    name: str
    count: Count
    traces: Traces
    on_error: Callable[[int], None] | None = None


class ObservedClient(httpx.AsyncClient):
    """A client of httpx, whose requests an observer is told of. The time of one ends with the head of its answer."""

    def __init__(self, observer: Observer | None, **given: Any) -> None:  # noqa: ANN401 — httpx names them
        if given.get("transport") is None:
            given.setdefault("verify", authorities())
        super().__init__(**given)
        self._observer = observer

    async def send(self, request: httpx.Request, **given: Any) -> httpx.Response:  # noqa: ANN401 — as above
        """As httpx says."""
        observer = self._observer
        if observer is None:
            return await super().send(request, **given)
        began, status = time.perf_counter(), ""
        attributes = {"http.request.method": request.method, "server.address": request.url.host}
        try:
            with observer.traces.span(observer.name, "CLIENT", attributes) as span:
                response = await super().send(request, **given)
                status = str(response.status_code)
                span.set_attribute("http.response.status_code", response.status_code)
        except BaseException as error:
            status = type(error).__name__
            raise
        finally:
            observer.count(request, status, time.perf_counter() - began)
        if observer.on_error is not None and response.status_code >= HTTPStatus.BAD_REQUEST:
            _tell(response, observer.on_error)
        return response


def twilio_observer(metrics: Metrics, traces: Traces) -> Observer:
    """Who is told of requests to Twilio's REST API."""

    def count(request: httpx.Request, status: str, seconds: float) -> None:
        metrics.rest(request.method, resource_of(request.url.path), status, seconds)

    return Observer("Twilio REST", count, traces, metrics.rest_error)


def http_observer(metrics: Metrics, traces: Traces) -> Observer:
    """Who is told of requests to all other servers. Their addresses are no labels: a call may make them up."""

    def count(request: httpx.Request, status: str, seconds: float) -> None:
        metrics.http(_known(request.method), status, seconds)

    return Observer("HTTP request", count, traces)


@cache
def authorities() -> ssl.SSLContext:
    """The certificates that servers are checked against, read once a process: that takes longest of a client."""
    return httpx.create_ssl_context()


def resource_of(path: str) -> str:
    """The kind of resource that a path of Twilio's names: the account's is left out, and who is one of many.

    >>> resource_of("/2010-04-01/Accounts/AC0123456789abcdef/Calls/CA0123456789abcdef/Recordings.json")
    'Calls/{}/Recordings'
    """
    parts = _ACCOUNT.sub("", path).removesuffix(".json").strip("/").split("/")
    return "/".join("{}" if _ONE.fullmatch(part) else part for part in parts[:_MOST_PARTS])


def _known(method: str) -> str:
    return method if method in {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"} else "other"


def _tell(response: httpx.Response, on_error: Callable[[int], None]) -> None:
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return
    code = body.get("code") if isinstance(body, dict) else None
    if isinstance(code, int):
        on_error(code)
