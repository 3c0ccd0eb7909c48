"""What `.ci/run` makes of a test run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "verdict.py"

PASSES = '<testcase classname="a" name="one" />'
FAILS = '<testcase classname="a" name="two"><failure message="no" /></testcase>'
FAILS_AND_ERRS = '<testcase classname="a" name="three"><failure message="no" /><error message="nor this" /></testcase>'
XFAILS = '<testcase classname="a" name="four"><skipped type="pytest.xfail" message="known" /></testcase>'
NEEDS_SHARED = (
    '<testcase classname="a" name="five"><skipped type="pytest.skip" message="../shared is absent" /></testcase>'
)
FORBIDDEN = (
    '<testcase classname="a" name="seven"><skipped type="pytest.skip"'
    ' message="network namespaces are not allowed here: no" /></testcase>'
)
NEEDS_NODE = '<testcase classname="a" name="six"><skipped type="pytest.skip" message="Node is absent" /></testcase>'


def verdict_on(folder: Path, *cases: str) -> subprocess.CompletedProcess[str]:
    """What the script prints for a report with these cases; `../shared` is where the folder has one."""
    report = folder / "report.xml"
    report.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(report), str(folder / "shared")], capture_output=True, text=True, check=False
    )


def test_passed_tests_are_counted_and_all_is_well(tmp_path: Path) -> None:
    run = verdict_on(tmp_path, PASSES, PASSES)

    assert (run.returncode, run.stdout) == (0, "2 passed, 0 failed, 0 skipped\n")


@pytest.mark.parametrize("case", [FAILS, FAILS_AND_ERRS])
def test_a_failed_test_counts_once_and_fails_the_run(tmp_path: Path, case: str) -> None:
    run = verdict_on(tmp_path, PASSES, case)

    assert (run.returncode, run.stdout) == (1, "1 passed, 1 failed, 0 skipped\n")


def test_an_expected_failure_ran(tmp_path: Path) -> None:
    run = verdict_on(tmp_path, XFAILS)

    assert (run.returncode, run.stdout) == (0, "1 passed, 0 failed, 0 skipped\n")


def test_a_test_may_skip_for_want_of_the_shared_folder(tmp_path: Path) -> None:
    run = verdict_on(tmp_path, PASSES, NEEDS_SHARED)

    assert (run.returncode, run.stdout) == (0, "1 passed, 0 failed, 1 skipped\n")


def test_a_test_may_not_skip_for_want_of_a_shared_folder_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()

    run = verdict_on(tmp_path, PASSES, NEEDS_SHARED)

    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "skipped though nothing is missing: a::five: ../shared is absent",
        "1 passed, 0 failed, 1 skipped",
    ]


def test_a_test_may_skip_for_what_the_machine_forbids(tmp_path: Path) -> None:
    run = verdict_on(tmp_path, PASSES, FORBIDDEN)

    assert (run.returncode, run.stdout) == (0, "1 passed, 0 failed, 1 skipped\n")


def test_a_test_may_not_skip_for_another_reason(tmp_path: Path) -> None:
    run = verdict_on(tmp_path, PASSES, NEEDS_NODE)

    assert run.returncode == 1
    assert run.stdout.startswith("skipped though nothing is missing: a::six: Node is absent\n")


def test_a_run_without_tests_is_not_a_success(tmp_path: Path) -> None:
    run = verdict_on(tmp_path)

    assert (run.returncode, run.stdout) == (1, "0 passed, 0 failed, 0 skipped\n")
