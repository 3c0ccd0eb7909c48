"""What is wrong with the tests of a file before any of them is played."""

from __future__ import annotations

from flowc.diagnostics import Diagnostic
from flowc.script.names import Events, name_problems
from flowc.script.read import read_tests
from flowc.script.target import read_target
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import File


def test_problems(source: Source, file: File, events: Events | None) -> list[Diagnostic]:
    """What cannot be read in the tests of a file; and what they name that is not among the steps and events."""
    tests = read_tests(source, file)
    return [*tests.diagnostics, *(name_problems(tests.scripts, events) if events is not None else ())]


def file_problems(source: Source) -> list[Diagnostic]:
    """What is wrong in a file that holds tests and no flow, before its flow is known; by place."""
    parsed = parse(source)
    if not parsed.complete:
        return list(parsed.diagnostics)
    _, problems = read_target(source, parsed.file)
    found = [*parsed.diagnostics, *problems, *test_problems(source, parsed.file, None)]
    return sorted(found, key=lambda one: one.sort_key)
