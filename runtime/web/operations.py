"""`/healthz`, `/readyz` and `/metrics`: for those who run the application."""

from __future__ import annotations

from http import HTTPStatus

import attrs
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from runtime.metrics import Metrics
from runtime.storage import Store

_WITHIN = 2.0


@attrs.frozen
class Operations:
    """The routes. They say nothing of any call, and want no signature."""

    store: Store
    metrics: Metrics

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
        """`/metrics`: counters, as Prometheus reads them."""
        return Response(self.metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
