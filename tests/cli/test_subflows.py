"""The subflows that the settings name, on the command line: checked, compiled, played and tested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

Write = Callable[[str, str], Path]

SID = "FW0123456789abcdef0123456789abcdef"
OUTER = f'on call {{\n  say "Hello."\n  inner: subflow {SID} {{ failed -> sorry }}\n  say inner.said\n}}\n'
SORRY = 'section sorry { say "Sorry." }\n'
INNER = 'on subflow { say "Inside."; set said="It is said." }\n'


@pytest.fixture
def project(flow: Write) -> Path:
    """A folder with a flow, its subflow, and the settings that name it."""
    flow("flowc.toml", f'[subflows]\n{SID} = "./parts/inner.flow"\n')
    flow("parts/inner.flow", INNER)
    return flow("flows/outer.flow", OUTER + SORRY).parent


def test_a_bundle_holds_the_flow_and_its_subflow(run: Run, project: Path) -> None:
    assert run("compile", "flows/outer.flow", "-t", "twiml", "-o", "out").status == 0

    folder = project.parent / "out"
    text = (folder / "flow.py").read_text(encoding="utf-8")
    assert f'inner = flow.add_subflow("{SID}", "inner", start="say_1")' in text
    assert "# inner.flow:1  on subflow" in text
    assert "Inside." in (folder / "twiml" / "inner" / "say_1.xml").read_text(encoding="utf-8")


def test_another_subflow_is_another_version(run: Run, project: Path) -> None:
    versions = set()
    for text in (INNER, INNER.replace("Inside", "In here")):
        (project.parent / "parts" / "inner.flow").write_text(text, encoding="utf-8")
        assert run("compile", "flows/outer.flow", "-t", "twiml", "-o", "out").status == 0
        lines = (project.parent / "out" / "flow.py").read_text(encoding="utf-8").splitlines()
        versions.add(next(line for line in lines if "version=" in line))

    assert len(versions) == 2


def test_a_sid_that_nobody_maps_is_told_with_its_place(run: Run, flow: Write) -> None:
    flow("outer.flow", OUTER + SORRY)

    result = run("check", "-t", "twiml", "--format", "concise", "outer.flow")

    assert result.status == 1
    assert f"outer.flow:3:18: error[FLW704] nobody says which flow `{SID}` is" in result.out
    assert run("check", "outer.flow").status == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("command", [("check", "-t", "twiml"), ("play",)], ids=lambda one: one[0])
def test_a_path_that_leads_to_no_subflow_is_told_in_the_settings(
    run: Run, flow: Write, command: tuple[str, ...]
) -> None:
    flow("flowc.toml", f'[subflows]\n{SID} = "../inner.flow"\n')

    result = run(*command, "flows/outer.flow")

    assert result.status == 1
    said = result.out + result.err
    assert "error[FLW705]: no subflow can be read here: outside of the project" in said
    assert "flowc.toml:2:38" in said


@pytest.mark.usefixtures("project")
def test_a_subflow_is_played_and_tested_without_a_line_for_it(run: Run, flow: Write) -> None:
    flow("flows/outer.flow", f'{OUTER}{SORRY}test "a" {{ hears "Inside."; hears "It is said."; ends }}\n')

    assert "It is said." in run("play", "flows/outer.flow").out
    assert run("test", "flows").status == 0


@pytest.mark.usefixtures("project")
def test_steps_of_a_subflow_may_be_named_in_a_file_of_tests(run: Run, flow: Write) -> None:
    flow("parts/inner.flow", 'on subflow { ask: gather "?" { timeout -> end }; set said="{{widgets.ask.Digits}}" }\n')
    flow("flows/outer.flowtest", 'test "a" { presses 4; passes inner; hears "4"; ends }\n')

    assert run("test", "flows").status == 0
