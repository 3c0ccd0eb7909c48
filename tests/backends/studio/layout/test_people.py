"""Flows that people exported from Studio, beside our drawings of them."""

from __future__ import annotations

import runpy
from pathlib import Path
from statistics import median

import pytest
from click.testing import CliRunner

PROJECT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def table(shared: Path) -> list[str]:
    """What the benchmark prints for the corpus."""
    benchmark = runpy.run_path(str(PROJECT / "benchmarks" / "layout.py"))
    result = CliRunner().invoke(benchmark["main"], [str(shared / "corpus" / "flows")], catch_exceptions=False)
    return [line[40:] for line in result.stdout.splitlines()[1:-3]]


def test_the_median_flow_has_no_more_crossings_than_people_made(table: list[str]) -> None:
    crossings = [(int(row.split()[0]), int(row.split()[1])) for row in table]

    assert len(crossings) > 100
    assert median(ours for _, ours in crossings) <= median(theirs for theirs, _ in crossings)
    assert sum(ours for _, ours in crossings) <= sum(theirs for theirs, _ in crossings)


def test_no_widgets_overlap_in_any_flow(table: list[str]) -> None:
    assert [row for row in table if int(row.split()[5]) != 0] == []
