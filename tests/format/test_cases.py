"""Each case is a file that holds a text and, below a line, the same text formatted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flowc import compile_text, format_text
from flowc.format.style import WIDTH

FOLDER = Path(__file__).parent / "cases"
PATHS = sorted(FOLDER.glob("*.flow"))
LINE = "# ---- formatted\n"


def case(path: Path) -> tuple[str, str]:
    before, _, after = path.read_bytes().decode().partition(LINE)
    return before, after


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_text_of_a_case_is_formatted_as_it_shows(path: Path, golden: Callable[[Path, str], None]) -> None:
    before, _ = case(path)

    golden(path, f"{before}{LINE}{format_text(before).text}")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_a_case_shows_is_formatted_already(path: Path) -> None:
    _, after = case(path)

    assert format_text(after).text == after


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_both_texts_of_a_case_compile_to_the_same(path: Path) -> None:
    before, after = case(path)

    assert compile_text(before).definition == compile_text(after).definition


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_line_of_a_case_is_too_long_that_could_be_shorter(path: Path) -> None:
    _, after = case(path)
    too_long = [line for line in after.split("\n") if len(line) > WIDTH]

    # A text cannot be broken, and neither can a type with its alternatives.
    assert all('"' in line for line in too_long)
    assert len(too_long) <= 1


def test_there_are_cases() -> None:
    assert len(PATHS) > 10
