"""`flowc check --fix` as a user runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Write = Callable[[str, str], Path]


def test_safe_fixes_are_written_and_the_rest_is_told(run: Run, flow: Write) -> None:
    path = flow("a.flow", 'on call {\n  say Hello there\n  say "a\\q"\n  sai "x"\n}\n')

    result = run("check", "--fix", "a.flow", "--format", "concise")

    assert path.read_text() == 'on call {\n  say "Hello there"\n  say "a\\\\q"\n  sai "x"\n}\n'
    assert result.status == 1
    assert result.out == "a.flow:4:3: error[FLW101] unknown verb `sai`\n"
    assert result.err == "a.flow: 2 fixed\n"


def test_a_flow_that_is_all_mended_has_status_zero(run: Run, flow: Write) -> None:
    flow("a.flow", "on call { say Hello there }\n")

    assert run("check", "--fix", "a.flow").status == 0


def test_a_flow_without_fixes_is_not_touched(run: Run, flow: Write) -> None:
    path = flow("a.flow", 'on call { say "x" }\r\n')
    before = path.stat().st_mtime_ns

    assert run("check", "--fix", "a.flow").status == 0
    assert path.stat().st_mtime_ns == before


def test_standard_input_cannot_be_mended(run: Run) -> None:
    result = run("check", "--fix", "-", stdin=b"on call { say Hello there }\n")

    assert result.status == 2
    assert result.err == "flowc: --fix writes files: it cannot mend standard input\n"
