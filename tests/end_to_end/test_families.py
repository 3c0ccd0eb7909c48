"""One run over flows with a mistake of each family, as text and as SARIF."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = Path("tests/golden/families")
SCHEMA = PROJECT / "tests" / "diagnostics" / "render" / "sarif-2.1.0-rtm.5.json"


def run(form: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flowc", "check", "broken.flow", "whole.flow", "--format", form]
    return subprocess.run(command, cwd=PROJECT / FOLDER, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_run_tells_the_mistakes_of_all_families(golden: Callable[[Path, str], None]) -> None:
    found = run("text")

    assert found.returncode == 1
    golden(FOLDER / "findings.txt", found.stdout)


def test_every_family_of_flows_is_among_them() -> None:
    codes = [line.split("[")[1][:6] for line in run("concise").stdout.splitlines()]

    assert {code[3] for code in codes} == set("0123456")


def test_the_sarif_of_the_run_fits_the_schema_and_says_the_same(golden: Callable[[Path, str], None]) -> None:
    log = json.loads(run("sarif").stdout)
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)
    told = [
        (one["ruleId"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
        for one in log["runs"][0]["results"]
    ]
    lines = [line.split(":") for line in run("concise").stdout.splitlines()]

    assert told == [(line[3].split("[")[1][:6], int(line[1])) for line in lines]
    golden(FOLDER / "findings.sarif", json.dumps(log, indent=2) + "\n")
