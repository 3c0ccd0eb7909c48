"""The store at an address."""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from runtime.settings import SettingsError
from runtime.storage.store import Store

# Enough to keep a core busy where a transaction takes some milliseconds; ten made every webhook a sixth dearer, since
# their threads wait for the interpreter more than for the database: `python -m benchmarks.scale`.
CONNECTIONS = 4


def open_store(address: str, connections: int = CONNECTIONS) -> Store:
    """The store at an address as SQLAlchemy writes them. Raises SettingsError for one that we cannot use.

    `sqlite+aiosqlite:///…` and `sqlite:///…` are the same; PostgreSQL is reached through psycopg, over so many
    connections and one that listens.
    """
    url = _url(address)
    match url.get_backend_name():
        case "sqlite":
            from runtime.storage.sqlite import SqliteStore  # noqa: PLC0415  # only one of the two is ever used

            return SqliteStore(url)
        case "postgresql":
            from runtime.storage.postgres import PostgresStore  # noqa: PLC0415  # as above

            return PostgresStore(url.set(drivername="postgresql+psycopg"), connections)
        case other:
            raise SettingsError(f"DATABASE_URL names {other}, and sessions are kept in sqlite or postgresql")


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError:
        raise SettingsError("DATABASE_URL is not an address like postgresql+psycopg://user@host/name") from None
