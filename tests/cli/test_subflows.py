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


@pytest.fixture
def deployed(flow: Write) -> None:
    """A flow whose subflow lives in a bundle of its own."""
    flow("flowc.toml", f'[subflows]\n{SID} = "https://hours.example.com"\n')
    flow("outer.flow", OUTER + SORRY)


@pytest.mark.usefixtures("deployed")
def test_a_bundle_names_the_address_of_the_other_one(run: Run, tmp_path: Path) -> None:
    assert run("compile", "outer.flow", "-t", "twiml", "-o", "out").status == 0

    text = (tmp_path / "out" / "flow.py").read_text(encoding="utf-8")
    assert "from runtime.steps import RunSubflowElsewhere, SayPlay" in text
    assert 'address="https://hours.example.com"' in text
    assert "add_subflow" not in text


@pytest.mark.usefixtures("deployed")
def test_a_test_says_itself_what_comes_of_a_subflow_that_lives_elsewhere(run: Run, flow: Write) -> None:
    flow("outer.flowtest", 'test "a" { given inner completed said="Thus."; hears "Thus."; ends }\n')
    flow("other.flow", INNER)
    flow(
        "played.flowtest",
        f'flow "./outer.flow"\ntest "b" {{ subflow {SID} "./other.flow"; hears "It is said."; ends }}\n',
    )

    result = run("test", ".")

    assert (result.status, result.err) == (0, "2 passed\n")


@pytest.mark.usefixtures("deployed")
def test_a_rehearsal_asks_no_other_bundle(run: Run, flow: Write) -> None:
    flow("outer.flowtest", 'test "a" { given inner completed said="Thus."; hears "Thus."; ends }\n')

    result = run("test", "--target", "twiml", ".")

    assert result.status == 1
    assert "error[FLW704]" in result.out


def test_more_widgets_than_studio_runs_together_are_warned_of(run: Run, flow: Write) -> None:
    other = SID[:-1] + "0"
    many = "\n".join(f'set a{number}="1"' for number in range(990))
    flow("flowc.toml", f'[subflows]\n{SID} = "a.flow"\n{other} = "b.flow"\n')
    for name in ("a", "b"):
        flow(f"{name}.flow", f"on subflow {{\n{many}\n}}")
    lines = "\n".join(f"subflow {sid} {{ failed -> next }}" for sid in (SID, SID, other))
    small = f"on call {{\n{lines}\n}}\n"
    flow("small.flow", small)
    flow("large.flow", small.replace("on call {\n", "on call {\n" + "\n".join(['set b="1"'] * 16) + "\n"))

    assert "FLW706" not in run("check", "-t", "twiml", "small.flow").out
    found = run("check", "-t", "twiml", "--format", "concise", "large.flow")
    assert (found.status, found.out.splitlines()[0]) == (
        0,
        "large.flow:20:1: warning[FLW706] this flow and those that it runs have 2,002 widgets",
    )
