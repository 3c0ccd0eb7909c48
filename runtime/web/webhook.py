"""What all routes of Twilio's have in common: they are counted, logged, and answered whatever happens."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from runtime.metrics import Metrics
from runtime.traces import Traces

Endpoint = Callable[[Request], Awaitable[Response]]

_log = structlog.get_logger(__name__)


def webhook(route: str, metrics: Metrics, traces: Traces, answer: Endpoint) -> Endpoint:
    """An endpoint that answers as the given one, and never with an error of its own making."""

    async def endpoint(request: Request) -> Response:
        began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        attributes = {"http.request.method": request.method, "http.route": route}
        with traces.span(f"{request.method} {route}", "SERVER", attributes) as span:
            response = await _answered(route, request, answer)
            span.set_attribute("http.response.status_code", response.status_code)
        seconds = time.perf_counter() - began
        metrics.webhook(route, response.status_code, seconds)
        _log.info("webhook", route=route, status=response.status_code, ms=round(seconds * 1000, 1))
        return response

    return endpoint


def twiml(document: str) -> Response:
    """A response of TwiML."""
    return Response(document, media_type="text/xml")


async def _answered(route: str, request: Request, answer: Endpoint) -> Response:
    try:
        return await answer(request)
    except HTTPException as refusal:
        _log.warning("refused", route=route, status=refusal.status_code, reason=refusal.detail)
        return PlainTextResponse(HTTPStatus(refusal.status_code).phrase, refusal.status_code, refusal.headers)
    except ClientDisconnect:
        return PlainTextResponse("", HTTPStatus.BAD_REQUEST)
    except Exception as error:
        _log.error("not answered", route=route, error=type(error).__name__, exc_info=error)
        return PlainTextResponse("try again later", HTTPStatus.SERVICE_UNAVAILABLE)
