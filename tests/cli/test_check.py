"""`flowc check` as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

GOOD = 'on call { say "Hello" }\n'
BAD = 'on call {\n  sai "Hello"\n  say Hello there\n}\n'

Write = Callable[[str, str], Path]


def test_findings_go_to_standard_output_and_the_summary_does_not(run: Run, flow: Write) -> None:
    flow("bad.flow", BAD)

    result = run("check", "bad.flow")

    assert result.status == 1
    assert "error[FLW101]: unknown verb `sai`" in result.out
    assert " --> bad.flow:2:3" in result.out
    assert "error[FLW208]" in result.out
    assert result.err == "2 errors\n"


def test_a_flow_without_findings_has_status_zero(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("good.flow", GOOD)

    result = run("check", "good.flow")

    assert (result.status, result.out) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["good.flow"]


def test_json_is_one_array_with_every_key_of_the_contract(run: Run, flow: Write) -> None:
    flow("bad.flow", BAD)

    result = run("check", "bad.flow", "--format", "json")

    first = json.loads(result.out)[0]
    assert result.status == 1
    assert result.err == ""
    wanted = {
        "code": "FLW101",
        "severity": "error",
        "message": "unknown verb `sai`",
        "path": "bad.flow",
        "line": 2,
        "column": 3,
        "endLine": 2,
        "endColumn": 6,
        "notes": [],
        "help": "did you mean `say`?",
    }
    assert {key: first[key] for key in wanted} == wanted
    assert {"fixes", "url"} <= set(first)


def test_json_without_findings_is_an_empty_array(run: Run, flow: Write) -> None:
    flow("good.flow", GOOD)

    assert run("check", "good.flow", "--format", "json").out == "[]\n"


def test_concise_is_one_line_a_finding(run: Run, flow: Write) -> None:
    flow("bad.flow", BAD)

    result = run("check", "bad.flow", "--format", "concise")

    assert result.out.splitlines() == [
        "bad.flow:2:3: error[FLW101] unknown verb `sai`",
        "bad.flow:3:7: error[FLW208] a text needs quotes",
    ]


def test_standard_input_is_called_by_its_name(run: Run) -> None:
    result = run("check", "-", "--format", "concise", stdin=BAD.encode())

    assert result.out.startswith("<stdin>:2:3: error[FLW101]")


def test_colours_are_used_only_when_they_are_asked_for(run: Run, flow: Write) -> None:
    flow("bad.flow", BAD)

    assert "\x1b[" not in run("check", "bad.flow").out
    assert "\x1b[" in run("check", "bad.flow", "--color", "always").out
    assert "\x1b[" not in run("check", "bad.flow", "--color", "never").out


def test_a_file_that_is_missing_does_not_hide_the_findings_of_another(run: Run, flow: Write) -> None:
    flow("bad.flow", BAD)

    result = run("check", "missing.flow", "bad.flow")

    assert result.status == 2
    assert "FLW101" in result.out
    assert "flowc: missing.flow: no such file" in result.err


def test_findings_of_every_phase_are_told_in_one_run(run: Run, flow: Write) -> None:
    flow(
        "all.flow",
        'on message {\n  record on\n}\non call {\n  say "a\\q"\n  say "x" loop=1000\n  -> nowhere\n}\n',
    )

    result = run("check", "all.flow", "--format", "concise")

    codes = [line.split("[")[1].split("]")[0] for line in result.out.splitlines()]
    assert codes == ["FLW301", "FLW003", "FLW203", "FLW102"]


def test_a_flow_nested_too_deep_is_refused_with_the_limit(run: Run, flow: Write) -> None:
    flow("deep.flow", "a {\n" * 1000)

    result = run("check", "deep.flow")

    assert result.status == 1
    assert "FLW007" in result.out
    assert "Traceback" not in result.err


def test_a_file_of_five_megabytes_and_a_line_of_one_are_answered(run: Run, flow: Write) -> None:
    flow("big.flow", "# comment\n" * 500_000)
    flow("wide.flow", 'on call { say "' + "x" * 1_000_000 + '" }\n')

    assert "FLW008" in run("check", "big.flow", "--format", "concise").out
    assert run("check", "wide.flow").status == 0
