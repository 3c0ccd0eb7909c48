"""What runs of one flow over one database share: a bundle, two workers, and their time. They are started once."""

from __future__ import annotations

import asyncio
import shutil
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

# What the flows of two bundles call the one that they run.
SUBFLOW = "FW0123456789abcdef0123456789abcdef"


@attrs.define(eq=False)
class Stage:
    """Served bundles. `runs` counts what was played on it, since contacts have numbers of their own."""

    prompts: Prompts
    database: Database
    workers: Workers
    time: AppTime
    api_port: int
    shop_port: int
    way_port: int
    runs: int = 0

    def numbers(self, contacts: int) -> list[str]:
        """The numbers of new contacts."""
        self.runs += 1
        return [f"+1555{self.runs:05}{contact:02}" for contact in range(contacts)]


@asynccontextmanager
async def stage(flow: str, kind_of_database: str, folder: Path) -> AsyncIterator[Stage]:
    """A stage for a flow, in a new folder."""
    kind, api_port, shop_port, way_port = KINDS[flow], free_port(), free_port(), free_port()
    shop, address = f"http://127.0.0.1:{shop_port}", f"http://127.0.0.1:{way_port}"
    time_file = folder / "time"
    time = AppTime(time_file)
    with database(kind_of_database, folder) as found:

        def workers_of(bundle: Path, public_url: str) -> tuple[Worker, Worker]:
            server = Server(Path(sys.executable), bundle, _settings(found.url, api_port, public_url))
            first, second = (Worker(attrs.evolve(server, port=free_port()), time_file) for _ in range(2))
            return first, second

        own, other = _bundles(kind, folder, shop, address)
        elsewhere = () if other is None else workers_of(other, address)
        workers = Workers(workers_of(own, PUBLIC_URL), elsewhere, address)
        try:
            await asyncio.gather(*(worker.start() for worker in workers.all))
            yield Stage(prompts_of(kind, shop), found, workers, time, api_port, shop_port, way_port)
        finally:
            for worker in workers.all:
                if worker.server.alive:
                    worker.server.kill()


def _bundles(kind: Kind, folder: Path, shop: str, address: str) -> tuple[Path, Path | None]:
    """The bundle of a flow, and that of the flow which it runs, if any."""
    given = () if kind.name == "recorded" else ("--set", f"shop={shop}")
    if kind.elsewhere is None:
        return compiled(kind.source, folder / "bundle", *given), None
    # The settings that name the address stand beside the flow, which is theirs alone then.
    source = folder / kind.source.name
    shutil.copy(kind.source, source)
    source.with_name("flowc.toml").write_text(f'[subflows]\n{SUBFLOW} = "{address}"\n', encoding="utf-8")
    return compiled(source, folder / "bundle", *given), compiled(kind.elsewhere, folder / "elsewhere", *given)


def prompts_of(kind: Kind, shop: str) -> Prompts:
    """The prompts of a flow whose customer has this server, with those of the flow that it runs."""
    values = flowc.Values.of({} if kind.name == "recorded" else {"shop": shop})

    def prompts(source: Path) -> Prompts:
        definition = flowc.compile_text(source.read_text(encoding="utf-8"), str(source), values=values).definition
        assert definition is not None
        return Prompts.of(definition)

    found = prompts(kind.source)
    return found if kind.elsewhere is None else found.running(prompts(kind.elsewhere))


def _settings(database_url: str, api_port: int, public_url: str) -> dict[str, str]:
    return {
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "TWILIO_API_BASE": f"http://127.0.0.1:{api_port}",
        "PUBLIC_URL": public_url,
        "DATABASE_URL": database_url,
    }
