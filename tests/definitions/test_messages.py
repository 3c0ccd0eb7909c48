"""What a user sees of files that are mended or refused: the file, and all messages about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.definitions.facts import read

from flowc.diagnostics import Diagnostic
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.render.text import render

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "definitions"
FILES = sorted(path.name for path in FOLDER.glob("*.json"))


def found_in(name: str) -> tuple[Diagnostic, ...]:
    return read((FOLDER / name).read_text(encoding="utf-8"), name).diagnostics


def test_every_code_has_a_file() -> None:
    found = {one.code for name in FILES for one in found_in(name)}

    # FLW804 is found in what is written (`tests/decompile`).
    assert found == {code for code in CODES if code.startswith("FLW8")} - {"FLW804"}


@pytest.mark.parametrize("name", FILES)
def test_all_messages_are_drawn_as_a_user_sees_them(name: str, golden: Callable[[Path, str], None]) -> None:
    golden((FOLDER / name).with_suffix(".txt"), render(found_in(name), color=False))


@pytest.mark.parametrize("name", FILES)
def test_a_message_is_one_lower_case_sentence_with_a_path_and_a_label(name: str) -> None:
    for one in found_in(name):
        for text in (one.message, one.label, one.help, one.why):
            assert not text.endswith("."), text
            assert text.count("`") % 2 == 0, text
        assert re.match(r"[a-z`]|[A-Z][A-Za-z/ ().-]+ has no event|Studio|Twilio", one.message), one.message
        assert re.search(r" \(`#[^`]*`\)$", one.message), one.message
        assert one.label
