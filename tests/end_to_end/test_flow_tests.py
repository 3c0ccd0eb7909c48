"""Every example and every block of the library has tests, and together they come through all of both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.examples import EXAMPLES
from tests.stdlib.uses import libraries

from flowc import format_text

PROJECT = Path(__file__).resolve().parents[2]
BLOCKS = PROJECT / "tests" / "stdlib" / "blocks"
FILES = [*(path.with_suffix(".flowtest") for path in EXAMPLES), *sorted(BLOCKS.glob("*.flow"))]


@pytest.fixture(scope="module")
def coverage(tmp_path_factory: pytest.TempPathFactory) -> object:
    """The coverage of all examples and blocks by their tests, all of which pass."""
    report = tmp_path_factory.mktemp("coverage") / "coverage.json"
    found = subprocess.run(
        [sys.executable, "-m", "flowc", "test", "examples", "tests/stdlib/blocks", "--coverage-json", str(report)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT / "compiler")},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return json.loads(report.read_text(encoding="utf-8"))


def test_all_tests_pass_and_cover_all_steps_and_exits(coverage: dict[str, object]) -> None:
    flows = coverage["flows"]
    assert isinstance(flows, list)

    assert [flow["path"] for flow in flows if flow["percent"] != 100] == []
    assert len(flows) == len(EXAMPLES) + len(list(BLOCKS.glob("*.flow")))


def test_every_example_has_tests() -> None:
    assert [path.name for path in EXAMPLES if not path.with_suffix(".flowtest").is_file()] == []


def test_every_block_of_the_library_has_tests() -> None:
    wanted = [f"{library.name}.{block.name}.flow" for library in libraries() for block in library.blocks]

    assert sorted(wanted) == sorted(path.name for path in BLOCKS.iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_tests_are_in_the_one_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert format_text(text, path.name).text == text
    assert 'test "' in text
