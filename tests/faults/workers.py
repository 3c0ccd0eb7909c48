"""Two processes that serve a flow over a database: they are killed, come back, and get webhooks in turns.

Two more serve the flow of another bundle that it runs, where it runs any.
"""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import attrs
import httpx
from tests.end_to_end.bundles.serving import PUBLIC_URL, Server
from tests.faults.fault import Kill

_LOOK = 0.02
_PATIENCE = 10.0


@attrs.define(eq=False)
class Worker:
    """A process. It gets webhooks while it is `ready`."""

    server: Server
    time_file: Path
    ready: bool = False
    deaths: int = 0

    @property
    def answers(self) -> bool:
        """Whether it is healthy, as a load balancer asks: one that is dying still takes connections for a moment."""
        try:
            with socket.create_connection(("127.0.0.1", self.server.port), _PATIENCE) as asked:
                asked.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
                return bool(asked.recv(1))
        except OSError:
            return False

    async def start(self) -> None:
        """Starts it, and returns when it answers."""
        more = {"APP_TIME": str(self.time_file), "PYTHONPATH": str(Path(__file__).parent)}
        await asyncio.to_thread(self.server.start, "dying:app", **more)
        self.ready = True

    async def die_at(self, point: str, nth: int) -> None:
        """Tells it where to die."""
        async with httpx.AsyncClient(verify=False) as client:  # noqa: S501 - it speaks plain HTTP, and is our own
            await client.post(f"{self.server.url}/dies", content=f"{point} {nth}")

    async def lives_on(self) -> bool:
        """Whether it is alive; then it is to die no more."""
        try:
            await self.die_at("nowhere", 0)
        except httpx.TransportError:
            self.server.kill()
            self.note()
        return self.ready

    def note(self) -> bool:
        """Whether it has died since it was ready."""
        if self.ready and not self.server.alive:
            self.ready = False
            self.deaths += 1
            return True
        return False


@attrs.define(eq=False)
class Workers(Mapping[str, str]):
    """Leads the public address to one of the processes that live, and others to where the run says.

    `elsewhere` are the processes of the other bundle, and `address` is where that is.
    """

    pair: tuple[Worker, Worker]
    elsewhere: tuple[Worker, ...] = ()
    address: str = ""
    route: str = "first"
    chance: random.Random = attrs.field(factory=random.Random)
    others: Mapping[str, str] = attrs.field(factory=dict)
    asked: int = 0
    _alarm: asyncio.TimerHandle | None = None

    def __getitem__(self, public: str) -> str:
        if public in self._bundles:
            return self.one(self._bundles[public]).server.url
        return self.others[public]

    def __iter__(self) -> Iterator[str]:
        return iter((*self._bundles, *self.others))

    def __len__(self) -> int:
        return len(self._bundles) + len(self.others)

    def __contains__(self, public: object) -> bool:
        """Whether it leads an address; to look counts as no request."""
        return public in self._bundles or public in self.others

    @property
    def all(self) -> tuple[Worker, ...]:
        """The processes of both bundles, in the order in which a plan counts them."""
        return (*self.pair, *self.elsewhere)

    @property
    def _bundles(self) -> Mapping[str, tuple[Worker, ...]]:
        return {PUBLIC_URL: self.pair, **({self.address: self.elsewhere} if self.elsewhere else {})}

    def one(self, workers: tuple[Worker, ...] | None = None) -> Worker:
        """The worker, of these or of the flow's own, that gets the next request."""
        workers = workers or self.pair
        alive = [worker for worker in workers if worker.ready and worker.answers] or list(workers)
        self.asked += 1
        if self.route == "turns":
            return alive[self.asked % len(alive)]
        return self.chance.choice(alive) if self.route == "chance" else alive[0]

    def elsewhere_url(self) -> str:
        """Where the other bundle's next request goes."""
        return self.one(self.elsewhere).server.url

    @asynccontextmanager
    async def killed(self, kills: Sequence[Kill]) -> AsyncIterator[None]:
        """While this is entered the workers die, one after another, and come back if they shall."""
        left = list(kills)
        await self._arm(left)
        watch = asyncio.create_task(self._watch(left))
        try:
            yield
        finally:
            if self._alarm is not None:
                self._alarm.cancel()
            left.clear()
            await watch

    async def mended(self) -> int:
        """How many have died since the last time; all are there again, and none is to die."""
        for worker in self.all:
            while not await worker.lives_on():
                await worker.start()
        deaths = sum(worker.deaths for worker in self.all)
        for worker in self.all:
            worker.deaths = 0
        return deaths

    async def _arm(self, left: list[Kill]) -> None:
        if not left:
            return
        kill, worker = left[0], self.all[left[0].worker]
        if kill.moment == "instant":
            self._alarm = asyncio.get_running_loop().call_later(kill.nth / 1000, self._kill, worker)
            return
        # At the first calls of all it dies before it has answered.
        with suppress(httpx.TransportError):
            await worker.die_at(kill.moment, kill.nth)

    def _kill(self, worker: Worker) -> None:
        if worker.ready and worker.server.alive:
            worker.server.kill()

    async def _watch(self, left: list[Kill]) -> None:
        """Starts again what died, and then lets the next one die."""
        while left:
            await asyncio.sleep(_LOOK)
            died = [worker for worker in self.all if worker.note()]
            if not died or not left:
                continue
            kill = left.pop(0)
            if kill.returns:
                await self.all[kill.worker].start()
                await self._arm(left)
