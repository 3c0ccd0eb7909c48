"""The comment with which flowc allows labels that it wrote itself."""

from __future__ import annotations

import pytest

from flowc import check
from flowc.allows.studio_names import STUDIO_NAMES, with_studio_names

FLOW = 'on call {\n  a: say "a"\n  b: say "b"\n}\n'


def test_it_allows_all_labels_and_is_itself_without_a_finding() -> None:
    assert [one.code for one in check(FLOW).diagnostics] == ["FLW129", "FLW129"]
    assert check(with_studio_names(FLOW)).diagnostics == ()


def test_it_stands_above_everything_else() -> None:
    assert with_studio_names(f"# Prices.\n{FLOW}") == f"{STUDIO_NAMES}\n\n# Prices.\n{FLOW}"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_stays_first_and_lines_end_as_before(mark: str) -> None:
    text = mark + FLOW.replace("\n", "\r\n")

    found = with_studio_names(text)

    assert found == f"{mark}{STUDIO_NAMES}\r\n\r\n{text.removeprefix(mark)}"
    assert check(found).diagnostics == ()
