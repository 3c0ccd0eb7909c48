"""Calls at once, whose every turn goes to a process by chance: `python -m benchmarks.scale.load PORTS CALLS TURNS`.

It prints a JSON object: the seconds, the webhooks, the time that all but one of a hundred stayed under, and the keys
that each call pressed. It is a process of its own, and does as little as it can for each webhook, so that it is the
servers that are measured.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import html
import json
import random
import re
import sys
import time
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import attrs
from benchmarks.scale.application import LAST_KEY
from benchmarks.webhook.servers import ADDRESS, TOKEN

_ACTION = re.compile(rb'action="([^"]*)"')
_PLACES = {f"{side}{place}": "" for side in ("From", "To") for place in ("City", "State", "Zip", "Country")}
# Of so many webhooks one comes twice at once, to two processes, as Twilio may send it.
_TWICE = 50


class Connection(asyncio.Protocol):
    """A connection that is kept, with one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[bytes] | None = None
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps what is written to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Collects an answer, until it has the length that it names."""
        self._came += data
        head, blank, body = self._came.partition(b"\r\n\r\n")
        if not blank or len(body) < int(re.findall(rb"content-length: (\d+)", head)[0]):
            return
        self._came = b""
        assert self._answer is not None
        if head.startswith(b"HTTP/1.1 200"):
            self._answer.set_result(body)
        else:
            self._answer.set_exception(RuntimeError(self._came.decode(errors="replace")))

    def connection_lost(self, exc: Exception | None) -> None:
        """Fails what is being asked."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("closed"))

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer. Raises RuntimeError for another status than 200."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer


@attrs.frozen
class Process:
    """A process of the application, and the connections to it that are free."""

    port: int
    free: list[Connection] = attrs.field(factory=list)

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer, over a connection that is free."""
        if self.free:
            connection = self.free.pop()
        else:
            _, connection = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", self.port)
        answer = await connection.ask(request)
        self.free.append(connection)
        return answer


def request(url: str, parameters: Mapping[str, str]) -> bytes:
    """The bytes of a signed webhook: https://www.twilio.com/docs/usage/security#validating-requests."""
    signed = url + "".join(name + parameters[name] for name in sorted(parameters))
    signature = base64.b64encode(hmac.digest(TOKEN.encode(), signed.encode(), "sha1")).decode()
    body = urlencode(parameters)
    return (
        f"POST {url.removeprefix(ADDRESS)} HTTP/1.1\r\nHost: example.com\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Twilio-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def call(processes: Sequence[Process], number: int, turns: int, chance: random.Random, times: list[float]) -> str:
    """The keys that a call pressed until it was over; each webhook's time is added to `times`."""
    keys = "".join(str(chance.randrange(int(LAST_KEY))) for _ in range(turns - 1)) + LAST_KEY
    parameters = {
        "CallSid": call_sid(number), "AccountSid": "AC" + "0" * 32, "From": f"+1555{number:07}", "To": "+15557654321",
        "Direction": "inbound", "CallStatus": "in-progress", **_PLACES,
    }  # fmt: skip
    url = f"{ADDRESS}/voice"
    for key in ("", *keys):
        asked = request(url, {**parameters, "Digits": key} if key else parameters)
        began = time.perf_counter()
        answers = await asyncio.gather(
            *(process.ask(asked) for process in chance.sample(processes, _copies(len(processes), chance)))
        )
        times.append(time.perf_counter() - began)
        assert answers.count(answers[0]) == len(answers), answers
        found = _ACTION.search(answers[0])
        if found is None:
            assert key == LAST_KEY, answers[0]
            break
        url = html.unescape(found[1].decode())
    return keys


def call_sid(number: int) -> str:
    """The SID of a call."""
    return f"CA{number:032x}"


def _copies(processes: int, chance: random.Random) -> int:
    return 2 if processes > 1 and chance.randrange(_TWICE) == 0 else 1


async def main(ports: list[int], calls: int, turns: int) -> dict[str, object]:
    """What is printed."""
    processes = [Process(port) for port in ports]
    chance, times = random.Random(0), list[float]()
    began = time.perf_counter()
    pressed = await asyncio.gather(*(call(processes, number, turns, chance, times) for number in range(calls)))
    seconds = time.perf_counter() - began
    slowest = sorted(times)[int(len(times) * 0.99)]
    keys = {call_sid(number): keys for number, keys in enumerate(pressed)}
    return {"seconds": seconds, "webhooks": len(times), "p99": slowest, "keys": keys}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main([int(port) for port in sys.argv[1].split(",")], *map(int, sys.argv[2:4])))))
