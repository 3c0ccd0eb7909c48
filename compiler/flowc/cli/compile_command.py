"""`flowc compile`: checks flows, then writes their definitions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from flowc.cli import inputs, report
from flowc.cli.jobs import Job, Result, are_many, deliver, plan
from flowc.cli.options import (
    RuleOptions,
    Settings,
    ValueOptions,
    checking_options,
    given_values,
    rule_options,
    values_options,
)
from flowc.cli.settings import SettingsReader
from flowc.compile import Compiled, compile_text
from flowc.diagnostics import Diagnostic

if TYPE_CHECKING:
    from flowc.values import Values

_EXAMPLES = """
\b
Examples:
  flowc compile feedback.flow                 writes feedback.json beside it
  flowc compile feedback.flow -o -            prints the definition
  flowc compile flows/ -o build --source-map  writes a definition and a map for each flow
  flowc compile feedback.flow --values values.toml --env prod --set greeting="Hello."
"""
_RESULT = Result("definition", ".json")


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
    sources = list(inputs.read_each(names, problems))
    jobs = plan(sources, output, _RESULT, is_many=are_many(files, names))
    if source_map and any(job.target is None for job in jobs):
        report.refuse("--source-map needs a file to stand beside: give -o a file or a folder")
    given, findings = given_values(ValueOptions(set_, values, env))
    rules = SettingsReader(RuleOptions(select, ignore), strict=strict)
    found, status = _run(jobs, settings, given, rules, source_map=source_map)
    report.show_any([*findings, *rules.problems, *found], settings)
    report.end(problems, status)


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
    beside = {}
    if source_map and job.target is not None and compiled.source_map is not None:
        beside[job.target.with_suffix(".map.json")] = compiled.source_map
    return deliver(compiled.definition, job, settings, beside)
