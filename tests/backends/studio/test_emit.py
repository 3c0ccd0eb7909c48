"""The text of a definition: the same bytes for the same flow, every time and everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.examples import EXAMPLES, values_of

from flowc import compile_text
from flowc.backends.studio.emit import json_text

PROJECT = Path(__file__).resolve().parents[3]

COMPILE_ALL = """
import sys
from pathlib import Path
from flowc import compile_text

for path in sys.argv[1:]:
    compiled = compile_text(Path(path).read_text(encoding="utf-8"), path)
    findings = [(finding.code, finding.message, finding.notes) for finding in compiled.diagnostics]
    sys.stdout.buffer.write(repr((findings, compiled.definition, compiled.source_map)).encode())
"""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_compiling_twice_gives_the_same_bytes(path: Path) -> None:
    text, values = path.read_text(encoding="utf-8"), values_of(path)

    assert compile_text(text, values=values) == compile_text(text, values=values)


def test_the_order_of_hashes_changes_no_byte_of_definition_source_map_and_findings(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.flow"
    wrong.write_text(
        "on call, message { record on; ask \"x\"; record off }\non subflow { say 'x' }\non request { call; record on }",
        encoding="utf-8",
    )

    outputs = {_compiled_under(seed, [*EXAMPLES, wrong]) for seed in ("0", "1", "4711")}

    assert len(outputs) == 1
    assert b'"initial_state": "Trigger"' in outputs.pop()


def _compiled_under(seed: str, paths: list[Path]) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT / "compiler")}
    command = [sys.executable, "-c", COMPILE_ALL, *map(str, paths)]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def test_the_text_is_indented_by_two_and_ends_in_one_line_end() -> None:
    definition = compile_text('on call { say "x" }').definition

    assert definition is not None
    assert definition.startswith('{\n  "states": [\n    {\n      "name": "Trigger",\n')
    assert definition.endswith("}\n")
    assert not definition.endswith("\n\n")


def test_letters_of_all_scripts_stand_as_they_are() -> None:
    definition = compile_text('on call { say "Grüezi, 你好 🙂" }').definition

    assert definition is not None
    assert '"say": "Grüezi, 你好 🙂"' in definition


def test_keys_keep_their_order() -> None:
    assert json_text({"b": 1, "a": [1, None]}) == '{\n  "b": 1,\n  "a": [\n    1,\n    null\n  ]\n}\n'


def test_what_is_written_is_json() -> None:
    definition = compile_text('on call { say "\\u{1} \\" \\\\ \\n" }').definition

    assert definition is not None
    assert json.loads(definition)["states"][1]["properties"]["say"] == '\x01 " \\ \n'


def test_a_flow_with_an_error_has_neither_definition_nor_source_map() -> None:
    compiled = compile_text("on call { record on }")

    assert (compiled.definition, compiled.source_map) == (None, None)
    assert [finding.code for finding in compiled.diagnostics] == ["FLW302"]


def test_a_flow_with_warnings_is_compiled_unless_they_count_as_errors() -> None:
    text = "on call { voicemail; record on }"

    assert compile_text(text).definition is not None
    assert compile_text(text, strict=True).definition is None
