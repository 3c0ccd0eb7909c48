"""Every example compiles to the definition that stands beside it, and Studio's schema takes it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from tests.examples import EXAMPLES, values_of

from flowc import compile_text
from flowc.binding.reuse.definition import statements
from flowc.library import Block, read_library
from flowc.resources import module_names, module_text
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import Statement, items, tokens
from flowc.vocabulary import standard_vocabulary

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_compiles_without_a_finding_to_its_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    compiled = compile_text(path.read_text(encoding="utf-8"), f"examples/{path.name}", values=values_of(path))

    assert compiled.diagnostics == ()
    assert compiled.definition is not None
    golden(Path("examples") / f"{path.stem}.json", compiled.definition)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_schema_of_studio_takes_an_example(path: Path, shared: Path) -> None:
    schema = json.loads((shared / "reference" / "flow-definition.schema.json").read_text(encoding="utf-8"))

    jsonschema.validate(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), schema)


def test_the_examples_use_every_option_of_the_recording_widget() -> None:
    used: set[str] = set()
    for path in EXAMPLES:
        for state in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["states"]:
            if state["type"] == "record-call":
                used |= set(state["properties"])

    assert used == {
        "record_call",
        "recording_status_callback",
        "recording_status_callback_method",
        "recording_status_callback_events",
        "recording_channels",
        "trim",
        "offset",
    }


def test_the_feedback_flow_takes_twenty_statements_and_lines_or_so() -> None:
    text = (PROJECT / "examples" / "feedback.flow").read_text(encoding="utf-8")

    assert sum(bool(line.strip()) and line.strip() != "}" for line in text.splitlines()) <= 24


def test_the_examples_use_every_verb_that_is_not_retired() -> None:
    wanted = {
        name
        for name, (widget, _) in standard_vocabulary().verbs.items()
        if not widget.deprecated and not widget.is_guess
    }
    used: set[str] = set()
    for path in EXAMPLES:
        source = Source(path.name, path.read_text(encoding="utf-8"))
        used |= {token.text for token in tokens(parse(source).file) if token.type == "WORD"}

    assert wanted - used == set()
    assert {"split", "if", "menu"} <= used


def test_an_example_with_values_compiles_in_every_environment() -> None:
    files = sorted((PROJECT / "examples").glob("*.values.toml"))
    environments = [
        (file.with_name(file.name.replace(".values.toml", ".flow")), environment)
        for file in files
        for environment, table in tomllib.loads(file.read_text(encoding="utf-8")).items()
        if isinstance(table, dict)
    ]

    assert {environment for _, environment in environments} == {"dev", "prod"}
    definitions = set()
    for path, environment in environments:
        compiled = compile_text(path.read_text(encoding="utf-8"), values=values_of(path, environment))
        assert compiled.diagnostics == ()
        definitions.add(compiled.definition)
    assert len(definitions) == len(environments)


LIBRARY = [(name, block) for name in module_names() for block in read_library(name, module_text(name) or "").blocks]


def used_verbs() -> set[str]:
    """The verbs of all statements of the examples."""
    files = [parse(Source(path.name, path.read_text(encoding="utf-8"))).file for path in EXAMPLES]
    bodies = [
        item.block
        for file in files
        for item in items(file.entries)
        if isinstance(item, Statement) and item.block is not None
    ]
    return {statement.head.text for body in bodies for statement in statements(body) if statement.head is not None}


@pytest.mark.parametrize(("module", "block"), LIBRARY, ids=lambda one: one.name if isinstance(one, Block) else one)
def test_an_example_uses_the_block(module: str, block: Block) -> None:
    assert not {block.name, f"{module}.{block.name}"}.isdisjoint(used_verbs())
