"""How broken placement is drawn, with its trail: every flow of `tests/golden/placement` beside its drawing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flowc.compile import check
from flowc.diagnostics.codes import CODES, family
from flowc.diagnostics.render import FORMATS

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "placement"
FLOWS = sorted(FOLDER.glob("*.flow"))


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_broken_placement_is_drawn_as_its_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    findings = check(path.read_text(encoding="utf-8"), path.name).diagnostics

    assert findings
    assert {finding.code[:4] for finding in findings} == {"FLW3"}
    golden(path.with_suffix(".txt"), FORMATS["text"](findings, False))


def test_every_code_of_placement_is_drawn_somewhere() -> None:
    drawn = {finding.code for path in FLOWS for finding in check(path.read_text(encoding="utf-8")).diagnostics}

    assert drawn == {code for code in CODES if family(code) == "placement"} - {"FLW306"}


def test_every_drawing_belongs_to_a_flow() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in FLOWS}
