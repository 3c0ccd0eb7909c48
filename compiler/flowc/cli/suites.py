"""Finds the tests in files, and makes their flows ready."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from flowc.cli import inputs
from flowc.cli.stages import load
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.language import TEST
from flowc.play.definition import Definition
from flowc.script.lines import Script
from flowc.script.names import Events, events_of, name_problems
from flowc.script.player import Stage
from flowc.script.read import Tests, read_tests
from flowc.script.taken import MALFORMED
from flowc.script.target import SUFFIX, read_target
from flowc.source import Source, Span
from flowc.syntax import parse
from flowc.values import Values

if TYPE_CHECKING:
    from flowc.cli.settings import SettingsReader


@attrs.frozen
class Suite:
    """The tests of a file and the flow that they are for; `problems` is why there is none."""

    path: str
    flow: str
    scripts: tuple[Script, ...] = ()
    stage: Stage | None = None
    problems: tuple[Diagnostic, ...] = ()


@attrs.frozen
class Suites:
    """Reads files of tests: with these values for `param`s, and the settings of their projects.

    With `whole` a flow without tests is read as well, since its coverage counts.
    """

    values: Values | None = None
    settings: SettingsReader | None = None
    whole: bool = False

    def of(self, source: inputs.Input) -> Suite:
        """The tests in a file. Raises InputError where a file that it needs cannot be read."""
        if source.shown.endswith(SUFFIX):
            return self._of_tests(source)
        return self._of_flow(source)

    def _of_flow(self, source: inputs.Input) -> Suite:
        tests = read_tests_in(source) if TEST in source.text else Tests((), ())
        has_tests = bool(tests.scripts or tests.diagnostics)
        if not has_tests and not self.whole:
            return Suite(source.shown, source.shown)
        found = self._suite(source.shown, source, tests, self.values)
        # What is wrong with a flow that nobody tests is no matter of tests.
        return found if has_tests else attrs.evolve(found, problems=())

    def _of_tests(self, source: inputs.Input) -> Suite:
        text = Source(source.shown, source.text)
        parsed = parse(text)
        target, problems = read_target(text, parsed.file)
        path = _beside(source, target.path)
        given = Values.of(target.values) if target.values else None
        try:
            flow = inputs.read(path)
        except inputs.InputError as error:
            if target.place is None:
                raise inputs.InputError(f"{source.shown}: the flow of these tests: {error}") from None
            problems.append(_unreadable(target.place, str(error)))
            return Suite(source.shown, path, problems=(*parsed.diagnostics, *problems))
        tests = read_tests(text, parsed.file)
        found = Tests(tests.scripts, (*parsed.diagnostics, *problems, *tests.diagnostics))
        values = self.values.over(given) if self.values and given else self.values or given
        return self._suite(source.shown, flow, found, values)

    def _suite(self, path: str, flow: inputs.Input, tests: Tests, values: Values | None) -> Suite:
        settings = self.settings.of(flow) if self.settings else None
        loaded = load(flow, values=values, settings=settings)
        # In a flow of its own the tests were read with it.
        problems = [*loaded.errors, *(() if path == flow.shown else tests.diagnostics)]
        if loaded.is_module and tests.scripts:
            place = tests.scripts[0].span
            problems.append(finding(MALFORMED, "this file is no flow: nothing begins it", place, label="tests nothing"))
        if loaded.stage is None:
            return Suite(path, flow.shown, problems=tuple(problems))
        # What a test says itself wins over the settings.
        subflows = {**loaded.stage.subflows, **self._subflows(path, tests.scripts, problems)}
        if path != flow.shown:
            problems += name_problems(tests.scripts, _all_events(loaded.stage.definition, subflows))
        if problems:
            return Suite(path, flow.shown, problems=tuple(problems))
        return Suite(path, flow.shown, tests.scripts, attrs.evolve(loaded.stage, subflows=subflows))

    def _subflows(self, path: str, scripts: Sequence[Script], problems: list[Diagnostic]) -> dict[str, Definition]:
        """The flows that tests name as subflows, by their SIDs."""
        found: dict[str, Definition] = {}
        for one in (subflow for script in scripts for subflow in script.subflows):
            if one.sid in found:
                continue
            try:
                source = inputs.read(os.path.normpath(Path(path).parent / one.path))
            except inputs.InputError as error:
                problems.append(_unreadable(one.span, str(error)))
                continue
            loaded = load(source, values=self.values)
            problems += loaded.errors
            if loaded.stage is not None:
                found[one.sid] = loaded.stage.definition
        return found


def read_tests_in(source: inputs.Input) -> Tests:
    """The tests that stand in a file."""
    text = Source(source.shown, source.text)
    return read_tests(text, parse(text).file)


def _all_events(definition: Definition, subflows: Mapping[str, Definition]) -> Events:
    """The events of the steps of a flow and of its subflows."""
    found: dict[str, tuple[str, ...]] = {}
    for one in (*subflows.values(), definition):
        found.update(events_of(one))
    return found


def _beside(source: inputs.Input, path: str) -> str:
    return os.path.normpath(Path(source.shown).parent / path)


def _unreadable(place: Span, reason: str) -> Diagnostic:
    return finding(MALFORMED, f"no flow can be read here: {reason}", place, label="not a flow")


def find_files(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The files that may hold tests: those named, and in folders all flows and files of tests; and what is wrong."""
    found: list[str] = []
    problems: list[str] = []
    for path in paths:
        if not Path(path).is_dir():
            found.append(path)
            continue
        inside = [*inputs.find([path])[0], *inputs.find([path], SUFFIX)[0]]
        if not inside:
            problems.append(f"{path}: no .flow and no {SUFFIX} file in this folder")
        found += sorted(inside)
    return list(dict.fromkeys(found)), problems
