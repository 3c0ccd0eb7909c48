"""Two applications of one account: the flow of one runs the flow of the other as its subflow."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import attrs
import httpx
from tests.runtime.host.hosted import ACCOUNT, PUBLIC, TOKEN, Host, hosted, settings_for
from tests.runtime.host.texting import CONTACT, NUMBER

from runtime import Flow
from runtime.http_client import HttpClient
from runtime.steps import RunSubflowElsewhere

ELSEWHERE = "https://hours.example.com/ivr"
SID = "FW" + "1" * 32


@attrs.define
class Way(httpx.AsyncBaseTransport):
    """The way to the other application, and what happens to the next requests on it.

    A fault is an answer of a status and a text, "lost" for an answer that is lost, or "away" for a server that is.
    """

    to: httpx.ASGITransport | None = None
    faults: list[tuple[int, str] | str] = attrs.field(factory=list)
    passed: list[httpx.Request] = attrs.field(factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the other application, or what goes wrong."""
        self.passed.append(request)
        fault = self.faults.pop(0) if self.faults else None
        if fault == "away" or self.to is None:
            raise httpx.ConnectError("nobody is there")
        if isinstance(fault, tuple):
            return httpx.Response(fault[0], text=fault[1], request=request)
        answer = await self.to.handle_async_request(request)
        if fault == "lost":
            raise httpx.ReadError("the answer is lost")
        return answer


def runs(
    name: str, to: str | None, sorry: str | None, parameters: Sequence[tuple[str, ...]] = ()
) -> RunSubflowElsewhere:
    """A step that runs the flow of the other application."""
    exits = {"completed": to, "failed": sorry}
    return RunSubflowElsewhere(name, address=ELSEWHERE, flow_sid=SID, parameters=parameters, exits=exits)


@attrs.define
class Pair:
    """The two applications, and the way from the first to the second."""

    parent: Host
    child: Host
    way: Way

    async def ended(self, host: Host, reason: str = "flow ended", clock: list[float] | None = None) -> None:
        """Waits until a run of an application has ended; where a clock is given, it is put forward meanwhile."""
        line = f'flow_sessions_ended_total{{reason="{reason}"}} 1.0'
        async with asyncio.timeout(20):
            while line not in (await host.get("/metrics")).text:
                if clock is not None:
                    await self._pass_time(clock, 1)
                await asyncio.sleep(0.02)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Waits until something is so."""
        async with asyncio.timeout(20):
            while not is_so():
                await asyncio.sleep(0.01)

    async def passing(self, clock: list[float], is_so: Callable[[], bool], seconds: float = 1) -> None:
        """Puts a clock forward by so many seconds again and again, until something is so."""
        async with asyncio.timeout(30):
            while not is_so():
                await self._pass_time(clock, seconds)
                await asyncio.sleep(0.02)

    async def _pass_time(self, clock: list[float], seconds: float) -> None:
        clock[0] += seconds
        for host in (self.parent, self.child):
            await host.app.state.sweeper.sweep()

    async def start(self) -> str:
        """The SID of a run of the first application that is started over REST."""
        return str((await self.rest("POST", "/executions", To=CONTACT, From=NUMBER)).json()["sid"])

    async def rest(self, method: str, path: str, **form: str) -> httpx.Response:
        """The answer of the first application to the account."""
        return await self.parent.client.request(method, PUBLIC + path, data=form, auth=(ACCOUNT, TOKEN))


@asynccontextmanager
async def two_bundles(
    outer: Flow,
    inner: Flow,
    databases: tuple[str, str],
    folder: Path,
    *,
    api_base: str = "http://127.0.0.1:9",
    clock: Callable[[], float] | None = None,
) -> AsyncIterator[Pair]:
    """Both, from their start to their end; the documents stand in `outer` and `inner` of the folder."""
    way = Way()
    theirs = settings_for(databases[1], public_url=ELSEWHERE, api_base=api_base)
    ours = settings_for(databases[0], api_base=api_base)
    async with (
        hosted(inner, databases[1], folder / "inner", settings=theirs, clock=clock) as child,
        hosted(outer, databases[0], folder / "outer", settings=ours, http=HttpClient(way), clock=clock) as parent,
    ):
        way.to = httpx.ASGITransport(child.app)
        yield Pair(parent, child, way)


def heard(response: httpx.Response) -> list[str]:
    """What a document says."""
    assert response.status_code == 200, response.text
    return re.findall("<Say>([^<]*)</Say>", response.text)
