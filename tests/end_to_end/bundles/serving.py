"""A bundle as its users run it: made by the command line, in an environment of its own, behind a real server."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import attrs
import httpx

PROJECT = Path(__file__).resolve().parents[3]
# What Twilio is told: the stand-in leads it to the port that the server has.
PUBLIC_URL = "https://flow.example"
_PATIENCE = 60.0


def compiled(example: str, folder: Path, *arguments: str) -> Path:
    """The folder that `flowc compile -t twiml` wrote for an example."""
    source = PROJECT / "examples" / f"{example}.flow"
    command = [sys.executable, "-m", "flowc", "compile", str(source), "-t", "twiml", "-o", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def environment(bundle: Path, folder: Path) -> Path:
    """The Python of a fresh virtual environment that holds the requirements of a bundle, and nothing else."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=300)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-r", str(bundle / "requirements.txt")], check=True, timeout=600)
    return python


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@attrs.define
class Server:
    """A running server of a bundle: it may be killed and started again at the same port."""

    python: Path
    bundle: Path
    settings: Mapping[str, str]
    port: int = attrs.field(factory=free_port)
    log: Path = attrs.field(init=False)
    _process: asyncio.subprocess.Process | None = attrs.field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self.log = self.bundle.parent / f"{self.bundle.name}-{self.port}.log"

    @property
    def url(self) -> str:
        """Where the server really is."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, **more: str) -> None:
        """Starts a process, and returns when it answers."""
        command = ["-W", "error", "-m", "uvicorn", "app:app", "--port", str(self.port), "--log-level", "warning"]
        # Nothing of this environment but the bare paths: the bundle has to do with what it brings.
        surroundings = {"PATH": os.environ["PATH"], "TZ": "UTC", **self.settings, **more}
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                str(self.python), *command, cwd=self.bundle, env=surroundings, stdout=log, stderr=log
            )
        await self._answers()

    async def kill(self) -> None:
        """Ends the process as a power cut does."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Asks the process to end; its exit status."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await asyncio.wait_for(self._process.wait(), _PATIENCE)

    async def _answers(self) -> None:
        assert self._process is not None
        async with httpx.AsyncClient() as client, asyncio.timeout(_PATIENCE):
            while True:
                assert self._process.returncode is None, self.log.read_text(encoding="utf-8")
                try:
                    if (await client.get(f"{self.url}/readyz")).is_success:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.05)


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[Server]:
    """The server, running."""
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
