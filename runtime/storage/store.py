"""What a store is: work that is one transaction, whatever the database."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

import attrs
from sqlalchemy import Connection, select

from runtime.storage.migrations import migrate

T = TypeVar("T")

# How long a start waits for the database: others may be migrating it.
_MIGRATION = 60.0


# The option of a connection whose every statement is a transaction of its own, so that it holds no lock.
ALONE = "flow_alone"


class ChangedError(Exception):
    """A row was changed by somebody else between being read and being saved, and so it was not saved."""


@attrs.frozen
class Connections:
    """How many connections a store uses now, and the most that it opens."""

    used: int
    most: int


class Store(ABC):
    """A database. Work is a function of a connection, and is either done as a whole or not at all.

    `clock` tells the seconds since 1970, the same for all processes over the database.
    """

    clock: Callable[[], float] = staticmethod(time.time)

    @abstractmethod
    async def transact(self, work: Callable[[Connection], T], within: float) -> T:
        """What the work returns, once it is committed.

        Raises TimeoutError after so many seconds; then it may still be committed a little later. Raises what
        the work raises, and SQLAlchemyError for a database that is down, locked or full: nothing was done then.
        Work may be run again where the connection broke, so it does nothing but read and write.
        """

    async def update(self, work: Callable[[Connection], T], within: float) -> T:
        """As `transact`, of work that reads one session, and at the end saves it, or nothing.

        A store may leave out the lock, and the transaction around the two: where somebody else has changed the
        session meanwhile, `sessions.save` raises ChangedError, and the work is run again.
        """
        return await self.transact(work, within)

    @abstractmethod
    async def close(self) -> None:
        """Ends all connections, after the work that has begun."""

    @abstractmethod
    def connections(self) -> Connections:
        """The connections of this process to the database."""

    async def migrate(self) -> int:
        """The version of the tables that were found. They are ours, or newer, afterwards, and the clock is set."""
        found = await self.transact(migrate, _MIGRATION)
        await self.set_clock(_MIGRATION)
        return found

    @abstractmethod
    async def set_clock(self, within: float) -> None:
        """Sets the clock by the database's. Raises as `transact` does."""

    async def listen(self, heard: Callable[[], None]) -> None:
        """Calls `heard` when another process has called, until it is cancelled; never, where none can."""
        await asyncio.Event().wait()

    async def answers(self, within: float) -> None:
        """Returns where the database answers in time, else raises as `transact` does."""
        await self.transact(_ask, within)


def _ask(connection: Connection) -> None:
    connection.execute(select(1))
