"""Plays the tests that stand in a text."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flowc import Source, check, compile_text, parse
from flowc.diagnostics import Diagnostic
from flowc.modules import ModuleReader
from flowc.play import Definition, read_definition
from flowc.script.lines import Script
from flowc.script.player import Played, Stage, play_script
from flowc.script.read import is_test, read_tests
from flowc.source import Span
from flowc.syntax.nodes import items
from flowc.values import Values


def scripts_in(text: str) -> tuple[Script, ...]:
    """The tests of a text, all of which can be read."""
    source = Source("test.flow", text)
    tests = read_tests(source, parse(source).file)
    assert tests.diagnostics == (), [one.message for one in tests.diagnostics]
    return tests.scripts


def stage_of(text: str, subflows: Mapping[str, Definition] | None = None) -> Stage:
    """The flow of a text, to be played."""
    compiled = compile_text(text, "test.flow")
    assert compiled.definition is not None, [one.message for one in compiled.diagnostics]
    return Stage(read_definition(json.loads(compiled.definition)), places_of(text), subflows or {})


def places_of(text: str) -> dict[str, Span]:
    """The places of the steps of a flow."""
    flow = check(text, "test.flow").flow
    assert flow is not None
    return {state.name: state.place for state in flow.states}


def tried(text: str) -> list[Played]:
    """What came of the tests of a text."""
    stage = stage_of(text)
    return [play_script(script, stage) for script in scripts_in(text)]


def failures_in(
    text: str, path: str, modules: ModuleReader | None = None, values: Values | None = None
) -> list[Diagnostic]:
    """Why tests of a flow without errors failed; nothing where it has none."""
    source = Source(path, text)
    file = parse(source).file
    if not any(is_test(item) for item in items(file.entries)):
        return []
    compiled = compile_text(text, path, modules=modules, values=values)
    assert compiled.definition is not None
    stage = Stage(read_definition(json.loads(compiled.definition)))
    played = [play_script(script, stage) for script in read_tests(source, file).scripts]
    return [one.failure for one in played if one.failure is not None]
