"""Calls at once, whose turns go to processes by chance.

    python -m benchmarks.scale.load HOST:PORT,… FIRST CALLS TURNS PAUSE

The calls have numbers from FIRST on. Each caller takes a pause before each key, PAUSE seconds in the mean. It prints a
JSON object: the seconds, those of the processor that it took itself, the webhooks that were answered, the time that all
but one of a hundred stayed under, how many were told to come again, and the keys that each call pressed. It is a
process of its own, and does as little as it can for each webhook, so that it is the servers that are measured.
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
from collections.abc import Sequence
from urllib.parse import urlencode

import attrs
from benchmarks.scale.application import LAST_KEY
from benchmarks.webhook.servers import ADDRESS, TOKEN

_ACTION = re.compile(rb'action="([^"]*)"')
_AGAIN = re.compile(rb'<Pause length="(\d+)"/><Redirect[^>]*>([^<]*)<')
_PLACES = {f"{side}{place}": "" for side in ("From", "To") for place in ("City", "State", "Zip", "Country")}
_KEYS = "Digits"
# Of so many webhooks one comes twice at once, to two processes, as Twilio may send it.
_TWICE = 50


class Connection(asyncio.Protocol):
    """A connection that is kept, with one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[bytes] | None = None
        self._came = b""
        self.lost = False

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
        if self._answer.done():
            return  # the load has failed, and nobody waits any more
        if head.startswith(b"HTTP/1.1 200"):
            self._answer.set_result(body)
        else:
            self._answer.set_exception(RuntimeError((head + blank + body).decode(errors="replace")))

    def connection_lost(self, exc: Exception | None) -> None:
        """Fails what is being asked."""
        self.lost = True
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("closed"))

    def close(self) -> None:
        """Ends it."""
        assert self._transport is not None
        self._transport.close()

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer. Raises RuntimeError for another status than 200."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer


@attrs.define
class Figures:
    """How long each webhook took, and how many were told to come again."""

    times: list[float] = attrs.field(factory=list)
    stalled: int = 0


@attrs.frozen
class Told:
    """What a load came to.

    `processor` is the seconds that the load itself took of it. `webhooks` were answered with what is spoken next: those
    that were told to come again are not among them. `p99` is the time that all but one of a hundred stayed under.
    """

    seconds: float
    processor: float
    webhooks: int
    p99: float
    stalled: int
    keys: dict[str, str]


@attrs.frozen
class Process:
    """A process of the application, and the connections to it that are free."""

    host: str
    port: int
    free: list[Connection] = attrs.field(factory=list)

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer, over a connection that is free."""
        connection = self.free.pop() if self.free else None
        if connection is None or connection.lost:
            _, connection = await asyncio.get_running_loop().create_connection(Connection, self.host, self.port)
        answer = await connection.ask(request)
        self.free.append(connection)
        return answer


@attrs.frozen
class Caller:
    """What is the same in all webhooks of a call: the form, and what is signed of it before the keys and behind."""

    form: str
    before: str
    behind: str


def caller(number: int) -> Caller:
    """The caller of a number."""
    parameters = {
        "CallSid": call_sid(number), "AccountSid": "AC" + "0" * 32, "From": f"+1555{number:07}", "To": "+15557654321",
        "Direction": "inbound", "CallStatus": "in-progress", **_PLACES,
    }  # fmt: skip
    before, behind = ([name for name in sorted(parameters) if (name < _KEYS) is comes] for comes in (True, False))
    signed = ("".join(name + parameters[name] for name in names) for names in (before, behind))
    return Caller(urlencode(parameters), *signed)


def request(url: str, who: Caller, key: str) -> bytes:
    """The bytes of a signed webhook: https://www.twilio.com/docs/usage/security#validating-requests."""
    keys = f"{_KEYS}{key}" if key else ""
    signed = f"{url}{who.before}{keys}{who.behind}"
    signature = base64.b64encode(hmac.digest(TOKEN.encode(), signed.encode(), "sha1")).decode()
    body = f"{who.form}&{_KEYS}={key}" if key else who.form
    return (
        f"POST {url.removeprefix(ADDRESS)} HTTP/1.1\r\nHost: example.com\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Twilio-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def call(
    processes: Sequence[Process], number: int, turns: int, pause: float, chance: random.Random, figures: Figures
) -> str:
    """The keys that a call pressed until it was over; each webhook is added to the figures."""
    keys = "".join(str(chance.randrange(int(LAST_KEY))) for _ in range(turns - 1)) + LAST_KEY
    who = caller(number)
    url = f"{ADDRESS}/voice"
    for key in ("", *keys):
        if pause:
            await asyncio.sleep(chance.uniform(0, 2 * pause))
        document = await turn(processes, url, who, key, chance, figures)
        found = _ACTION.search(document)
        if found is None:
            assert key == LAST_KEY, document
            break
        url = html.unescape(found[1].decode())
    return keys


async def turn(
    processes: Sequence[Process], url: str, who: Caller, key: str, chance: random.Random, figures: Figures
) -> bytes:
    """The document for a webhook, by a process that chance chooses, or by two; a redirect is followed as told."""
    while True:
        asked = request(url, who, key)
        began = time.perf_counter()
        chosen = chance.sample(processes, _copies(len(processes), chance))
        answers = [await chosen[0].ask(asked)] if len(chosen) == 1 else await _at_once(chosen, asked)
        figures.times.append(time.perf_counter() - began)
        again = [_AGAIN.search(answer) for answer in answers]
        if again[0] is None:
            assert all(one is not None or answer == answers[0] for one, answer in zip(again, answers, strict=True))
            return answers[0]
        figures.stalled += 1
        await asyncio.sleep(int(again[0][1]))
        url = html.unescape(again[0][2].decode())


async def _at_once(processes: Sequence[Process], asked: bytes) -> list[bytes]:
    return await asyncio.gather(*(process.ask(asked) for process in processes))


def call_sid(number: int) -> str:
    """The SID of a call."""
    return f"CA{number:032x}"


def _copies(processes: int, chance: random.Random) -> int:
    return 2 if processes > 1 and chance.randrange(_TWICE) == 0 else 1


async def main(addresses: Sequence[str], first: int, calls: int, turns: int, pause: float) -> Told:
    """What is printed. Raises RuntimeError or AssertionError where a webhook was not answered as it should be."""
    processes = [Process(host, int(port)) for host, _, port in (address.partition(":") for address in addresses)]
    chance, figures = random.Random(first), Figures()
    numbers = range(first, first + calls)
    began, before = time.perf_counter(), time.process_time()
    pressed = await asyncio.gather(*(call(processes, number, turns, pause, chance, figures) for number in numbers))
    seconds, processor = time.perf_counter() - began, time.process_time() - before
    slowest = sorted(figures.times)[int(len(figures.times) * 0.99)]
    keys = {call_sid(number): keys for number, keys in zip(numbers, pressed, strict=True)}
    webhooks = len(figures.times) - figures.stalled
    for connection in (one for process in processes for one in process.free):
        connection.close()
    return Told(seconds, processor, webhooks, slowest, figures.stalled, keys)


def _arguments(
    addresses: str, first: str, calls: str, turns: str, pause: str
) -> tuple[list[str], int, int, int, float]:
    return addresses.split(","), int(first), int(calls), int(turns), float(pause)


if __name__ == "__main__":
    print(json.dumps(attrs.asdict(asyncio.run(main(*_arguments(*sys.argv[1:]))))))
