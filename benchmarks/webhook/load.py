"""Calls that press keys as fast as they are asked to: so many at once, each on a connection of its own."""

from __future__ import annotations

import asyncio
import html
import itertools
import re
import secrets
import time
from urllib.parse import urlencode

import attrs
from benchmarks.webhook.servers import ADDRESS, TOKEN
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

# As many turns as a talkative caller has; then the next call arrives.
_TURNS = 20
_ACTION = re.compile(r'action="([^"]*)"')
_PLACES = {
    f"{side}{place}": "" for side in ("From", "To", "Caller", "Called") for place in ("City", "State", "Zip", "Country")
}
_VALIDATOR = RequestValidator(TOKEN)


@attrs.frozen
class Figures:
    """How a load went: webhooks a second, and the time that all but one of a hundred stayed under."""

    webhooks: int
    seconds: float
    slowest: float

    @property
    def rate(self) -> float:
        """Webhooks a second."""
        return self.webhooks / self.seconds


async def load(port: int, webhooks: int, connections: int) -> Figures:
    """The figures of so many webhooks over so many connections."""
    left = itertools.count(webhooks, -1)
    times: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(_caller(port, left, times) for _ in range(connections)))
    return Figures(len(times), time.perf_counter() - began, sorted(times)[int(len(times) * 0.99)])


async def _caller(port: int, left: itertools.count[int], times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        call = {
            "CallSid": "CA" + secrets.token_hex(16), "AccountSid": "AC" + "0" * 32, "ApiVersion": "2010-04-01",
            "From": "+15551234567", "To": "+15557654321", "Direction": "inbound",
            "CallStatus": "in-progress", **_PLACES,
        }  # fmt: skip
        url = f"{ADDRESS}/voice"
        for turn in range(_TURNS):
            if next(left) <= 0:
                writer.close()
                return
            parameters = {**call, "Digits": str(turn % 10)} if turn else call
            began = time.perf_counter()
            document = await _post(reader, writer, url, parameters)
            times.append(time.perf_counter() - began)
            found = _ACTION.search(document)
            assert found is not None, document
            url = html.unescape(found[1])


async def _post(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, url: str, parameters: dict[str, str]
) -> str:
    body = urlencode(parameters)
    writer.write(
        f"POST {url.removeprefix(ADDRESS)} HTTP/1.1\r\nHost: example.com\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Twilio-Signature: {_VALIDATOR.compute_signature(url, parameters)}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    assert head.startswith("HTTP/1.1 200"), head
    length = re.search(r"content-length: (\d+)", head)
    assert length is not None, head
    return (await reader.readexactly(int(length[1]))).decode()
