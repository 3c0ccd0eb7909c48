"""The flows of this project are formatted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flowc import format_text

PROJECT = Path(__file__).resolve().parents[2]
BLOCKS = re.MULTILINE | re.DOTALL
FILES = sorted([*(PROJECT / "examples").rglob("*.flow"), *(PROJECT / "stdlib").rglob("*.flow")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_flow_of_the_project_is_formatted(path: Path) -> None:
    text = path.read_bytes().decode()

    assert format_text(text).text == text, "run `flowc fmt examples stdlib`, then `python -m flowc.generate`"


def test_there_are_flows() -> None:
    assert len(FILES) > 40


def shown_flows() -> list[tuple[tuple[str, ...], str]]:
    """The flows on the page of the style, which are there to show it; but the untidy one."""
    page = (PROJECT / "docs" / "formatting.md").read_text(encoding="utf-8")
    found = [(tuple(info.split()), text) for info, text in re.findall(r"^```(flow[^\n]*)\n(.*?)^```$", page, BLOCKS)]
    return [(info, text) for info, text in found if "file=untidy.flow" not in info]


@pytest.mark.parametrize(("info", "text"), shown_flows())
def test_what_the_page_of_the_style_shows_is_formatted(info: tuple[str, ...], text: str) -> None:
    head = {"fragment": "on call {\n  # here\n", "declaration": "widget x {\n  # here\n"}.get(info[-1], "")
    if not head:
        assert format_text(text).text == text
        return
    found = format_text(f"{head}{text}}}\n").text.removeprefix(head).removesuffix("}\n")

    assert re.sub("^  ", "", found, flags=re.MULTILINE) == text


def test_the_page_of_the_style_shows_flows() -> None:
    assert {info[1:] for info, _ in shown_flows()} == {(), ("fragment",), ("declaration",)}
