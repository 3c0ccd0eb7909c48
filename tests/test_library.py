"""The reference of the standard library, and how it reads the modules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flowc.library import Exit, Output, Parameter, library_reference, read_library
from flowc.resources import module_names, module_text

TEXT = """\
## Rings bells.
##
## As in
##
##     ring "now"

use std.format

# Not documentation.
const loud = "very"

## Rings a bell,
## once.
block ring(
  ## When it rings,
  ## as `"noon"`.
  time: text,
  ## How loud.
  loud: low | high = low, # A comment.
  ## Which bells.
  bells: list(text) = ["a", "b"],
) {
  ## Nobody heard it.
  exit silence, deaf failure
  say time
  struck: say "{{param.loud}}"
  ## What was struck.
  output bell = struck.x, hour = time
  output bare = time
}

block plain { say "Ding" }
"""


def test_docs_library_is_current(golden: Callable[[Path, str], None]) -> None:
    libraries = [read_library(name, module_text(name) or "") for name in module_names()]

    golden(Path("docs/library.md"), library_reference(libraries))


def test_the_head_of_a_module_ends_with_the_first_line_that_is_none() -> None:
    assert read_library("bells", TEXT).documentation == 'Rings bells.\n\nAs in\n\n    ring "now"'


def test_a_block_has_its_parameters_with_types_and_defaults_as_written() -> None:
    ring, plain = read_library("bells", TEXT).blocks

    assert ring.documentation == "Rings a bell,\nonce."
    assert ring.parameters == (
        Parameter("time", "text", "", 'When it rings, as `"noon"`.'),
        Parameter("loud", "low | high", "low", "How loud."),
        Parameter("bells", "list(text)", '["a", "b"]', "Which bells."),
    )
    assert (plain.name, plain.documentation, plain.parameters, plain.exits) == ("plain", "", (), ())


def test_a_block_has_its_exits_and_outputs() -> None:
    ring = read_library("bells", TEXT).blocks[0]

    assert ring.exits == (Exit("silence", True, "Nobody heard it."), Exit("deaf", True, "Nobody heard it."))
    assert ring.outputs == (
        Output("bell", "What was struck."),
        Output("hour", "What was struck."),
        Output("bare", ""),
    )


def test_the_usage_of_a_block_gives_what_has_to_be_given_and_wires_every_exit() -> None:
    ring, plain = read_library("bells", TEXT).blocks

    assert ring.usage == 'result: ring "noon" { silence -> end; deaf -> end }'
    assert plain.usage == "plain"


def test_the_page_has_a_line_for_each_module_and_a_section_for_each_block() -> None:
    page = library_reference([read_library("bells", TEXT)])

    assert "| [`std.bells`](#stdbells) | Rings bells. | `ring`, `plain` |\n" in page
    assert "\n## std.bells\n\nRings bells.\n" in page
    assert '\n### ring\n\nRings a bell,\nonce.\n\n```flow\nresult: ring "noon" {' in page
    assert "| `loud` | `low \\| high` | `low` | How loud. |\n" in page
    assert "| `silence` | a failure | Nobody heard it. |\n" in page
    assert "- `bell`, `hour`: What was struck.\n- `bare`\n" in page


@pytest.mark.parametrize("text", ["", "## Only a head.", "block", "block broken(", "block x(a: text) {"])
def test_a_module_with_mistakes_is_read_as_far_as_it_goes(text: str) -> None:
    assert library_reference([read_library("bells", text)])
