"""Runs the real command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

PROJECT = Path(__file__).resolve().parents[2]


@attrs.frozen
class Result:
    """What a run of the command gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Runs `flowc ARGUMENTS` in an empty folder."""

    def execute(*arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        found = subprocess.run(
            [sys.executable, "-m", "flowc", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**environment, **(env or {})},
            timeout=120,
            check=False,
        )
        return Result(found.returncode, found.stdout.decode("utf-8"), found.stderr.decode("utf-8"))

    return execute


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of a run: the compiler of this checkout, and nothing that changes its manners."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "FLOWC_DEBUG")}
    return {**kept, "PYTHONPATH": str(PROJECT / "compiler")}


@pytest.fixture
def flow(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a flow into the folder in which the command runs."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return write
