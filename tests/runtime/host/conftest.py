"""What the tests of the host share: a database of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from tests.postgres import database, database_server

__all__ = ["database", "database_server"]


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite+aiosqlite:///{tmp_path}/sessions.db"


@pytest.fixture(params=["sqlite", "database"], ids=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once of each kind."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets no test see the logs' configuration of another: a logger that is cached would keep it for good."""
    configure = structlog.configure

    def uncached(**given: Any) -> None:  # noqa: ANN401 — what it passes on is of many types
        configure(**{**given, "cache_logger_on_first_use": False})

    monkeypatch.setattr(structlog, "configure", uncached)
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
