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


def test_a_guess_is_applied_only_where_it_is_asked_for(run: Run, flow: Write) -> None:
    text = 'on call { sai "Hello." }\n'
    path = flow("a.flow", text)

    assert run("check", "--fix", "a.flow").status == 1
    assert path.read_text() == text
    assert run("check", "--fix", "--unsafe-fixes", "a.flow").status == 0
    assert path.read_text() == text.replace("sai", "say")


def test_comments_that_allow_nothing_are_removed(run: Run, flow: Write) -> None:
    path = flow("a.flow", 'on call {\n  # flowc: allow FLW402 it was empty once\n  say "a"\n}\n')

    result = run("check", "--fix", "a.flow")

    assert (result.status, result.err) == (0, "a.flow: 1 fixed\nno findings\n")
    assert path.read_text() == 'on call {\n  say "a"\n}\n'


def test_what_settings_turn_off_is_not_mended(run: Run, flow: Write) -> None:
    flow("flowc.toml", 'rules.unused-allow = "off"\n')
    text = 'on call {\n  # flowc: allow FLW402 it was empty once\n  say "a"\n}\n'
    path = flow("a.flow", text)

    assert run("check", "--fix", "a.flow").err == "no findings\n"
    assert path.read_text() == text


def test_a_fix_in_a_module_is_not_applied_to_the_flow_that_uses_it(run: Run, flow: Write) -> None:
    """The place of the edit is one in another file."""
    flow("m.flow", "block greet {\n  say Hello there\n}\n")
    text = 'use "./m.flow" as m\n\non call { m.greet; say "A flow that is long enough for the place." }\n'
    path = flow("a.flow", text)

    result = run("check", "--fix", "a.flow", "--format", "concise")

    assert path.read_text() == text
    assert "m.flow:2:7: error[FLW208]" in result.out
