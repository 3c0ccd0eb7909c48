"""The table of TwiML in `stdlib/` against the fact sheet that it was made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.twilio.twiml.table import TABLE, elements

KEPT_OF_AN_ELEMENT = ("attributes", "children", "parents", "text")
KEPT_OF_AN_ATTRIBUTE = (
    *("type", "enum", "enum_ref", "separator", "default", "min", "max", "maxLength", "pattern", "required"),
    "deprecated",
)


def trimmed(reference: Mapping[str, Any]) -> str:
    """The fact sheet without its prose and without what is empty, one attribute a line so that changes show."""
    parts = [f'"{domain}": {element_lines(reference[domain])}' for domain in ("voice", "messaging")]
    enums = [f'  "{name}": {json.dumps(values)}' for name, values in reference["enums"].items()]
    return "{\n" + ",\n".join([*parts, '"enums": {\n' + ",\n".join(enums) + "\n}"]) + "\n}\n"


def element_lines(elements: Mapping[str, Any]) -> str:
    blocks = []
    for name, entry in elements.items():
        rest = json.dumps({key: entry[key] for key in KEPT_OF_AN_ELEMENT if key != "attributes"})[1:-1]
        lines = [f'    "{key}": {json.dumps(kept(one))}' for key, one in entry["attributes"].items()]
        attributes = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
        blocks.append(f'  "{name}": {{{rest}, "attributes": {attributes}}}')
    return "{\n" + ",\n".join(blocks) + "\n}"


def kept(attribute: Mapping[str, Any]) -> dict[str, Any]:
    return {key: attribute[key] for key in KEPT_OF_AN_ATTRIBUTE if attribute.get(key) is not None}


def test_the_table_is_the_fact_sheet_without_prose(shared: Path, golden: Callable[[Path, str], None]) -> None:
    reference = json.loads((shared / "reference" / "twiml.json").read_text(encoding="utf-8"))

    golden(Path("stdlib/twiml.json"), trimmed(reference))


@pytest.mark.parametrize("domain", ["voice", "messaging"])
def test_every_child_in_the_table_is_an_element_of_the_table(domain: str) -> None:
    known = elements(domain)

    assert [child for kind in known.values() for child in kind.children if child not in known] == []


@pytest.mark.parametrize("domain", ["voice", "messaging"])
def test_parents_and_children_say_the_same(domain: str) -> None:
    entries = json.loads(TABLE.read_text(encoding="utf-8"))[domain]
    downwards = {(name, child) for name, entry in entries.items() for child in entry["children"]}
    upwards = {(parent, name) for name, entry in entries.items() for parent in entry["parents"]}

    assert downwards == upwards


def test_an_enumeration_that_is_referred_to_is_filled_in() -> None:
    voice = elements("voice")["Say"].attributes["voice"]

    assert "Polly.Joanna-Neural" in voice.values


def test_ranges_and_required_attributes_are_read() -> None:
    voice = elements("voice")

    assert voice["Dial"].attributes["timeout"].most == 600
    assert voice["Parameter"].attributes["value"].required
    assert voice["Dial"].attributes["callReason"].longest == 50
