"""What runs of one flow over one database share: a bundle, two workers, and their time. They are started once."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import attrs
from tests.end_to_end.bundles.serving import PUBLIC_URL, Server, compiled, free_port
from tests.faults.app_time import AppTime
from tests.faults.databases import Database, database
from tests.faults.kinds import KINDS, Kind
from tests.faults.prompts import Prompts
from tests.faults.workers import Worker, Workers
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN

import flowc


@attrs.define(eq=False)
class Stage:
    """A served flow. `runs` counts what was played on it, since contacts have numbers of their own."""

    kind: Kind
    prompts: Prompts
    database: Database
    workers: Workers
    time: AppTime
    api_port: int
    shop_port: int
    runs: int = 0

    def numbers(self, contacts: int) -> list[str]:
        """The numbers of new contacts."""
        self.runs += 1
        return [f"+1555{self.runs:05}{contact:02}" for contact in range(contacts)]


@asynccontextmanager
async def stage(flow: str, kind_of_database: str, folder: Path) -> AsyncIterator[Stage]:
    """A stage for a flow, in a new folder."""
    kind, api_port, shop_port = KINDS[flow], free_port(), free_port()
    shop = f"http://127.0.0.1:{shop_port}"
    given = () if kind.name == "recorded" else ("--set", f"shop={shop}")
    bundle = compiled(kind.source, folder / "bundle", *given)
    time_file = folder / "time"
    time = AppTime(time_file)
    with database(kind_of_database, folder) as found:
        pair = tuple(
            Worker(Server(Path(sys.executable), bundle, _settings(found.url, api_port)), time_file) for _ in range(2)
        )
        workers = Workers((pair[0], pair[1]))
        try:
            await asyncio.gather(*(worker.start() for worker in pair))
            yield Stage(kind, prompts_of(kind, shop), found, workers, time, api_port, shop_port)
        finally:
            for worker in pair:
                if worker.server.alive:
                    worker.server.kill()


def prompts_of(kind: Kind, shop: str) -> Prompts:
    """The prompts of a flow whose customer has this server."""
    text = kind.source.read_text(encoding="utf-8")
    values = flowc.Values.of({} if kind.name == "recorded" else {"shop": shop})
    definition = flowc.compile_text(text, str(kind.source), values=values).definition
    assert definition is not None
    return Prompts.of(definition)


def _settings(database_url: str, api_port: int) -> dict[str, str]:
    return {
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "TWILIO_API_BASE": f"http://127.0.0.1:{api_port}",
        "PUBLIC_URL": PUBLIC_URL,
        "DATABASE_URL": database_url,
    }
