"""`/healthz`, `/readyz` and `/metrics`: for those who run the application."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hmac import compare_digest
from http import HTTPStatus

import attrs
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from runtime.metrics import Metrics
from runtime.storage import Store
from runtime.storage.standing import standing

_WITHIN = 2.0


@attrs.frozen
class Operations:
    """The routes. They say nothing of any call, and want no signature; figures may want a token."""

    store: Store
    metrics: Metrics
    clock: Callable[[], float]
    metrics_token: str | None = attrs.field(repr=False)

    async def health(self, request: Request) -> Response:
        """`/healthz`: the process is alive."""
        return PlainTextResponse("alive\n")

    async def readiness(self, request: Request) -> Response:
        """`/readyz`: the database answers, else 503."""
        try:
            await self.store.answers(_WITHIN)
        except Exception:
            return PlainTextResponse("the database does not answer\n", HTTPStatus.SERVICE_UNAVAILABLE)
        return PlainTextResponse("ready\n")

    async def numbers(self, request: Request) -> Response:
        """`/metrics`: counters, as Prometheus reads them; 401 without the token, if there is one."""
        if not self._is_let_in(request.headers.get("authorization", "")):
            return PlainTextResponse("", HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": 'Bearer realm="metrics"'})
        try:
            found = await self.store.transact(partial(standing, now=self.clock()), _WITHIN)
        except (SQLAlchemyError, TimeoutError):
            found = None
        self.metrics.stands(found)
        return Response(self.metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _is_let_in(self, authorization: str) -> bool:
        if self.metrics_token is None:
            return True
        scheme, _, given = authorization.partition(" ")
        return scheme.lower() == "bearer" and compare_digest(
            given.strip().encode("latin-1"), self.metrics_token.encode()
        )
