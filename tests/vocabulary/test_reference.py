"""The reference of widgets that is made of their declarations."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flowc.vocabulary import Vocabulary, standard_vocabulary
from flowc.vocabulary.load import load_vocabulary
from flowc.vocabulary.reference import widget_reference
from flowc.vocabulary.standard import library_sources

Body = Callable[[str], Any]
Declare = Callable[[str], Any]

FLASH = """\
## Flashes the lights,
## or | not.
widget flash "flash-lights" {
  title "Flash"
  call live when mode=long
  entry call, request
  after say-play

  ## How it flashes.
  arg mode: short | long required
  ## How often.
  option times: integer min 1 max 9 default 3 -> number_of_times
  ## In which colour.
  option colour: text required-unless mode=long when mode=short
  ## Its size.
  option size: text max-length 5 with number_of_times deprecated "use times" liquid
  one-of colour, number_of_times required

  ## It was flashed.
  exit done main
  ## It was not.
  exit failed failure call gone

  ## Which lamps.
  output lamps, rooms
  open-outputs "the weather"
}
"""


def rows(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("| ")]


def test_docs_widgets_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(Path("docs/widgets.md"), widget_reference(standard_vocabulary()))


def test_the_reference_is_the_same_each_time() -> None:
    assert widget_reference(standard_vocabulary()) == widget_reference(standard_vocabulary())


def test_a_widget_of_a_library_of_ones_own_is_listed(tmp_path: Path) -> None:
    (tmp_path / "widgets").mkdir()
    (tmp_path / "widgets" / "flash-lights.flow").write_text(FLASH, encoding="utf-8")
    vocabulary, problems = load_vocabulary(library_sources(tmp_path))

    page = widget_reference(vocabulary)

    assert problems == ()
    assert "| `flash` | [`flash-lights`](#flash-lights) | Flashes the lights, or \\| not. |" in rows(page)
    assert "## flash-lights" in page.splitlines()


@pytest.fixture
def page(declare: Declare) -> str:
    declared = declare(FLASH)
    assert declared.problems == ()
    return widget_reference(declared.vocabulary)


@pytest.mark.parametrize(
    "row",
    [
        "| `mode` (argument) | `short \\| long` |  |  | How it flashes. Required. |",
        "| `times` | `integer` | `3` | `number_of_times` | How often. From 1 to 9. |",
        "| `colour` § | `text` |  |  | In which colour. Required where `mode` is not `long`."
        " Only where `mode` is `short`. |",
        "| `size` § | `text` |  |  | Its size. Only with `number_of_times`. At most 5 characters."
        " **Deprecated:** use times. |",
        "| `done` | on to the next statement | It was flashed. |",
        "| `failed` | a failure; the caller is gone | It was not. |",
    ],
)
def test_a_row_says_all_that_is_declared(page: str, row: str) -> None:
    assert row in rows(page)


@pytest.mark.parametrize(
    "line",
    [
        "Flash",
        "Flashes the lights, or | not.",
        "flash short|long",
        "Needs a live call where `mode` is `long`. Works with `on call`, `on request`. Only after `say-play`.",
        "Exactly one of `colour`, `number_of_times`.",
        "- `lamps`, `rooms`: Which lamps.",
        "- the weather",
    ],
)
def test_a_line_says_all_that_is_declared(page: str, line: str) -> None:
    assert line in page.splitlines()


@pytest.mark.parametrize(
    ("declared", "spelled"),
    [("min 2", "At least 2."), ("max 7", "At most 7."), ("min 0 max 7", "From 0 to 7.")],
)
def test_a_range_may_be_open(body: Body, declared: str, spelled: str) -> None:
    page = widget_reference(body(f"option x: integer {declared}").vocabulary)

    assert any(row.endswith(f" {spelled} |") for row in rows(page))


def test_a_verb_is_written_once_for_each_kind_of_its_arguments(declare: Declare) -> None:
    text = (
        "widget dial {\n  arg noun: phone_line | sip\n  arg number: phone when noun=phone_line -> to\n"
        "  arg address: text unless noun=phone_line\n}"
    )
    lines = widget_reference(declare(text).vocabulary).splitlines()

    assert "dial phone_line NUMBER" in lines
    assert "dial sip ADDRESS" in lines


def test_what_is_emitted_is_told_from_what_is_only_documented(body: Body) -> None:
    page = widget_reference(body("option a: x | y = x\noption b: x | y default x\noption c: x | y open").vocabulary)

    assert "| `a` | `x \\| y` | `x` ★ |" in page
    assert "| `b` | `x \\| y` | `x` |" in page
    assert "| `c` | `x \\| y` … |" in page


def test_a_deprecated_widget_is_marked(body: Body) -> None:
    assert "**Deprecated:** it is old." in widget_reference(body('deprecated "it is old"').vocabulary)


@pytest.mark.parametrize("type_", sorted(standard_vocabulary().types))
def test_every_part_of_a_widget_is_listed(type_: str) -> None:
    widget = standard_vocabulary().types[type_]
    page = widget_reference(Vocabulary.of([widget]))

    for option in widget.all_options():
        assert f"| `{option.name}`" in page
    for exit_ in widget.exits:
        assert f"| `{exit_.event}` |" in page
    for output in widget.outputs:
        assert f"`{output.name}`" in page
    assert page.count("\n\n\n") == 0
    assert re.search(r"[ \t]$", page, re.MULTILINE) is None


def test_every_row_has_as_many_cells_as_its_heading() -> None:
    page = widget_reference(standard_vocabulary())
    widths = [len(re.findall(r"(?<!\\)\|", row)) for row in rows(page)]
    blocks = re.split(r"\n(?!\|)", page)

    assert set(widths) <= {4, 6}
    for block in blocks:
        cells = {len(re.findall(r"(?<!\\)\|", row)) for row in rows(block)}
        assert len(cells) <= 1
