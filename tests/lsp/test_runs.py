"""Tests are run in a process of their own; what they say is passed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowc import compile_text
from flowc.lsp.runs import TestRun, compiled, run_tests
from flowc.lsp.server import FlowServer, make_server

FLOW = 'on call { say "Hello." }\n'


@pytest.fixture(scope="module")
def server() -> FlowServer:
    found = make_server()
    found.pages.close()
    return found


@pytest.mark.parametrize(
    ("output", "summary"),
    [("1 passed\n", "1 passed"), ("error: x\n\n1 failed, 2 passed\n\n", "1 failed, 2 passed"), ("", "no tests")],
)
def test_a_run_is_told_by_its_last_line(output: str, summary: str) -> None:
    assert TestRun(passed=True, output=output).summary == summary


def test_a_definition_is_written_beside_its_flow(server: FlowServer, tmp_path: Path) -> None:
    document = server.flows.open((tmp_path / "a.flow").as_uri(), 1, FLOW)

    assert compiled(server, document.path) == tmp_path / "a.json"
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == compile_text(FLOW).definition


def test_a_flow_that_is_only_on_disk_is_compiled_as_well(server: FlowServer, tmp_path: Path) -> None:
    (tmp_path / "b.flow").write_text(FLOW, encoding="utf-8")

    assert compiled(server, str(tmp_path / "b.flow")) == tmp_path / "b.json"


def test_a_definition_is_that_of_the_modules_in_the_editor(server: FlowServer, tmp_path: Path) -> None:
    (tmp_path / "flowc.toml").touch()
    server.flows.open((tmp_path / "words.flow").as_uri(), 1, 'const hello = "Good day."\n')
    document = server.flows.open(
        (tmp_path / "c.flow").as_uri(), 1, 'use "./words.flow" as words\non call { say words.hello }\n'
    )

    written = compiled(server, document.path)

    assert isinstance(written, Path)
    assert "Good day." in written.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("on call { sai }", "this flow has errors: nothing was written"), ('const a = "x"\n', "this file is a module")],
)
def test_why_there_is_no_definition_is_told(server: FlowServer, tmp_path: Path, text: str, reason: str) -> None:
    document = server.flows.open((tmp_path / "d.flow").as_uri(), 1, text)

    assert compiled(server, document.path) == reason
    assert not (tmp_path / "d.json").exists()


def test_a_file_that_cannot_be_read_has_no_definition(server: FlowServer, tmp_path: Path) -> None:
    assert compiled(server, str(tmp_path / "missing.flow")) == "this file cannot be read"


def test_a_folder_that_cannot_be_written_is_told(server: FlowServer, tmp_path: Path) -> None:
    (tmp_path / "e.json").mkdir()
    document = server.flows.open((tmp_path / "e.flow").as_uri(), 1, FLOW)

    assert compiled(server, document.path) == "e.json: Is a directory"


@pytest.mark.asyncio
@pytest.mark.parametrize("saved", [None, FLOW + "# typed later\n"])
async def test_what_is_not_saved_is_not_tested(server: FlowServer, tmp_path: Path, saved: str | None) -> None:
    if saved is not None:
        (tmp_path / "f.flow").write_text(saved, encoding="utf-8")
    document = server.flows.open((tmp_path / "f.flow").as_uri(), 1, FLOW)

    assert await run_tests(server, document.path) == "save this file first: its tests are read from disk"
