"""A bundle as its owner runs it: uvicorn in a process of its own, which has nothing of the compiler on its path."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN

# A start that takes longer has failed, however slow the machine.
_SECONDS_TO_START = 60


@asynccontextmanager
async def running(folder: Path, api: str) -> AsyncIterator[str]:
    """The address at which the bundle in a folder answers, while it runs; `api` is where its REST API is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    settings = {
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "TWILIO_API_BASE": api,
        "PUBLIC_URL": url,
    }
    # A module that is None cannot be imported.
    program = f"import sys, uvicorn; sys.modules['flowc'] = None; uvicorn.run('app:app', port={port})"
    with (folder / "server.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-c", program),
            cwd=folder,
            env={**kept, **settings},
            stdout=log,
            stderr=log,
        )
        try:
            await _started(process, url, folder)
            yield url
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _started(process: asyncio.subprocess.Process, url: str, folder: Path) -> None:
    async with httpx.AsyncClient() as client, asyncio.timeout(_SECONDS_TO_START):
        while process.returncode is None:
            try:
                if (await client.get(f"{url}/readyz")).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
    raise AssertionError((folder / "server.log").read_text(encoding="utf-8"))
