"""The database's clock: machines that share a database need no other clock to agree on."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Connection, text

# The transaction's own time stands still; this one goes on:
# https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-CURRENT
_NOW = text("SELECT extract(epoch FROM clock_timestamp())::double precision")
# An answer that took longer tells too little: up to half of it is the error.
_SLOW = 0.5


class ServerClock:
    """The seconds since 1970, as the database was last heard to tell them; this machine's own until then.

    Between two hearings time passes by a clock of this machine that nobody sets.
    """

    def __init__(self, local: Callable[[], float] = time.monotonic) -> None:
        self._local = local
        self._ahead = time.time() - local()
        self._heard = False

    def __call__(self) -> float:
        """The time now."""
        return self._local() + self._ahead

    def measure(self, connection: Connection) -> None:
        """Asks the database for its time. A slow answer counts only where there was none before."""
        before = self._local()
        told = float(connection.execute(_NOW).scalar_one())
        after = self._local()
        if after - before < _SLOW or not self._heard:
            self._ahead, self._heard = told - (before + after) / 2, True
