"""Hosts of one machine: network namespaces, each with a link to Twilio's side and one to the database's.

Both sides are where the tests run. https://man7.org/linux/man-pages/man8/ip-netns.8.html
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import attrs
import pytest

PROJECT = Path(__file__).resolve().parents[3]
_PORT = 8000


@attrs.frozen
class Host:
    """A namespace, by its name; `number` chooses its addresses, which no other has on this machine."""

    name: str
    number: int

    @property
    def url(self) -> str:
        """Where its server is reached."""
        return f"http://{self._address('web', 2)}:{_PORT}"

    @property
    def database_side(self) -> str:
        """The address that it knows the database's machine by."""
        return self._address("db", 1)

    def make(self) -> None:
        """Makes the namespace and both links. Raises CalledProcessError where that is not allowed."""
        ip("netns", "add", self.name)
        inside = ("-n", self.name)
        ip(*inside, "link", "set", "lo", "up")
        for link in ("web", "db"):
            ip("link", "add", self._here(link), "type", "veth", "peer", "name", link, "netns", self.name)
            ip("address", "add", f"{self._address(link, 1)}/30", "dev", self._here(link))
            ip(*inside, "address", "add", f"{self._address(link, 2)}/30", "dev", link)
            ip("link", "set", self._here(link), "up")
            ip(*inside, "link", "set", link, "up")

    def remove(self) -> None:
        """Removes the namespace; its links go with it."""
        ip("netns", "delete", self.name)

    def cut(self) -> None:
        """Cuts the link to the database: what is sent is lost, and nobody is told."""
        ip("link", "set", self._here("db"), "down")

    def restore(self) -> None:
        """Ends that."""
        ip("link", "set", self._here("db"), "up")

    @contextmanager
    def serving(self, application: str, log: Path, **settings: str) -> Iterator[None]:
        """A server of `module:function` in the namespace. It may not answer yet."""
        command = [sys.executable, "-m", "uvicorn", "--factory", application, "--host", "0.0.0.0"]  # noqa: S104 — it is alone there
        with log.open("wb") as out:
            process = subprocess.Popen(
                ["ip", "netns", "exec", self.name, *command, "--port", str(_PORT), "--no-access-log"],  # noqa: S607 — as found
                cwd=PROJECT, env={**os.environ, **settings}, stdout=out, stderr=out,
            )  # fmt: skip
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)

    def _here(self, link: str) -> str:
        """The name of our end; Linux allows 15 characters."""
        return f"fl{self.number}{link}"

    def _address(self, link: str, end: int) -> str:
        """Each link is a network of four addresses, in a private range."""
        third, fourth = divmod((2 * self.number + (link == "db")) * 4 + end, 256)
        second, third = divmod(third, 256)
        return f"10.{64 + second % 64}.{third}.{fourth}"


def ip(*arguments: str) -> None:
    """Runs iproute2's `ip`. Raises CalledProcessError."""
    subprocess.run(["ip", *arguments], check=True, capture_output=True, timeout=60)  # noqa: S607 — as found


@contextmanager
def hosts(count: int) -> Iterator[list[Host]]:
    """So many hosts. The test is skipped where they cannot be made."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("network namespaces need root, and `ip` of iproute2")
    made: list[Host] = []
    try:
        for index in range(count):
            host = Host(f"flow-{os.getpid()}-{index}", os.getpid() % 100_000 * count + index)
            try:
                host.make()
            except subprocess.CalledProcessError as error:
                pytest.skip(f"network namespaces are not allowed here: {error.stderr.decode().strip()}")
            finally:
                made.append(host)
        yield made
    finally:
        for host in made:
            with suppress(subprocess.CalledProcessError):
                host.remove()


@asynccontextmanager
async def reached(socket: Path) -> AsyncIterator[int]:
    """A port at which the hosts reach a server of this machine that listens at a socket alone."""
    pipes: set[asyncio.Task[None]] = set()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_unix_connection(socket)
        for source, sink in ((reader, there_writer), (there_reader, writer)):
            task = asyncio.create_task(_pipe(source, sink))
            pipes.add(task)
            task.add_done_callback(pipes.discard)

    server = await asyncio.start_server(connect, "0.0.0.0", 0)  # noqa: S104 — the hosts are other machines
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(pipes):
            task.cancel()
        await asyncio.gather(*pipes, return_exceptions=True)


async def _pipe(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65_536):
            sink.write(data)
            await sink.drain()
    except OSError:
        pass
    finally:
        sink.close()
