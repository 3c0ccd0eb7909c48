"""The flows of this project are formatted."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowc import format_text

PROJECT = Path(__file__).resolve().parents[2]
FILES = sorted([*(PROJECT / "examples").rglob("*.flow"), *(PROJECT / "stdlib").rglob("*.flow")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_flow_of_the_project_is_formatted(path: Path) -> None:
    text = path.read_bytes().decode()

    assert format_text(text).text == text, "run `flowc fmt examples stdlib`, then `python -m flowc.generate`"


def test_there_are_flows() -> None:
    assert len(FILES) > 40
