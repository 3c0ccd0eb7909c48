"""All that a finding of a rule holds, its link too, as a machine reads it: the flows of `tests/golden/placement`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.checks.found import only

from flowc.compile import check
from flowc.diagnostics.render import FORMATS

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "placement"
FLOWS = sorted(FOLDER.glob("*.flow"))


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_finding_of_placement_is_as_its_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    found = check(path.read_text(encoding="utf-8"), path.name).diagnostics

    golden(path.with_suffix(".json"), FORMATS["json"](found, False))


def test_a_flow_that_nothing_starts_says_what_that_means() -> None:
    found = only('section a { say "Hello." }')

    assert (found.code, found.label, found.why, found.help) == (
        "FLW403",
        "no `on` in this file",
        "calls and messages that reach the flow get no answer",
        "add an entry: `on call { … }`",
    )


def test_too_many_widgets_leads_to_the_limits_of_twilio() -> None:
    found = only("on call {\n" + 'say "a"\n' * 1001 + "}\n")

    assert (found.code, found.url) == ("FLW401", "https://www.twilio.com/docs/studio/rest-api/v2/schemas")
