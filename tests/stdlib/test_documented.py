"""Every module of the standard library is sound by itself, and says all that its users need to know."""

from __future__ import annotations

import re

import pytest
from tests.asked import asked
from tests.stdlib.uses import before, libraries

from flowc import check
from flowc.library import Block, Exit, Library, Output, Parameter
from flowc.resources import module_text

BLOCKS = [(library, block) for library in libraries() for block in library.blocks]
LONGEST_FILE = 150
LONGEST_LINE = 100


def _id(value: object) -> str:
    return value.name if isinstance(value, Library | Block) else str(value)


@pytest.mark.parametrize("library", libraries(), ids=_id)
def test_a_module_has_no_finding_of_its_own(library: Library) -> None:
    text = module_text(library.name)
    assert text is not None

    assert check(text, f"stdlib/std/{library.name}.flow").diagnostics == ()


@pytest.mark.parametrize("library", libraries(), ids=_id)
def test_a_module_is_short_enough_to_be_read_at_once(library: Library) -> None:
    lines = (module_text(library.name) or "").splitlines()

    assert len(lines) < LONGEST_FILE
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize(("library", "block"), BLOCKS, ids=_id)
def test_a_module_a_block_and_all_its_parts_are_documented(library: Library, block: Block) -> None:
    parts: tuple[Parameter | Exit | Output, ...] = (*block.parameters, *block.exits, *block.outputs)

    assert library.documentation
    assert block.documentation
    assert [part.name for part in parts if not part.documentation.endswith((".", '"`'))] == []


@pytest.mark.parametrize(("library", "block"), BLOCKS, ids=_id)
def test_the_usage_of_a_block_compiles_without_a_finding(library: Library, block: Block) -> None:
    entry, first = ("message", "set greeted=1") if library.name == "messaging" else ("call", before(block))

    text = f"use std.{library.name}\non {entry} {{\n{first}\n{block.usage}\n}}\n"

    assert [finding.message for finding in asked(check(text).diagnostics)] == []


@pytest.mark.parametrize(("library", "block"), BLOCKS, ids=_id)
def test_a_block_that_speaks_takes_the_voice_and_the_language(library: Library, block: Block) -> None:
    text = module_text(library.name) or ""
    body = text.partition(f"\nblock {block.name}(")[2].partition("\nblock ")[0]
    speaks = re.search(r"^ *(\w+: )?(say|gather) ", body, re.MULTILINE) is not None
    names = {parameter.name for parameter in block.parameters}

    # The questions for a language have a language each.
    assert not speaks or {"voice", "language"} <= names or library.name == "language"


@pytest.mark.parametrize("library", libraries(), ids=_id)
def test_a_module_sets_no_variable_but_its_own(library: Library) -> None:
    text = module_text(library.name) or ""
    assigned = re.findall(r"^ *(?:\w+: )?set ((?:[\w\"]+=(?:\"[^\"]*\"|\S+) ?)+)", text, re.MULTILINE)
    keys = {key for line in assigned for key in re.findall(r"(?:^| )(\w+)=", line)}

    assert {key for key in keys if not key.startswith(library.name)} == set()
