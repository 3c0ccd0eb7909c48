"""`flowc compile`: checks flows, then writes their definitions."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from flowc.cli import inputs, outputs, report
from flowc.cli.options import (
    RuleOptions,
    Settings,
    ValueOptions,
    checking_options,
    given_values,
    rule_options,
    values_options,
)
from flowc.cli.report import unique
from flowc.cli.settings import SettingsReader
from flowc.compile import Compiled, compile_text
from flowc.diagnostics import Diagnostic

if TYPE_CHECKING:
    from flowc.values import Values

STDOUT = "-"
_EXAMPLES = """
\b
Examples:
  flowc compile feedback.flow                 writes feedback.json beside it
  flowc compile feedback.flow -o -            prints the definition
  flowc compile flows/ -o build --source-map  writes a definition and a map for each flow
  flowc compile feedback.flow --values values.toml --env prod --set greeting="Hello."
"""


@attrs.frozen
class Job:
    """A source with the files that are written for it; no file means standard output."""

    source: inputs.Input
    target: Path | None


@click.command(name="compile", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-t", "--target", type=click.Choice(("studio",)), default="studio", show_default=True, help="What to write."
)
@click.option("-o", "--output", metavar="PATH", help="A file, a folder, or - for standard output.")
@click.option("--source-map", is_flag=True, help="Also write NAME.map.json, from widgets to source lines.")
@rule_options
@values_options
@checking_options
def command(
    files: tuple[str, ...],
    target: str,
    output: str | None,
    source_map: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    set_: tuple[str, ...],
    values: tuple[str, ...],
    env: str | None,
    format_: str,
    strict: bool,
    color: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check flows and write their Studio definitions.

    FILE is a .flow file, a folder of them, or - for standard input. Nothing is written for a flow
    with an error. The exit status is 0 when all were written, 1 when one has errors, 2 when a file
    cannot be read or written.
    """
    del target  # one target so far
    settings = Settings(format_, strict, color, quiet, verbose)
    names, problems = inputs.find(files)
    sources = _read(names, problems)
    try:
        jobs = _jobs(sources, output, is_many=len(names) > 1 or any(Path(name).is_dir() for name in files))
    except click.UsageError as error:
        report.fail(error.message)
        sys.exit(report.FAILED)
    if source_map and any(job.target is None for job in jobs):
        report.fail("--source-map needs a file to stand beside: give -o a file or a folder")
        sys.exit(report.FAILED)
    given, findings = given_values(ValueOptions(set_, values, env))
    rules = SettingsReader(RuleOptions(select, ignore), strict=strict)
    found, failed = _run(jobs, settings, given, rules, source_map=source_map)
    findings = unique([*findings, *rules.problems, *found])
    if findings or format_ != "text":
        report.show(findings, settings, sys.stderr)
    for problem in problems:
        report.fail(problem)
    sys.exit(report.FAILED if problems or failed is report.FAILED else failed)


def _read(names: Sequence[str], problems: list[str]) -> list[inputs.Input]:
    sources = []
    for name in names:
        try:
            sources.append(inputs.read(name))
        except inputs.InputError as error:
            problems.append(str(error))
    return sources


def _jobs(sources: Sequence[inputs.Input], output: str | None, *, is_many: bool) -> list[Job]:
    """Where each source's definition goes. Raises UsageError where two would go to one place."""
    if output == STDOUT and is_many:
        raise click.UsageError("-o - takes one flow; give -o a folder for several")
    jobs = [Job(source, _target(source, output, is_many=is_many)) for source in sources]
    taken: dict[str, str] = {}
    for job in jobs:
        if job.target is None:
            continue
        place = os.path.realpath(job.target)
        if job.source.path is not None and place == os.path.realpath(job.source.path):
            raise click.UsageError(f"{job.source.shown} would be written over by its own definition")
        if place in taken:
            raise click.UsageError(f"{taken[place]} and {job.source.shown} would both be written to {job.target}")
        taken[place] = job.source.shown
    return jobs


def _target(source: inputs.Input, output: str | None, *, is_many: bool) -> Path | None:
    stem = source.path.stem if source.path is not None else "stdin"
    if output is None:
        return source.path.with_suffix(".json") if source.path is not None else None
    if output == STDOUT:
        return None
    if is_many or output.endswith(("/", os.sep)) or Path(output).is_dir():
        return Path(output) / f"{stem}.json"
    return Path(output)


def _run(
    jobs: Sequence[Job], settings: Settings, values: Values | None, rules: SettingsReader, *, source_map: bool
) -> tuple[list[Diagnostic], int]:
    """Compiles and writes; the findings, and the exit status."""
    findings: list[Diagnostic] = []
    status = report.DONE
    for job in jobs:
        if settings.verbose:
            report.say(f"compiling {job.source.shown}")
        try:
            offsets = inputs.offsets_beside(job.source)
            project = rules.of(job.source)
        except inputs.InputError as error:
            report.fail(str(error))
            status = report.FAILED
            continue
        modules = inputs.modules_of(job.source)
        compiled = compile_text(
            job.source.text,
            job.source.shown,
            strict=settings.strict,
            offsets=offsets,
            modules=modules,
            values=values,
            settings=project,
        )
        findings += compiled.diagnostics
        if compiled.is_module:
            report.say(f"{job.source.shown}: nothing to write: no entry, only what other flows use")
        elif compiled.definition is None or rules.failed or not (values is None or values.complete):
            status = max(status, report.FOUND)
        elif not _write(job, compiled, settings, source_map=source_map):
            status = report.FAILED
    return findings, status


def _write(job: Job, compiled: Compiled, settings: Settings, *, source_map: bool) -> bool:
    assert compiled.definition is not None
    if job.target is None:
        report.write(compiled.definition, sys.stdout)
        return True
    files = {job.target: compiled.definition}
    if source_map and compiled.source_map is not None:
        files[job.target.with_suffix(".map.json")] = compiled.source_map
    try:
        outputs.write_all(files)
    except OSError as error:
        report.fail(f"{job.target}: {error.strerror or error}")
        return False
    if not settings.quiet:
        report.say(f"wrote {', '.join(str(path) for path in files)}")
    return True
