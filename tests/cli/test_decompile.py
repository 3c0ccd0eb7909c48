"""`flowc decompile` as a user runs it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flowc import compile_text

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Write = Callable[[str, str], Path]

FLOW = 'on call { say "Hello." }\n'


GOOD = compile_text(FLOW).definition or ""
MENDED = GOOD.replace('"type": "say-play"', '"type": "say-play", "colour": "red"')
NO_FLOW = '{\n  "states": "none",\n  "initial_state": 5\n}\n'
LAYOUT = '{"version": 1, "offsets": {"say_1": {"x": 500, "y": 40}}}'


def test_the_flow_and_the_places_of_its_widgets_are_written_beside_the_definition(
    run: Run, flow: Write, tmp_path: Path
) -> None:
    flow("a.json", GOOD)

    result = run("decompile", "a.json")

    assert (result.status, result.out, result.err) == (0, "", "wrote a.flow, a.layout.json\n")
    assert (tmp_path / "a.flow").read_text() == FLOW
    places = json.loads((tmp_path / "a.layout.json").read_text())["offsets"]
    offsets = {state["name"]: state["properties"]["offset"] for state in json.loads(GOOD)["states"]}
    assert places == offsets


def test_what_is_decompiled_compiles_to_the_same_definition_places_included(run: Run, flow: Write) -> None:
    flow("layout.layout.json", LAYOUT)
    flow("layout.flow", FLOW)
    run("compile", "layout.flow", "-o", "moved/a.json")
    run("decompile", "moved/a.json")

    again = run("compile", "moved/a.flow", "-o", "-")

    assert json.loads(again.out)["states"][1]["properties"]["offset"] == {"x": 500, "y": 40}
    assert again.out == run("compile", "layout.flow", "-o", "-").out


def test_a_dash_as_output_prints_the_flow_and_writes_nothing(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.json", GOOD)

    result = run("decompile", "a.json", "-o", "-")

    assert (result.status, result.out, result.err) == (0, FLOW, "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_standard_input_is_decompiled_to_standard_output(run: Run) -> None:
    result = run("decompile", "-", stdin=GOOD.encode())

    assert (result.status, result.out, result.err) == (0, FLOW, "")


def test_an_answer_of_the_rest_api_is_decompiled_from_standard_input_into_a_file(run: Run, tmp_path: Path) -> None:
    answer = json.dumps([{"sid": "FW1", "friendlyName": "Hello", "definition": json.loads(GOOD)}])

    result = run("decompile", "-", "-o", "hello.flow", stdin=answer.encode())

    assert (result.status, result.err) == (0, "wrote hello.flow, hello.layout.json\n")
    assert (tmp_path / "hello.flow").read_text() == FLOW


def test_a_layout_is_written_only_where_widgets_have_places(run: Run, flow: Write, tmp_path: Path) -> None:
    bare = json.loads(GOOD)
    for state in bare["states"]:
        state["properties"].pop("offset")
    flow("a.json", json.dumps(bare))

    assert run("decompile", "a.json").err == "wrote a.flow\n"
    assert not (tmp_path / "a.layout.json").exists()


# Many


def test_a_folder_is_decompiled_without_the_files_that_flowc_writes_beside_definitions(
    run: Run, flow: Write, tmp_path: Path
) -> None:
    flow("flows/a.json", GOOD)
    flow("flows/deep/b.json", GOOD)
    flow("flows/a.layout.json", LAYOUT)
    flow("flows/a.map.json", "{}")
    flow("flows/.hidden/c.json", GOOD)

    result = run("decompile", "flows", "-o", "new/deeper")

    assert result.status == 0
    assert sorted(path.name for path in (tmp_path / "new/deeper").iterdir()) == [
        "a.flow",
        "a.layout.json",
        "b.flow",
        "b.layout.json",
    ]


def test_of_many_files_those_that_are_flows_are_written(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("bad.json", NO_FLOW)
    flow("good.json", GOOD)

    result = run("decompile", "bad.json", "missing.json", "good.json", "-o", "new")

    assert result.status == 2
    assert "error[FLW801]" in result.err
    assert "flowc: missing.json: no such file\n" in result.err
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["good.flow", "good.layout.json"]


def test_a_folder_without_definitions_is_told(run: Run, flow: Write) -> None:
    flow("flows/a.flow", FLOW)
    flow("flows/a.layout.json", LAYOUT)

    result = run("decompile", "flows")

    assert (result.status, result.err) == (2, "flowc: flows: no .json file in this folder\n")


def test_two_definitions_for_one_place_are_refused(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a/x.json", GOOD)
    flow("b/x.json", GOOD)

    result = run("decompile", "a", "b", "-o", "new")

    assert (result.status, result.err) == (2, "flowc: a/x.json and b/x.json would both be written to new/x.flow\n")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("names", [("a.json", "b.json"), (".",)])
def test_several_flows_do_not_fit_into_standard_output(run: Run, flow: Write, names: tuple[str, ...]) -> None:
    flow("a.json", GOOD)
    flow("b.json", GOOD)

    result = run("decompile", *names, "-o", "-")

    assert (result.status, result.out) == (2, "")
    assert result.err == "flowc: -o - takes one file; give -o a folder for several\n"


# What is there already


@pytest.mark.parametrize("name", ["a.flow", "a.layout.json"])
def test_what_is_there_already_is_kept_and_nothing_is_written_for_that_definition(
    run: Run, flow: Write, tmp_path: Path, name: str
) -> None:
    flow("a.json", GOOD)
    flow("b.json", GOOD)
    kept = flow(name, "mine")

    result = run("decompile", "a.json", "b.json")

    assert result.status == 2
    assert f"flowc: {name} is there already: --force writes over it\n" in result.err
    assert kept.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["a.json", "b.json", name, "b.flow", "b.layout.json"]
    )


def test_each_file_that_is_there_is_told(run: Run, flow: Write) -> None:
    flow("a.json", GOOD)
    run("decompile", "a.json")

    assert run("decompile", "a.json").err == (
        "flowc: a.flow is there already: --force writes over it\n"
        "flowc: a.layout.json is there already: --force writes over it\n"
    )


def test_force_writes_over_what_is_there(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.json", GOOD)
    flow("a.flow", "old")
    flow("a.layout.json", "old")

    result = run("decompile", "--force", "a.json")

    assert (result.status, result.err) == (0, "wrote a.flow, a.layout.json\n")
    assert (tmp_path / "a.flow").read_text() == FLOW


def test_a_flow_is_never_written_over_its_definition(run: Run, flow: Write) -> None:
    path = flow("a.json", GOOD)

    result = run("decompile", "a.json", "-o", "a.json", "--force")

    assert (result.status, result.err) == (2, "flowc: a.json would be written over by its own flow\n")
    assert path.read_text() == GOOD


def test_where_one_of_the_files_cannot_be_written_none_is(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.json", GOOD)
    (tmp_path / "a.layout.json").mkdir()

    result = run("decompile", "a.json")

    assert (result.status, result.err) == (2, "flowc: a.flow: Is a directory\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.layout.json"]


# Findings


def test_what_is_no_flow_is_refused_with_everything_that_is_wrong(run: Run, flow: Write, tmp_path: Path) -> None:
    states = '{"states": [\n  {"name": 1, "type": "trigger"},\n  5,\n  {"name": "a"}\n], "initial_state": "a"}'
    flow("a.json", states)

    result = run("decompile", "a.json", "--format", "concise")

    assert (result.status, result.out) == (1, "")
    lines = result.err.splitlines()
    assert len(lines) > 2
    assert all(line.startswith("a.json:") and ": error[FLW801] " in line for line in lines)
    assert not (tmp_path / "a.flow").exists()


def test_a_refusal_is_drawn_with_the_line_of_the_definition(run: Run, flow: Write) -> None:
    flow("a.json", NO_FLOW)

    result = run("decompile", "a.json")

    assert result.status == 1
    assert ' --> a.json:2:13\n  |\n2 |   "states": "none",\n  |             ^^^^^^' in result.err
    assert result.err.endswith("error\n")


def test_what_was_mended_is_always_told_and_never_on_standard_output(run: Run, flow: Write) -> None:
    flow("a.json", MENDED)

    for arguments in (["-o", "-"], ["-o", "-", "-q"], []):
        result = run("decompile", "a.json", *arguments)

        assert result.status == 0
        assert result.out == (FLOW if arguments else "")
        assert "info[FLW803]" in result.err


def test_json_findings_are_an_array_also_where_there_are_none(run: Run, flow: Write) -> None:
    flow("a.json", GOOD)
    flow("b.json", MENDED)

    assert json.loads(run("decompile", "a.json", "-o", "-", "--format", "json").err) == []
    found = json.loads(run("decompile", "b.json", "-o", "-", "--format", "json").err)
    assert {one["code"] for one in found} == {"FLW803"}
    assert {one["severity"] for one in found} == {"info"}


def test_text_that_is_no_json_is_refused(run: Run) -> None:
    result = run("decompile", "-", stdin=FLOW.encode())

    assert (result.status, result.out) == (1, "")
    assert "error[FLW801]: this is no JSON" in result.err


# Bytes


def test_a_byte_order_mark_is_no_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())

    result = run("decompile", "a.json", "-o", "-")

    assert (result.status, result.out, result.err) == (0, FLOW, "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"description": "caf\xe9"}', "byte 0xe9 at offset 20"),
        (GOOD.encode("utf-16"), "byte 0xff at offset 0; it looks like UTF-16: save it as UTF-8"),
    ],
)
def test_what_is_not_utf_8_is_told_in_one_line(run: Run, tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.json").write_bytes(content)

    result = run("decompile", "a.json")

    assert (result.status, result.err) == (2, f"flowc: a.json: not UTF-8: {reason}\n")


# How it speaks


def test_quiet_says_nothing_and_verbose_what_is_read(run: Run, flow: Write) -> None:
    flow("a.json", GOOD)

    assert run("decompile", "-q", "a.json").err == ""
    assert run("decompile", "-v", "--force", "a.json").err == "decompiling a.json\nwrote a.flow, a.layout.json\n"


def test_colours_are_for_terminals_unless_they_are_wanted(run: Run, flow: Write) -> None:
    flow("a.json", NO_FLOW)

    assert "\x1b[" not in run("decompile", "a.json").err
    assert "\x1b[" in run("decompile", "--color", "always", "a.json").err


def test_help_has_an_example(run: Run) -> None:
    result = run("decompile", "-h")

    assert result.status == 0
    assert "flowc decompile exports/ -o flows" in result.out


def test_files_have_to_be_named(run: Run) -> None:
    assert run("decompile").status == 2


def test_a_fault_of_the_decompiler_names_the_file_and_the_others_are_written(
    run: Run, flow: Write, tmp_path: Path
) -> None:
    flow("a.json", GOOD.replace("Hello", "Fault"))
    flow("b.json", GOOD)
    # A decompiler that loses a text, put into the place of the real one.
    flow(
        "sitecustomize.py",
        "import sys, flowc.decompile\n"
        "d = sys.modules['flowc.decompile.decompile']\n"
        "real = d.lay_text\n"
        "d.lay_text = lambda text, **options: real(text, **options).replace('Fault', '')\n",
    )
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).resolve().parents[2] / "compiler")])

    result = run("decompile", "a.json", "b.json", env={"PYTHONPATH": path})

    assert result.status == 2
    assert "flowc: a.json: internal error: the flow would not compile to the same definition" in result.err
    assert "Traceback" not in result.err
    assert not (tmp_path / "a.flow").exists()
    assert (tmp_path / "b.flow").read_text() == FLOW


# Definitions given to verbs that take flows


@pytest.mark.parametrize("verb", ["check", "compile", "fmt", "expand"])
def test_a_definition_given_as_a_flow_is_told_the_way_in(run: Run, flow: Write, verb: str) -> None:
    path = flow("a.json", GOOD)

    result = run(verb, "a.json")

    assert (result.status, result.out) == (2, "")
    assert "flowc: a.json: this is JSON, not a flow; to write the flow of it: flowc decompile a.json\n" in result.err
    assert path.read_text() == GOOD


def test_a_json_file_that_is_broken_is_told_the_way_in_as_well(run: Run, flow: Write) -> None:
    flow("a.json", '"states": [')

    assert "this is JSON, not a flow" in run("check", "a.json").err


def test_a_definition_on_standard_input_is_told_the_way_in(run: Run) -> None:
    assert "to write the flow of it: flowc decompile -\n" in run("check", "-", stdin=GOOD.encode()).err


def test_a_flow_that_begins_with_a_stray_brace_has_its_syntax_error(run: Run) -> None:
    result = run("check", "-", stdin=b"{ say }\n")

    assert result.status == 1
    assert "error[FLW001]" in result.out
