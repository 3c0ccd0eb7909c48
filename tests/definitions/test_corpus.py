"""The real flows: each is read, and what is mended in them is known."""

from __future__ import annotations

import json
from pathlib import Path

from tests.definitions.facts import facts, read, written


def flows(shared: Path) -> list[Path]:
    found = sorted((shared / "corpus" / "flows").glob("*.json"))
    assert len(found) > 100
    return found


def test_a_real_flow_that_needs_no_mending_is_the_same_when_it_is_written_again(shared: Path) -> None:
    untouched = 0
    for path in flows(shared):
        text = path.read_text(encoding="utf-8")
        found = read(text)
        if found.diagnostics:
            continue
        untouched += 1
        assert facts(written(found)) == facts(json.loads(text)), path.stem

    assert untouched > 80


def test_what_is_written_of_a_real_flow_needs_no_more_mending(shared: Path) -> None:
    for path in flows(shared):
        found = read(path.read_text(encoding="utf-8"))
        again = read(written(found))

        assert again.diagnostics == (), path.stem
        assert again.positions == found.positions
        assert facts(written(again)) == facts(written(found))
