"""Requests to other people's servers, with an end to waiting and to reading."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from http import HTTPStatus

import attrs
import httpx

from runtime.observed_client import ObservedClient, Observer

# The most that Studio reads of an answer: widgets.md, "Limits and error codes".
MOST_BYTES = 65_536
_MOST_REDIRECTS = 5
# Nobody who answers at all needs longer than this to take up the connection.
_CONNECT = 3.0

# What httpx raises before the request is on its way; ValueError and UnicodeError for addresses that are none.
_NOTHING_WENT_OUT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
    ValueError,
    TypeError,
)

# Its log names whole addresses, and in those may stand passwords and what callers said.
logging.getLogger("httpx").setLevel(logging.WARNING)


def patience(within: float) -> httpx.Timeout:
    """The time-outs of a request that may take so many seconds in all."""
    return httpx.Timeout(within, connect=min(_CONNECT, within), pool=min(_CONNECT, within))


class HttpError(Exception):
    """A request that got no answer to go by. The words name no address: it may hold a password."""


class NotSentError(HttpError):
    """Nothing reached the server: the address is none, or nobody answers there."""


class UnansweredError(HttpError):
    """The request went out, and nobody knows whether it was heard: time was up, or the connection broke."""


class TooLargeError(HttpError):
    """The answer is larger than what is read of one."""


@attrs.frozen
class Answer:
    """What a server said. `headers` has their names in lower case."""

    status: int
    content_type: str
    headers: Mapping[str, str]
    body: str

    @property
    def is_good(self) -> bool:
        """Whether the server did what was asked."""
        return HTTPStatus.OK <= self.status < HTTPStatus.BAD_REQUEST


class HttpClient:
    """A pool of connections to other servers. Nothing is sent twice."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None, *, observer: Observer | None = None) -> None:
        self._client = ObservedClient(
            observer, transport=transport, follow_redirects=True, max_redirects=_MOST_REDIRECTS
        )

    async def send(
        self,
        method: str,
        url: str,
        *,
        within: float,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        redirects: bool = True,
    ) -> Answer:
        """What the server answers within so many seconds in all; `redirects` are followed. Raises HttpError."""
        try:
            async with asyncio.timeout(within):
                request = self._client.build_request(
                    method, url, content=content, headers=headers, timeout=patience(within)
                )
                response = await self._client.send(
                    request, stream=True, auth=auth or httpx.USE_CLIENT_DEFAULT, follow_redirects=redirects
                )
                try:
                    return await _read(response)
                finally:
                    await response.aclose()
        except _NOTHING_WENT_OUT as error:
            raise NotSentError(type(error).__name__) from None
        except (httpx.HTTPError, TimeoutError) as error:
            raise UnansweredError(type(error).__name__) from None

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()


async def _read(response: httpx.Response) -> Answer:
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_bytes():
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise TooLargeError(f"more than {MOST_BYTES} bytes")
    return Answer(
        status=response.status_code,
        content_type=response.headers.get("content-type", ""),
        headers=dict(response.headers.items()),
        body=_text(b"".join(parts), response.charset_encoding),
    )


def _text(body: bytes, charset: str | None) -> str:
    try:
        return body.decode(charset or "utf-8", errors="replace")
    except LookupError:
        return body.decode("utf-8", errors="replace")
