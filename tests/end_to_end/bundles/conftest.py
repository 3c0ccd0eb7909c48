"""Bundles of flows, in one environment of their own, over each of the databases."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from pathlib import Path

import attrs
import pytest
from sqlalchemy import create_engine, text
from tests.end_to_end.bundles.serving import PROJECT, PUBLIC_URL, Server, compiled, environment, free_port
from tests.twilio.caller.script import Script
from tests.twilio.serving import App, Says, serving
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN, Transcript, Twilio

# What the flows of the examples name of their users' servers.
CUSTOMERS = ("https://example.com", "https://dev.example.com")
# A session of a real call costs no more in the database.
MOST_BYTES = 4096
_HOLD = Says('<Pause length="10"/>')
_PAGES = {"recordings": Says(), "hold-music.xml": _HOLD, "hold.xml": _HOLD}


@attrs.define
class Stage:
    """A served bundle with a stand-in for Twilio before it, and the customer's own server behind."""

    twilio: Twilio
    server: Server
    customer: App

    async def call(self, script: Script = ()) -> Transcript:
        """The transcript of a call, when it is over and all callbacks were sent."""
        url, status = f"{PUBLIC_URL}/voice", f"{PUBLIC_URL}/status"
        call = await self.twilio.incoming_call(url, script=script, status_callback=status)
        transcript = await call.ended()
        await self.twilio.settled()
        return transcript


@attrs.define
class Servers:
    """The servers of a run of tests: each is started when it is wanted first, and serves on until the end."""

    python: Path
    folder: Path
    api_port: int = attrs.field(factory=free_port)
    running: dict[tuple[Path, str], Server] = attrs.field(factory=dict)

    def of(self, source: Path, database: str, arguments: tuple[str, ...]) -> Server:
        """The server of a flow over a database."""
        key = (source, database)
        if key not in self.running:
            bundle = compiled(source, self.folder / f"{len(self.running)}-{source.stem}", *arguments)
            server = Server(self.python, bundle, self.settings(database))
            server.start()
            self.running[key] = server
        return self.running[key]

    def settings(self, database: str) -> dict[str, str]:
        """The environment of a server."""
        return {
            "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_API_BASE": f"http://127.0.0.1:{self.api_port}",
            "PUBLIC_URL": PUBLIC_URL,
            "DATABASE_URL": database,
        }


@pytest.fixture(scope="session")
def bundle_python(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The Python of an environment with a bundle's requirements alone; workers of one run share it."""
    base = tmp_path_factory.getbasetemp()
    bundle = compiled(PROJECT / "examples" / "feedback.flow", base / "bundle")
    return environment(bundle / "requirements.txt", (base if worker_id == "master" else base.parent) / "environment")


@pytest.fixture(scope="session")
def servers(bundle_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The servers of this run."""
    servers = Servers(bundle_python, tmp_path_factory.mktemp("servers"))
    yield servers
    # After its graceful stop uvicorn lets the signal have its way.
    assert {server.stop() for server in servers.running.values()} <= {-signal.SIGTERM}


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database for all tests of a kind, as `DATABASE_URL` names it; no session of theirs may cost much."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('database') / 'sessions.db'}"
    else:
        url = request.getfixturevalue("database_server").replace("postgresql://", "postgresql+psycopg://")
    yield url
    assert heaviest(url) <= MOST_BYTES


def heaviest(url: str) -> int:
    """The bytes of the largest session that a database has."""
    engine = create_engine(url.replace("+aiosqlite", ""))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM sessions")).all()
    engine.dispose()
    return max((sum(len(str(value).encode()) for value in row if value is not None) for row in rows), default=0)


@pytest.fixture
def allowed() -> Collection[int]:
    """The codes of what may go wrong in a test: none, unless it says so."""
    return ()


@pytest.fixture
async def stage(
    servers: Servers, database_url: str, allowed: Collection[int], request: pytest.FixtureRequest
) -> AsyncIterator[Callable[..., Stage]]:
    """Sets a stage for a flow: an example by its name, or a file."""
    # A database outlives a test, so each has SIDs of its own.
    twilio = Twilio(port=servers.api_port, allow=allowed, seed=request.node.nodeid)
    async with twilio, serving(**_PAGES) as customer:

        def of(flow: str | Path, *arguments: str) -> Stage:
            source = flow if isinstance(flow, Path) else PROJECT / "examples" / f"{flow}.flow"
            server = servers.of(source, database_url, arguments)
            twilio.courier.sender.hosts = {PUBLIC_URL: server.url, **dict.fromkeys(CUSTOMERS, customer.url)}
            return Stage(twilio, server, customer)

        yield of
