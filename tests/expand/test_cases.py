"""Expansions as they are printed: each case holds a flow and, below a line, its expansion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.expand.flows import expansion_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
LINE = "# ---------- expanded ----------\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_flow_is_expanded_as_its_case_shows(path: Path, golden: Callable[[Path, str], None]) -> None:
    text, _, _ = path.read_text(encoding="utf-8").partition(LINE)

    golden(path, text + LINE + expansion_of(text))
