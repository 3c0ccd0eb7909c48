"""All that a user sees of the mistakes in names and values: flows of `tests/golden/messages` beside their drawings.

A file there holds what one module of `binding` has to say, case by case: a line `# --- call` begins statements
of a call, `# --- file` a whole flow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.binding.found import found_in

from flowc.diagnostics.render import FORMATS

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "messages"
FILES = sorted(FOLDER.glob("*.flow"))

# Something has been said and asked, so that no rule of placement speaks, and there is something to refer to.
CALL = 'on call {{\n  caller: gather "Hello, this call is recorded"\n{}\n  -> end\n}}\n'


def cases(path: Path) -> Iterator[tuple[str, str]]:
    """The first line of each case, and its flow."""
    _, *parts = re.split(r"^# --- (call|file)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for kind, text in zip(parts[::2], parts[1::2], strict=True):
        body = text.removesuffix("\n")
        yield kind, CALL.format(body) if kind == "call" else body


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_mistakes_are_drawn_as_their_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    drawings = []
    for number, (_, text) in enumerate(cases(path), 1):
        found = found_in(text, f"{path.stem}-{number}.flow")
        assert found, text
        drawings.append(FORMATS["text"](found, False))

    golden(path.with_suffix(".txt"), "\n".join(drawings))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_case_is_there_twice(path: Path) -> None:
    texts = [text for _, text in cases(path)]

    assert sorted(set(texts)) == sorted(texts)


def test_every_drawing_belongs_to_mistakes() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in FILES}
