"""A chat with a hosted application: messages that arrive, and a Messages resource that takes what it sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import attrs
import httpx
from tests.runtime.host.hosted import Host, documents, hosted, settings_for
from tests.runtime.server import Received, Server, json_answer, serving

from runtime import Flow
from runtime.steps import SendAndWaitForReply, SendMessage

CONTACT, NUMBER = "+15551230001", "+15551230002"
_PATIENCE = 20.0


def asks(name: str, to: str | None = None, **more: Any) -> SendAndWaitForReply:  # noqa: ANN401 — each has its own type
    """A step that asks by its name, and leads on when the contact replies; else it leads to `else_`."""
    other = more.pop("else_", None)
    exits = {"incomingMessage": to, "timeout": other, "deliveryFailure": other}
    return SendAndWaitForReply(name, body=f"{name}?", exits=exits, **more)


def sends(name: str, to: str | None = None, **more: Any) -> SendMessage:  # noqa: ANN401 — as above
    """A step that sends its name, and leads on whatever comes of it."""
    return SendMessage(name, **{"body": name, **more}, exits={"sent": to, "failed": more.pop("else_", to)})


@attrs.define
class Texting:
    """The application, and what it has sent."""

    host: Host
    server: Server
    numbers: int = 0

    @property
    def bodies(self) -> list[str]:
        """The texts that the application has sent, in order."""
        return [dict(one.form).get("Body", "") for one in self.server.received]

    async def write(self, body: str, sid: str | None = None, **more: str) -> httpx.Response:
        """The answer to a message of the contact."""
        self.numbers += 1
        told = {"MessageSid": sid or f"SM{self.numbers}", "From": CONTACT, "To": NUMBER, "Body": body, "NumMedia": "0"}
        return await self.host.post("/message", told | more)

    async def tell(self, number: int, status: str, **more: str) -> httpx.Response:
        """The answer to a callback about the message that the application sent at this place."""
        url = dict(self.server.received[number].form)["StatusCallback"]
        return await self.host.post(url, {"MessageSid": f"SMout{number}", "MessageStatus": status, **more})

    async def until(self, *bodies: str) -> None:
        """Waits until the application has sent just these texts."""
        async with asyncio.timeout(_PATIENCE):
            while self.bodies != list(bodies):
                assert self.bodies == list(bodies[: len(self.bodies)]), self.bodies
                await asyncio.sleep(0.02)

    async def metric(self, line: str) -> None:
        """Waits until the metrics have a line."""
        for _ in range(400):
            found = (await self.host.get("/metrics")).text
            if line in found:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"never: {line}\n{found}")

    async def ended(self, times: int = 1, reason: str = "flow ended") -> None:
        """Waits until so many runs have ended."""
        await self.metric(f'flow_sessions_ended_total{{reason="{reason}"}} {float(times)}')

    async def waits(self, step: str, times: float = 1) -> None:
        """Waits until a step waits for the reply, for the so manieth time."""
        await self.metric(f'flow_acts_total{{outcome="waits",step="{step}"}} {float(times)}')


@attrs.define
class Messages:
    """The resource: each message is queued, unless something else is to be answered at its place."""

    answers: dict[int, bytes | None] = attrs.field(factory=dict)
    held: dict[int, asyncio.Event] = attrs.field(factory=dict)
    taken: int = 0

    async def __call__(self, received: Received) -> bytes | None:
        """The resource of the message."""
        number, self.taken = self.taken, self.taken + 1
        if number in self.held:
            await self.held[number].wait()
        if number in self.answers:
            return self.answers[number]
        form = dict(received.form)
        told = {"sid": f"SMout{number}", "status": "queued", "num_segments": "1", "num_media": "0"}
        told |= {"from": form.get("From", ""), "to": form.get("To", ""), "body": form.get("Body", "")}
        return json_answer({**told, "error_code": None}, status=201)


@asynccontextmanager
async def texting(
    flow: Flow,
    address: str,
    folder: Path,
    messages: Messages | None = None,
    **given: Any,  # noqa: ANN401 — as above
) -> AsyncIterator[Texting]:
    """A chat with the application of a flow."""
    async with serving(messages or Messages()) as server:
        settings = settings_for(address, api_base=server.url)
        async with hosted(flow, address, documents(folder / "twiml"), settings=settings, **given) as host:
            yield Texting(host, server)
