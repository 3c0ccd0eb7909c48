"""A forked run of the command line is a process like one that was started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands import COMPILER, Commands, starts_alike

ENVIRONMENT = {**os.environ, "PYTHONPATH": COMPILER}
GOOD, BAD = b'on call { say "Hello." }\n', b'on call { say "Hello." -> nowhere }\n'


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["check", "-"], BAD),
        (["compile", "-", "-o", "-"], GOOD),
        (["compile", "absent.flow"], b""),
        (["play", "--help"], b""),
        (["chekc"], b""),
        ([], b""),
    ],
)
def test_a_forked_run_gives_what_a_started_one_gives(
    commands: Commands, tmp_path: Path, arguments: list[str], stdin: bytes
) -> None:
    forked = commands.run(arguments, tmp_path, ENVIRONMENT, stdin)
    started = subprocess.run(
        [sys.executable, "-m", "flowc", *arguments],
        cwd=tmp_path,
        env=ENVIRONMENT,
        input=stdin,
        capture_output=True,
        check=False,
    )

    assert forked.out + forked.err
    assert (forked.status, forked.out.encode(), forked.err.encode()) == (
        started.returncode,
        started.stdout,
        started.stderr,
    )


def test_each_run_is_in_a_folder_of_its_own(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "hello.flow").write_bytes(GOOD)

    assert commands.run(["check", "hello.flow"], tmp_path / "a", ENVIRONMENT).status == 0
    assert commands.run(["check", "hello.flow"], tmp_path, ENVIRONMENT).status == 2


def test_what_one_run_was_told_the_next_does_not_know(commands: Commands, tmp_path: Path) -> None:
    plain = commands.run(["check", "-"], tmp_path, ENVIRONMENT, BAD)
    coloured = commands.run(["check", "-", "--color", "always"], tmp_path, ENVIRONMENT, BAD)

    assert "\x1b" not in plain.out
    assert "\x1b" in coloured.out
    assert commands.run(["check", "-"], tmp_path, ENVIRONMENT, BAD) == plain


def test_what_python_reads_when_it_starts_is_read_in_a_process_of_its_own(commands: Commands, tmp_path: Path) -> None:
    told = {**ENVIRONMENT, "PYTHONPROFILEIMPORTTIME": "1"}

    assert "flowc.cli.main" in commands.run(["--version"], tmp_path, told).err
    assert commands.run(["--version"], tmp_path, ENVIRONMENT).err == ""


@pytest.mark.parametrize("name", ["PYTHONPATH", "PYTHONHASHSEED", "LC_ALL", "LANG"])
def test_only_a_run_that_python_would_start_alike_for_is_forked(name: str) -> None:
    assert starts_alike({**ENVIRONMENT, "NO_COLOR": "1"})
    assert not starts_alike({**ENVIRONMENT, name: "elsewhere"})
