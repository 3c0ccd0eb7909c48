"""How a process hears that another calls it to the database, by PostgreSQL's own LISTEN and NOTIFY.

Nobody may rely on it: what is due stands in the database, and each process looks there by itself. A connection pool
that hands a connection on after each transaction, as PgBouncer's can, delivers no call.
https://www.postgresql.org/docs/current/sql-notify.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
import structlog

from runtime.storage.sessions import CHANNEL

# How long it is not tried to listen again.
_AGAIN = 5.0

_log = structlog.get_logger(__name__)


async def listen(arguments: Mapping[str, Any], heard: Callable[[], None]) -> None:
    """Calls `heard` at each call, until it is cancelled. A connection that breaks is made anew."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**arguments, autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                async for _ in connection.notifies():
                    heard()
        except psycopg.Error as error:
            _log.warning("not listening", error=type(error).__name__)
        await asyncio.sleep(_AGAIN)
