"""The picture of a flow shows each of its widgets once, where the definition has it."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((PROJECT / "examples").glob("*.json"))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(example: Path, output: Path) -> str:
    script = runpy.run_path(str(PROJECT / "benchmarks" / "pictures.py"))
    result = CliRunner().invoke(script["main"], [str(example), str(output)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return output.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_widget_is_drawn_once_at_its_offset_with_its_name(example: Path, tmp_path: Path) -> None:
    states = json.loads(example.read_text(encoding="utf-8"))["states"]
    picture = ElementTree.fromstring(drawn(example, tmp_path / "flow.svg"))  # noqa: S314 - we have just drawn it
    boxes = [part for part in picture.iter(f"{SVG}rect") if part.get("class")]
    names = [part.text for part in picture.iter(f"{SVG}text") if part.get("class") == "name"]

    assert len(names) == len(states)
    for name, state in zip(names, states, strict=True):
        # A name too long for its box ends in dots.
        assert name
        assert name == state["name"] or (len(name) > 1 and name[-1] == "…" and state["name"].startswith(name[:-1]))
    assert [(int(box.attrib["x"]), int(box.attrib["y"])) for box in boxes] == [
        (state["properties"]["offset"]["x"], state["properties"]["offset"]["y"]) for state in states
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_exit_has_a_point_and_every_target_a_line(example: Path, tmp_path: Path) -> None:
    exits = [exit_ for state in json.loads(example.read_text("utf-8"))["states"] for exit_ in state["transitions"]]
    picture = drawn(example, tmp_path / "flow.svg")

    assert picture.count('<circle class="point') == len(exits)
    assert len(re.findall(r'<path class="(?:line|wrong)"', picture)) == sum("next" in exit_ for exit_ in exits)


def test_a_page_holds_the_same_picture(tmp_path: Path) -> None:
    page = drawn(EXAMPLES[0], tmp_path / "flow.html")

    assert page.startswith("<!doctype html>")
    assert page.endswith(drawn(EXAMPLES[0], tmp_path / "flow.svg"))


@pytest.mark.parametrize("name", ["ivr-menu", "feedback", "appointment-reminder"])
def test_a_picture_in_the_documentation_shows_its_example_as_it_is_now(name: str, tmp_path: Path) -> None:
    shown = (PROJECT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")

    assert shown == drawn(PROJECT / "examples" / f"{name}.json", tmp_path / "flow.svg")
