"""How the findings about recordings, secrets and messages are drawn: the flows of `tests/golden/compliance`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.many_files import found_in

from flowc.diagnostics.codes import CODES, family
from flowc.diagnostics.render import FORMATS

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "compliance"
FLOWS = sorted(FOLDER.glob("*.flow"))


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_what_is_against_good_care_is_drawn_as_its_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    findings = found_in(path.read_text(encoding="utf-8"), path.name)

    assert {family(finding.code) for finding in findings} == {"compliance"}
    golden(path.with_suffix(".txt"), FORMATS["text"](findings, False))


def test_every_code_of_compliance_is_drawn_somewhere() -> None:
    drawn = {finding.code for path in FLOWS for finding in found_in(path.read_text(encoding="utf-8"))}

    assert drawn == {code for code in CODES if family(code) == "compliance"}


def test_every_drawing_belongs_to_a_flow() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in FLOWS}
