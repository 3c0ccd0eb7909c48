"""The real flows: every one of them comes back, and is read like what a person would have written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.decompiling import Figures, figures_of
from tests.decompile.definitions import comes_back, errors, is_formatted

from flowc.allows.studio_names import STUDIO_NAMES
from flowc.decompile import decompile


@pytest.fixture(scope="module")
def flows(shared: Path) -> dict[str, str]:
    found = {
        path.stem: path.read_text(encoding="utf-8") for path in sorted((shared / "corpus" / "flows").glob("*.json"))
    }
    assert len(found) > 100
    return found


@pytest.fixture(scope="module")
def decompiled(flows: dict[str, str]) -> dict[str, str]:
    found = {}
    for name, source in flows.items():
        text = decompile(source).text
        assert text is not None, name
        found[name] = text
    return found


def test_every_real_flow_comes_back_equal(flows: dict[str, str]) -> None:
    assert [name for name, source in flows.items() if not comes_back(source)] == []


def test_no_flow_has_an_error_and_all_are_formatted(decompiled: dict[str, str]) -> None:
    assert {name: found for name, text in decompiled.items() if (found := errors(text))} == {}
    assert [name for name, text in decompiled.items() if not is_formatted(text)] == []


def test_what_studio_holds_though_it_is_wrong_is_allowed_with_a_reason(decompiled: dict[str, str]) -> None:
    allowed = [line.strip() for text in decompiled.values() for line in text.splitlines() if "flowc: allow" in line]

    assert set(allowed) == {
        STUDIO_NAMES,
        "# flowc: allow FLW204 as in Studio: A required argument or option that is not given",
        "# flowc: allow FLW501 as in Studio: Liquid that Studio cannot evaluate",
        "# flowc: allow FLW504 as in Studio: A value of a widget that does not exist",
    }


def test_flows_are_as_readable_as_was_asked_for(flows: dict[str, str]) -> None:
    figures = [figures_of(json.loads(source), source) for source in flows.values()]
    whole = Figures.sum(figures)

    assert whole.structured / whole.leading >= 0.5
    assert whole.lines / whole.json_lines <= 0.3
    assert whole.raw / whole.states < 0.01
    assert whole.deepest <= 4


def test_decompiling_twice_gives_the_same_text(flows: dict[str, str], decompiled: dict[str, str]) -> None:
    for name in list(flows)[::10]:
        assert decompile(flows[name]).text == decompiled[name]
