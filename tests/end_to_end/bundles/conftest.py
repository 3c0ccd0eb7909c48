"""Bundles of the examples, in one environment of their own, over each of the databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from pathlib import Path

import pytest
from tests.end_to_end.bundles.serving import PUBLIC_URL, Server, compiled, environment, free_port
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN, Twilio

Serve = Callable[..., Server]


@pytest.fixture(scope="session")
def bundle_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with a bundle's requirements alone."""
    bundle = compiled("feedback", tmp_path_factory.mktemp("bundle") / "feedback")
    return environment(bundle, tmp_path_factory.mktemp("environment"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, as `DATABASE_URL` names it."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'sessions.db'}"
    uri: str = request.getfixturevalue("database")
    return uri.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
async def twilio(allowed: Collection[int]) -> AsyncIterator[Twilio]:
    """A stand-in for Twilio that reaches the server at a port of its own."""
    async with Twilio(hosts={PUBLIC_URL: f"http://127.0.0.1:{free_port()}"}, allow=allowed) as twilio:
        yield twilio


@pytest.fixture
def allowed() -> Collection[int]:
    """The codes of what may go wrong in a test: none, unless it says so."""
    return ()


@pytest.fixture
def serve(bundle_python: Path, database_url: str, tmp_path: Path, twilio: Twilio) -> Serve:
    """Makes the server of an example's bundle, for the stand-in."""

    def make(example: str, *arguments: str) -> Server:
        bundle = compiled(example, tmp_path / example, *arguments)
        settings = {
            "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_API_BASE": twilio.url,
            "PUBLIC_URL": PUBLIC_URL,
            "DATABASE_URL": database_url,
        }
        return Server(bundle_python, bundle, settings, port=int(twilio.hosts[PUBLIC_URL].rpartition(":")[2]))

    return make
