"""Sends webhooks as Twilio does: signed, with cookies, within 15 seconds, following redirects."""

from __future__ import annotations

import asyncio
import functools
import ssl
import time
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import attrs
import httpx
from tests.twilio.addresses import is_web, joined
from tests.twilio.sids import Sids
from tests.twilio.web.overrides import OverrideError, Overrides, split
from tests.twilio.web.signature import Signing, headers
from tests.twilio.web.webhook import Answer, Webhook

MOST_REDIRECTS = 10  # error 11215 beyond
_IDEMPOTENCY = "I-Twilio-Idempotency-Token"
_GET_AFTER = frozenset({301, 302, 303})
_REDIRECTS = _GET_AFTER | {307, 308}


def form(parameters: Mapping[str, str]) -> bytes:
    """The parameters as the body of a form; empty ones stand in it too."""
    return urlencode(list(parameters.items())).encode()


@functools.cache
def _authorities() -> ssl.SSLContext:
    """Reading the list of certificate authorities is slow, and once is enough for all tests."""
    return ssl.create_default_context()


@attrs.define
class Sender:
    """What all webhooks go out by; `hosts` leads a public address to the one where it is served in a test."""

    token: str
    sids: Sids
    limit: float = 15.0
    hosts: Mapping[str, str] = attrs.field(factory=dict)
    # The transport alone: a client would keep the cookies of all calls together, and read where redirects lead to.
    _transport: httpx.AsyncHTTPTransport = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._transport = httpx.AsyncHTTPTransport(verify=_authorities())

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.aclose()

    async def send(
        self,
        webhook: Webhook,
        cookies: httpx.Cookies | None = None,
        signing: Signing = Signing.RIGHT,
        token: str | None = None,
    ) -> Answer:
        """What came of it; never raises for what the other side does. The token is one of idempotency."""
        began = time.monotonic()
        try:
            url, overrides = split(webhook.url, self.limit)
        except OverrideError as error:
            return Answer(webhook, webhook.url, error=error.code, reason=str(error), requests=0)
        if not is_web(url):
            return Answer(webhook, url, error=11100, reason=f"`{url}` is no address", requests=0)
        jar = httpx.Cookies() if cookies is None else cookies
        exchange = _Exchange(self, attrs.evolve(webhook, url=url), overrides, jar, signing, token)
        try:
            async with asyncio.timeout(overrides.total):
                answer = await exchange.run()
        except TimeoutError:
            answer = exchange.failed(11203, f"no answer within {overrides.total:g} s in all")
        return attrs.evolve(answer, webhook=webhook, requests=exchange.requests, seconds=time.monotonic() - began)

    async def request(self, request: httpx.Request) -> httpx.Response:
        """The answer to one request, from where its host is really served."""
        public = f"{request.url.scheme}://{request.url.netloc.decode()}"
        if public in self.hosts:
            served = urlsplit(self.hosts[public])
            request.url = request.url.copy_with(scheme=served.scheme, host=served.hostname, port=served.port)
        response = await self._transport.handle_async_request(request)
        response.request = request
        try:
            await response.aread()
        finally:
            await response.aclose()
        return response


@attrs.define
class _Exchange:
    """One webhook on its way: its tries and redirects."""

    sender: Sender
    webhook: Webhook
    overrides: Overrides
    cookies: httpx.Cookies
    signing: Signing
    token: str | None = None
    requests: int = 0

    def failed(self, error: int, reason: str, status: int | None = None) -> Answer:
        """An answer that is none."""
        return Answer(self.webhook, self.webhook.url, status, error=error, reason=reason)

    async def run(self) -> Answer:
        """The answer at the end of all redirects."""
        for _ in range(MOST_REDIRECTS + 1):
            answer, location = await self.fetch()
            if location is None:
                return answer
            url = joined(self.webhook.url, location)
            if not is_web(url):
                return self.failed(11216, f"a redirect to `{url}`, which is no address", answer.status)
            self.follow(url, answer.status)
        return self.failed(11215, f"more than {MOST_REDIRECTS} redirects")

    def follow(self, url: str, status: int | None) -> None:
        """301 and 302 turn a POST into a GET, and its parameters are lost."""
        self.webhook = attrs.evolve(self.webhook, url=url)
        if status in _GET_AFTER:
            self.webhook = attrs.evolve(self.webhook, method="GET", parameters={})

    async def fetch(self) -> tuple[Answer, str | None]:
        """The answer after all tries, and where it leads to."""
        token = {_IDEMPOTENCY: self.token} if self.token else {}
        for left in range(self.overrides.retries, -1, -1):
            answer, location, failure = await self.attempt(token)
            if failure is None or left == 0 or not self.overrides.retries_after(failure):
                break
            token = token or {_IDEMPOTENCY: self.sender.sids.new("IT")}
        return answer, location

    async def attempt(self, extra: Mapping[str, str]) -> tuple[Answer, str | None, str | None]:
        """The answer to one request, where it leads to, and in which way it failed."""
        self.requests += 1
        request = self.build(extra)
        try:
            response = await self.sender.request(request)
        except httpx.ConnectTimeout:
            return self.failed(11201, "the connection timed out"), None, "ct"
        except httpx.ConnectError as error:
            return self.failed(11205, f"no connection: {error}"), None, "ct"
        except httpx.TimeoutException:
            return self.failed(11200, "the answer took too long"), None, "rt"
        except httpx.HTTPError as error:
            return self.failed(11206, f"protocol violation: {error}"), None, "rt"
        self.cookies.extract_cookies(response)
        return self.answer(response)

    def build(self, extra: Mapping[str, str]) -> httpx.Request:
        """The request as it goes out, with these headers besides."""
        url, content = self.webhook.url, b""
        signed: Mapping[str, str] = {}
        if self.webhook.method == "GET":
            if self.webhook.parameters:
                url += ("&" if urlsplit(url).query else "?") + form(self.webhook.parameters).decode()
        else:
            content, signed = form(self.webhook.parameters), self.webhook.parameters
        limits = self.overrides
        timeout = httpx.Timeout(limits.read, connect=limits.connect, pool=limits.total)
        kind = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"} if content else {}
        request = httpx.Request(
            self.webhook.method,
            url,
            content=content or None,
            headers={"Accept": "*/*", "User-Agent": "TwilioProxy/1.1", **kind, **extra},
            extensions={"timeout": timeout.as_dict()},
        )
        # What goes over the wire is signed, after the client has escaped what needs it.
        request.headers.update(headers(self.sender.token, str(request.url), signed, self.signing))
        self.cookies.set_cookie_header(request)
        return request

    def answer(self, response: httpx.Response) -> tuple[Answer, str | None, str | None]:
        """What a response means: an answer, where it leads to, and in which way it failed."""
        status, location = response.status_code, response.headers.get("Location")
        if status in _REDIRECTS:
            if location is None:
                return self.failed(11216, "a redirect without an address", status), None, None
            return Answer(self.webhook, self.webhook.url, status), location, None
        if not response.is_success:
            return self.failed(11200, f"HTTP status {status}", status), None, f"{status // 100}xx"
        answer = Answer(self.webhook, self.webhook.url, status, response.headers.get("Content-Type"), response.content)
        return answer, None, None
