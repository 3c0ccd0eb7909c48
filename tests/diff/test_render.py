"""How differences are printed: each golden holds two flows, and what is told of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from tests.diff.facts import between, flow_of

from flowc.backends.studio.definition import definition
from flowc.binding.program import Property
from flowc.diff import Difference, compare
from flowc.diff.render import FORMATS, renderer
from flowc.diff.render.text import summary
from flowc.graph.flow import Exit

PROJECT = Path(__file__).resolve().parents[2]
GOLDENS = sorted((PROJECT / "tests/golden/diff").glob("*.txt"))
PART = re.compile(r"^# ---- (\w+)\n(.*?)(?=^# ---- |\Z)", re.MULTILINE | re.DOTALL)
TEXT = 'on call { hello: say "Hello." }\n'


def drawn(found: Difference, name: str = "text", *, color: bool = False) -> str:
    return renderer(name)(found, "old.flow", "new.flow", color)


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_a_difference_is_drawn_as_its_golden_says(path: Path, golden: Callable[[Path, str], None]) -> None:
    parts = dict(PART.findall(path.read_text(encoding="utf-8")))
    found = between(parts["before"], parts["after"])

    drawings = "".join(f"# ---- {name}\n{drawn(found, name)}" for name in FORMATS)

    golden(path, f"# ---- before\n{parts['before']}# ---- after\n{parts['after']}{drawings}")


def test_there_are_goldens() -> None:
    assert len(GOLDENS) > 5


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_without_its_colours_a_drawing_is_the_one_without_colours(path: Path) -> None:
    parts = dict(PART.findall(path.read_text(encoding="utf-8")))
    found = between(parts["before"], parts["after"])

    painted = drawn(found, color=True)

    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == drawn(found)
    assert ("\x1b[" in painted) == bool(found)


def test_what_is_added_is_drawn_like_its_definition() -> None:
    after = flow_of(TEXT.replace("hello", "other").replace("Hello.", "Nobody is here."))
    state = json.loads(json.dumps(definition(after, {})))["states"][1]

    (added,) = json.loads(drawn(compare(flow_of(TEXT), after), "json"))["added"]

    assert (added["name"], added["type"], added["properties"]) == (state["name"], state["type"], state["properties"])


def test_a_value_that_is_null_is_told_from_one_that_is_not_there() -> None:
    raw = 'on call {{ say "x"; raw "new-type" {{ {} }} }}\n'
    null = raw.format('property n = json("null")')

    (changed,) = json.loads(drawn(between(raw.format(""), null), "json"))["changed"]

    assert changed["properties"] == [{"path": ["n"], "after": None}]


def test_control_characters_of_a_flow_do_not_reach_the_terminal() -> None:
    flow = flow_of(TEXT)
    trigger, hello = flow.states
    bad = "\x1b[31m\u202ered"
    values = (
        *(attrs.evolve(one, value=f"{one.value}{bad}") for one in hello.properties),
        Property(bad, bad, hello.span),
    )
    evil = attrs.evolve(hello, name=bad, type=bad, properties=values, exits=(Exit(bad, bad, hello.span),))
    after = attrs.evolve(flow, states=(trigger, evil, attrs.evolve(hello, type=bad)))

    for found in (compare(flow, after), compare(after, flow), compare(after, attrs.evolve(after, description=bad))):
        assert found
        assert "\x1b" not in drawn(found)
        assert "\u202e" not in drawn(found)


def test_a_very_long_text_is_cut_around_what_changed() -> None:
    words = " ".join(f"word{number}" for number in range(400))
    found = between(TEXT.replace("Hello.", f"{words} one {words}"), TEXT.replace("Hello.", f"{words} two {words}"))

    (row,) = [line for line in drawn(found).splitlines() if "say:" in line]
    assert "[-one-]{+two+}" in row
    assert len(row) < 120


def test_a_summary_counts_what_changed() -> None:
    after = 'flow "New"\n' + TEXT.replace("hello", "hi").replace("}", '; say "Something new." }')

    assert summary(between(TEXT, TEXT)) == "no difference"
    assert summary(between(TEXT, TEXT.replace("Hello", "Hi"))) == "widgets: 1 changed"
    assert summary(between(TEXT, after)) == "the flow itself, widgets: 1 changed, 1 renamed, 1 added"
