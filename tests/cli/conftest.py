"""Runs the real command in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commands import COMPILER, Commands, Result

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str], commands: Commands) -> Run:
    """Runs `flowc ARGUMENTS` in an empty folder."""

    def execute(*arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        return commands.run([*map(str, arguments)], tmp_path, {**environment, **(env or {})}, stdin)

    return execute


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of a run: the compiler of this checkout, and nothing that changes its manners."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "FLOWC_DEBUG")}
    return {**kept, "PYTHONPATH": COMPILER}


@pytest.fixture
def flow(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a flow into the folder in which the command runs."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return write
