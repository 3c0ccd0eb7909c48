"""Expansions as they are printed: each case holds a flow and, below a line, its expansion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flowc import compile_text, expand_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
LINE = "# ---------- expanded ----------\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_flow_is_expanded_as_its_case_shows(path: Path, golden: Callable[[Path, str], None]) -> None:
    text, _, _ = path.read_text(encoding="utf-8").partition(LINE)

    expanded = expand_text(text, path.name)

    assert expanded.text is not None, expanded.diagnostics
    golden(path, text + LINE + expanded.text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_and_its_expansion_compile_to_the_same_definition(path: Path) -> None:
    text, _, expansion = path.read_text(encoding="utf-8").partition(LINE)

    assert compile_text(expansion).definition == compile_text(text).definition
    assert expand_text(expansion).text == expansion
