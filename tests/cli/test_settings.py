"""Settings, `--select` and `--ignore` as a user meets them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Write = Callable[[str, str], Path]

EMPTY = 'on call { menu "Press 1 for prices." { 1 { } } }\n'


def test_a_file_above_the_flow_sets_levels(run: Run, flow: Write) -> None:
    flow("flowc.toml", '[rules]\nFLW402 = "error"\n')
    flow("calls/a.flow", EMPTY)

    result = run("check", "calls/a.flow", "--format", "concise")

    assert (result.status, result.out) == (1, "calls/a.flow:1:42: error[FLW402] this body is empty\n")


def test_a_table_of_pyproject_sets_levels(run: Run, flow: Write) -> None:
    flow("pyproject.toml", '[tool.flowc.rules]\nempty-body = "off"\n')
    flow("a.flow", EMPTY)

    assert run("check", "a.flow").err == "no findings\n"


def test_standard_input_has_the_settings_of_the_current_folder(run: Run, flow: Write) -> None:
    flow("flowc.toml", "strict = true\n")

    assert run("check", "-", stdin=EMPTY.encode()).status == 1


def test_each_flow_has_the_settings_of_its_own_folder(run: Run, flow: Write) -> None:
    flow("flowc.toml", 'rules.FLW402 = "error"\n')
    flow("a.flow", EMPTY)
    flow("b/flowc.toml", 'rules.FLW402 = "off"\n')
    flow("b/b.flow", EMPTY)

    result = run("check", ".", "--format", "json")

    assert [(one["path"], one["severity"]) for one in json.loads(result.out)] == [("./a.flow", "error")]


@pytest.mark.parametrize("verb", ["check", "compile", "expand"])
def test_a_mistake_in_the_settings_is_told_once_with_its_place(run: Run, flow: Write, verb: str) -> None:
    flow("flowc.toml", '[rules]\nFLW402 = "of"\n')
    flow("calls/a.flow", 'on call { say "a" }\n')
    flow("calls/b.flow", 'on call { say "b" }\n')

    result = run(verb, *(["calls"] if verb != "expand" else ["calls/a.flow"]), "--format", "concise")

    told = result.out if verb == "check" else result.err
    assert result.status == 1
    assert told.count("flowc.toml:2:10: error[FLW132] `of` is no level\n") == 1
    assert "Traceback" not in result.err


@pytest.mark.parametrize("verb", ["compile", "expand"])
def test_nothing_is_written_while_the_settings_have_an_error(run: Run, flow: Write, tmp_path: Path, verb: str) -> None:
    flow("flowc.toml", "[rules\n")
    flow("a.flow", 'on call { say "a" }\n')

    run(verb, "a.flow", "-o", "out")

    assert not (tmp_path / "out").exists()


def test_settings_above_the_current_folder_are_shown_as_one_would_type_them(run: Run, flow: Write) -> None:
    flow("a.flow", 'on call { say "a" }\n')
    flow("flowc.toml", "slect = []\n")

    assert run("check", "a.flow", "--format", "concise").out.startswith("flowc.toml:1:1: ")


def test_settings_that_are_not_utf_8_are_told_in_one_line(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.flow", 'on call { say "a" }\n')
    (tmp_path / "flowc.toml").write_bytes(b"# caf\xe9\n")

    result = run("check", "a.flow")

    assert (result.status, result.err.splitlines()[-1]) == (2, "flowc: flowc.toml: not UTF-8: byte 0xe9 at offset 5")


def test_a_level_that_is_lowered_lets_the_flow_be_compiled(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.flow", 'on call { record on { failed -> end }; say "This call is recorded." }\n')

    assert run("compile", "a.flow").status == 1
    flow("flowc.toml", 'rules.FLW302 = "warning"\n')
    result = run("compile", "a.flow")

    assert result.status == 0
    assert "warning[FLW302]" in result.err
    assert (tmp_path / "a.json").is_file()


def test_ignoring_and_selecting_take_codes_names_and_beginnings(run: Run, flow: Write) -> None:
    flow("a.flow", 'on call {\n  "1st": menu "Press 1." { 1 { }; timeout -> "1st" }\n}\n')

    def codes(*options: str) -> list[str]:
        return [one["code"] for one in json.loads(run("check", "a.flow", "--format", "json", *options).out)]

    assert codes() == ["FLW109", "FLW402"]
    assert codes("--ignore", "FLW402") == ["FLW109"]
    assert codes("--ignore", "empty-body,FLW109") == []
    assert codes("--ignore", "FLW4", "--ignore", "odd-name") == []
    assert codes("--select", "FLW4") == ["FLW402"]
    assert codes("--select", "FLW4, FLW1", "--ignore", "FLW402") == ["FLW109"]


def test_the_command_line_stands_above_the_file(run: Run, flow: Write) -> None:
    flow("flowc.toml", 'select = ["FLW3"]\n[rules]\nFLW402 = "off"\n')
    flow("a.flow", EMPTY)

    assert run("check", "a.flow").out == ""
    assert "warning[FLW402]" in run("check", "a.flow", "--select", "FLW402").out


def test_a_fixed_finding_is_shown_whatever_is_selected(run: Run, flow: Write) -> None:
    flow("a.flow", "on call { sai }\n")

    result = run("check", "a.flow", "--select", "FLW402")

    assert (result.status, "error[FLW101]" in result.out) == (1, True)


def test_a_hint_that_is_selected_itself_is_looked_for(run: Run, flow: Write) -> None:
    flow("a.flow", 'on call { say "Hello."; set choice=1 }\n')

    assert run("check", "a.flow").out == ""
    assert "info[FLW508]" in run("check", "a.flow", "--select", "unread-variable").out


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--select", "empty-bodies"), "--select: there is no code `empty-bodies`: did you mean `empty-body`?"),
        (("--ignore", "FLW499"), "--ignore: there is no code `FLW499`: `flowc rules` lists all codes"),
        (("--ignore", "FLW402,"), "--ignore: there is no code ``: `flowc rules` lists all codes"),
        (("--ignore", "unknown-verb"), "--ignore: `unknown-verb` cannot be ignored: its level is fixed"),
        (("--unsafe-fixes",), "--unsafe-fixes says which fixes are applied: give --fix as well"),
    ],
)
def test_a_mistake_in_an_option_has_status_two(run: Run, flow: Write, options: tuple[str, ...], reason: str) -> None:
    flow("a.flow", EMPTY)

    result = run("check", "a.flow", *options)

    assert (result.status, result.out, result.err) == (2, "", f"flowc: {reason}\n")


def test_without_settings_none_of_what_reads_them_is_imported(run: Run, flow: Write) -> None:
    flow(".git/HEAD", "")
    flow("a.flow", 'on call { say "a" }\n')
    imported = run("check", "a.flow", env={"PYTHONPROFILEIMPORTTIME": "1"}).err

    assert "flowc.project.search" in imported
    names = ("tomllib", "flowc.toml", "flowc.settings", "flowc.allows", "flowc.modules", "flowc.diagnostics.selectors")
    assert [name for name in names if re.search(rf"\| +{re.escape(name)}$", imported, re.MULTILINE)] == []


def test_a_comment_that_allows_a_finding_is_enough(run: Run, flow: Write) -> None:
    flow("a.flow", f"# flowc: allow-file empty-body the prices come in spring\n{EMPTY}")

    result = run("compile", "--strict", "a.flow")

    assert (result.status, result.err) == (0, "wrote a.json\n")


@pytest.mark.parametrize("name", ["json", "sarif", "github", "gitlab", "junit", "concise"])
@pytest.mark.parametrize("verb", ["check", "compile"])
def test_formats_for_programs_print_a_document_and_nothing_else(run: Run, flow: Write, name: str, verb: str) -> None:
    flow("a.flow", EMPTY)
    flow("good.flow", 'on call { say "a" }\n')

    found, nothing = run(verb, "-q", "a.flow", "--format", name), run(verb, "-q", "good.flow", "--format", name)

    told, document = (found.out, nothing.out) if verb == "check" else (found.err, nothing.err)
    assert "FLW402" in told
    assert bool(document) == (name not in ("github", "concise"))
    if name in ("json", "sarif", "gitlab"):
        json.loads(document)
        json.loads(told)


def test_a_flow_with_allowed_and_lowered_findings_is_expanded(run: Run, flow: Write) -> None:
    flow("flowc.toml", 'rules.FLW302 = "warning"\n')
    flow(
        "a.flow",
        'on call {\n  record on { failed -> end }\n  menu "Press 1." {\n    1 { } # flowc: allow FLW402 later\n'
        "  }\n  dial number { hangup -> end } # flowc: allow FLW204 the number comes later\n}\n",
    )

    result = run("expand", "a.flow", "--format", "concise")

    assert result.status == 0
    assert [line.split("[")[1][:6] for line in result.err.splitlines()] == ["FLW302"]
    assert "dial number" in result.out
