"""`flowc compile -t twiml` as a user runs it: a folder is written, and what a person has in it is left."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

GOOD = 'on call { say "Hello" }\n'
TWO = 'on call { say "Hello"; gather "What?" { timeout -> end } }\n'
BAD = 'on call { say "Hello"; raw "create-task" {} }\n'

Write = Callable[[str, str], Path]


def test_a_bundle_is_written_into_the_folder_that_is_named(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)

    result = run("compile", "hello.flow", "-t", "twiml", "-o", "build/hello")

    assert (result.status, result.out) == (0, "")
    folder = tmp_path / "build" / "hello"
    files = json.loads((folder / ".bundle.json").read_text())["files"]
    assert result.err == f"wrote build/hello: {len(files) + 1} files\n"
    assert all((folder / file).is_file() for file in files)
    assert "<Say>Hello</Say>" in (folder / "twiml" / "say_1.xml").read_text()
    ast.parse((folder / "flow.py").read_text())


def test_without_an_output_the_folder_stands_beside_the_source_and_has_its_name(
    run: Run, flow: Write, tmp_path: Path
) -> None:
    flow("flows/hello.flow", GOOD)

    assert run("compile", "flows/hello.flow", "-t", "twiml").status == 0

    assert (tmp_path / "flows/hello/flow.py").is_file()


def test_of_several_flows_each_has_a_folder_of_its_own(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.flow", GOOD)
    flow("b.flow", GOOD)

    assert run("compile", "a.flow", "b.flow", "--target", "twiml", "-o", "build").status == 0

    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == ["a", "b"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("hello.flow", "-o", "-"), "-o - cannot take a bundle, which is a folder: give -o a folder"),
        (("-",), "a bundle is a folder: give -o a folder for the flow of standard input"),
        (("hello.txt",), "hello.txt: its name does not end in .flow: give -o a folder"),
        (("hello.flow", "-o", "b", "--source-map"), "--source-map is for Studio's definitions"),
        (("a/hello.flow", "b/hello.flow", "-o", "build"), "would both be written to build/hello"),
    ],
)
def test_what_cannot_be_a_folder_is_refused(run: Run, flow: Write, arguments: tuple[str, ...], reason: str) -> None:
    for name in ("hello.flow", "hello.txt", "a/hello.flow", "b/hello.flow"):
        flow(name, GOOD)

    result = run("compile", *arguments, "-t", "twiml", stdin=GOOD.encode())

    assert (result.status, result.out) == (2, "")
    assert reason in result.err


def test_a_later_bundle_replaces_the_files_of_the_earlier_one_and_no_others(
    run: Run, flow: Write, tmp_path: Path
) -> None:
    folder = tmp_path / "b"
    flow("hello.flow", TWO)
    run("compile", "hello.flow", "-t", "twiml", "-o", "b")
    flow("hello.flow", 'on call { set a=1; it: say "Bye" }\n')
    (folder / "notes.txt").write_text("mine")
    (folder / "twiml" / "mine.xml").write_text("mine")
    (folder / "flow.py").write_text("changed")

    assert run("compile", "hello.flow", "-t", "twiml", "-o", "b").status == 0

    assert (folder / "notes.txt").read_text() == "mine"
    assert sorted(path.name for path in (folder / "twiml").iterdir()) == ["it.xml", "mine.xml", "response.xml"]
    assert "SetVariables" in (folder / "flow.py").read_text()


def test_an_application_that_somebody_changed_is_left(run: Run, flow: Write, tmp_path: Path) -> None:
    app = tmp_path / "b" / "app.py"
    flow("hello.flow", GOOD)
    run("compile", "hello.flow", "-t", "twiml", "-o", "b")
    written = app.read_text()
    app.write_text("mine")

    result = run("compile", "hello.flow", "-t", "twiml", "-o", "b")

    assert result.status == 0
    assert "b/app.py differs from what flowc writes, and is left as it is\n" in result.err
    assert app.read_text() == "mine"
    app.unlink()
    run("compile", "hello.flow", "-t", "twiml", "-o", "b")
    assert app.read_text() == written


def test_a_file_that_no_bundle_wrote_is_not_written_over(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)
    (tmp_path / "README.md").write_text("mine")

    result = run("compile", "hello.flow", "-t", "twiml", "-o", ".")

    assert result.status == 2
    assert result.err == "flowc: README.md is there already, and is of no bundle: give -o another folder\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "hello.flow"]


def test_a_list_of_files_that_leads_elsewhere_removes_nothing(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".bundle.json").write_text('{"files": ["../precious"]}')

    result = run("compile", "hello.flow", "-t", "twiml", "-o", "b")

    assert result.status == 2
    assert "b/.bundle.json is there already" in result.err
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_folder_that_is_a_file_is_told_in_one_line(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)
    (tmp_path / "b").write_text("")

    result = run("compile", "hello.flow", "-t", "twiml", "-o", "b")

    assert result.status == 2
    assert result.err.startswith("flowc: ")
    assert len(result.err.splitlines()) == 1


def test_what_the_target_cannot_do_writes_nothing(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", BAD)

    result = run("compile", "hello.flow", "-t", "twiml", "-o", "b")

    assert result.status == 1
    assert "error[FLW701]: `create-task`" in result.err
    assert not (tmp_path / "b").exists()


def test_a_module_has_nothing_to_write(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("common.flow", 'block greet { say "Hello" }\n')

    result = run("compile", "common.flow", "-t", "twiml", "-o", "b")

    assert result.status == 0
    assert "nothing to write" in result.err
    assert not (tmp_path / "b").exists()


def test_a_check_for_a_target_tells_what_that_cannot_do(run: Run, flow: Write) -> None:
    flow("hello.flow", BAD)

    assert run("check", "hello.flow").status == 0
    result = run("check", "--target", "twiml", "--format", "concise", "hello.flow")

    assert result.status == 1
    assert "FLW701" in result.out


def test_what_is_mended_is_checked_for_the_target_as_well(run: Run, flow: Write) -> None:
    flow("hello.flow", BAD)

    assert "FLW701" in run("check", "--fix", "-t", "twiml", "hello.flow").out


def test_a_target_that_is_none_is_refused(run: Run, flow: Write) -> None:
    flow("hello.flow", GOOD)

    result = run("compile", "hello.flow", "-t", "fax")

    assert result.status == 2
    assert "'studio', 'twiml'" in result.err
