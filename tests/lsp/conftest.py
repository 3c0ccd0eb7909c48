"""A server for all tests of a process, and a window of its own for each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from pytest_lsp import LanguageClient
from tests.lsp.editor import Editor, connected, ended


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def client() -> AsyncIterator[LanguageClient]:
    """A server that runs."""
    client = await connected()
    yield client
    await ended(client)


@pytest_asyncio.fixture(loop_scope="session")
async def editor(client: LanguageClient, tmp_path: Path) -> AsyncIterator[Editor]:
    """An editor with an empty folder; what it has opened is closed at the end."""
    (tmp_path / "flowc.toml").touch()
    found = Editor(client, tmp_path)
    yield found
    for name in list(found.texts):
        found.close(name)
    await found.settled()
