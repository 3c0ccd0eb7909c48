"""Plays tests against the bundles of their flows, in a process of their own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

import attrs

from flowc.cli import inputs
from flowc.cli.options import RuleOptions, ValueOptions, given_values
from flowc.cli.settings import SettingsReader
from flowc.cli.suites import Suite, Suites
from flowc.compile import compile_bundle
from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.finding import finding
from flowc.rehearsal.worker import Job, rehearse
from flowc.script.agree import differences
from flowc.script.caller import UNMET
from flowc.script.coverage import coverage_of
from flowc.script.lines import Script
from flowc.script.player import Played, Stage, play_script
from flowc.script.suite import FileResult
from flowc.settings import ProjectSettings
from flowc.values import Values

TARGET = "twiml"
_NAMES = ("studio", TARGET)


@attrs.frozen
class _Ready:
    """Tests of a file, and what stands behind them."""

    suite: Suite
    stage: Stage
    job: Job


def rehearsed(
    files: Sequence[str], has: Callable[[str, str], bool], options: ValueOptions, *, compares: bool
) -> tuple[list[FileResult], list[str]]:
    """The results of all files against their bundles, and what could not be read.

    With `compares` a test that goes otherwise than in Studio has failed.
    """
    results: list[FileResult] = []
    unread: list[str] = []
    ready: list[_Ready] = []
    for file in files:
        try:
            found = _ready(file, has, options)
        except inputs.InputError as error:
            unread.append(str(error))
            continue
        if isinstance(found, FileResult):
            results.append(found)
        elif found is not None:
            ready.append(found)
    for one, plays in zip(ready, played([one.job for one in ready]), strict=True):
        results.append(_result(one, plays, compares=compares))
    return results, unread


def _ready(file: str, has: Callable[[str, str], bool], options: ValueOptions) -> _Ready | FileResult | None:
    """The tests of a file that are asked for, or why they cannot be played; None where there are none."""
    values, wrong = given_values(options)
    settings = SettingsReader(RuleOptions(), strict=False)
    suite = Suites(values, settings).of(inputs.read(file))
    problems = [*wrong, *(settings.problems if settings.failed else ()), *suite.problems]
    if problems:
        return FileResult(suite.path, suite.flow, problems=tuple(problems))
    scripts = tuple(script for script in suite.scripts if has(suite.path, script.name))
    if suite.stage is None or suite.source is None or not scripts:
        return None
    files, refused = bundle_of(suite.source, suite.values, settings.of(suite.source))
    if files is None:
        return FileResult(suite.path, suite.flow, problems=refused)
    stage = suite.stage
    return _Ready(suite, stage, Job(scripts, stage.definition, dict(stage.places), dict(stage.subflows), files))


def bundle_of(
    source: inputs.Input, values: Values | None, settings: ProjectSettings | None
) -> tuple[Mapping[str, str] | None, tuple[Diagnostic, ...]]:
    """The files of a flow's bundle, or what the target does not take. Raises InputError for a definition.

    The bundle does not know the addresses of others: a rehearsal asks nobody outside of it.
    """
    if inputs.is_json(source):
        raise inputs.InputError(f"{source.shown}: a definition has no bundle; first: flowc decompile {source.shown}")
    alone = None if settings is None else attrs.evolve(settings, deployed={})
    modules = inputs.modules_of(source, alone)
    compiled = compile_bundle(source.text, source.shown, values=values, modules=modules, settings=alone)
    errors = tuple(one for one in compiled.diagnostics if one.severity is Severity.ERROR)
    return compiled.files, errors


def played(jobs: Sequence[Job]) -> list[tuple[Played, ...]]:
    """What comes of the tests of each job."""
    if not jobs:
        return []
    # A fresh process: the stand-in takes a name in it that may be somebody else's here.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(rehearse, jobs).result()


def _result(one: _Ready, plays: Sequence[Played], *, compares: bool) -> FileResult:
    coverage = coverage_of(one.stage.definition).with_runs(each.happenings for each in plays)
    judged = tuple(_judged(each, one.stage, compares=compares) for each in plays)
    return FileResult(one.suite.path, one.suite.flow, judged, coverage=coverage)


def _judged(play: Played, stage: Stage, *, compares: bool) -> Played:
    """A play that is named after its target, and has failed where Studio does something else."""
    named = attrs.evolve(play, target=TARGET)
    if not compares or play.failure is not None:
        return named
    studio = play_script(play.script, stage)
    found = () if studio.failure else tuple(differences(studio.happenings, play.happenings, _NAMES))
    return attrs.evolve(named, failure=_disagreement(play.script), difference=found) if found else named


def _disagreement(script: Script) -> Diagnostic:
    message = f"in `{script.name}` the bundle does not do what Studio does"
    return finding(UNMET, message, script.span, label="not the same on both targets")
