"""The command itself: help, version, mistakes in its use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Write = Callable[[str, str], Path]


def test_the_version_is_that_of_the_package(run: Run) -> None:
    try:
        wanted = version("flowc")
    except PackageNotFoundError:
        pytest.skip("flowc is not installed, only on the path")

    assert run("--version").out == f"flowc {wanted}\n"


@pytest.mark.parametrize("arguments", [("-h",), ("--help",), ("compile", "-h"), ("check", "-h")])
def test_help_is_given_with_an_example(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)

    assert result.status == 0
    assert "flowc c" in result.out
    assert result.err == ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("compil", "x.flow"), "did you mean `compile`?"),
        (("compile",), "Missing argument 'FILE...'"),
        (("check", "--format", "xml", "x.flow"), "'xml' is not one of"),
        (("compile", "--nonsense", "x.flow"), "No such option '--nonsense'"),
    ],
)
def test_a_mistake_in_the_command_line_has_status_two(run: Run, arguments: tuple[str, ...], reason: str) -> None:
    result = run(*arguments)

    assert result.status == 2
    assert reason.replace("'", "").replace("-", "") in result.err.replace("'", "").replace("-", "")
    assert result.out == ""


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "a.flow").write_text("on call {\n" + '  say "Hello"\n' * 900 + "}\n")
    command = f"{sys.executable} -m flowc compile a.flow -o - | head -c 10"
    found = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, cwd=tmp_path, env=environment, check=False, timeout=60
    )

    assert found.stdout == b'{\n  "state'
    assert b"Traceback" not in found.stderr
