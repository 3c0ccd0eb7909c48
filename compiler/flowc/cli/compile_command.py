"""`flowc compile`: checks flows, then writes their definitions, or the bundles that do without Studio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import click

from flowc.backends import STUDIO, TARGETS, TWIML
from flowc.cli import bundles, inputs, report
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
from flowc.compile import Bundled, Compiled, compile_bundle, compile_text
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
  flowc compile feedback.flow -t twiml -o bot writes a folder that answers Twilio without Studio
"""
_RESULT = Result("definition", ".json")


@click.command(name="compile", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-t", "--target", type=click.Choice(TARGETS), default=STUDIO, show_default=True, help="What to write.")
@click.option(
    "-o", "--output", metavar="PATH", help="A file, a folder, or - for standard output; for twiml always a folder."
)
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
    """Check flows and write their Studio definitions, or for twiml folders that do without Studio.

    FILE is a .flow file, a folder of them, or - for standard input. Without -o, NAME.flow becomes
    NAME.json beside it, or for twiml the folder NAME. Nothing is written for a flow with an error.
    The exit status is 0 when all were written, 1 when one has errors, 2 when a file cannot be read
    or written.
    """
    settings = Settings(format_, strict, color, quiet, verbose)
    names, problems = inputs.find(files)
    sources = list(inputs.read_each(names, problems))
    is_many = are_many(files, names)
    if target == TWIML:
        jobs = bundles.plan(sources, output, is_many=is_many)
    else:
        jobs = plan(sources, output, _RESULT, is_many=is_many)
    if source_map and target == TWIML:
        report.refuse("--source-map is for Studio's definitions: the files of a bundle name their source lines")
    if source_map and any(job.target is None for job in jobs):
        report.refuse("--source-map needs a file to stand beside: give -o a file or a folder")
    given, findings = given_values(ValueOptions(set_, values, env))
    rules = SettingsReader(RuleOptions(select, ignore), strict=strict)
    run = _Run(settings, rules, given, target, source_map)
    for job in jobs:
        run.take(job)
    report.show_any([*findings, *rules.problems, *run.findings], settings)
    report.end(problems, run.status)


@attrs.define
class _Run:
    """What holds for every source of a run, and what it has found so far."""

    settings: Settings
    rules: SettingsReader
    values: Values | None
    target: str
    source_map: bool
    findings: list[Diagnostic] = attrs.field(factory=list)
    status: int = report.DONE

    def take(self, job: Job) -> None:
        """Compiles one source, and writes what it becomes."""
        if self.settings.verbose:
            report.say(f"compiling {job.source.shown}")
        try:
            compiled = self._bundled(job) if self.target == TWIML else self._compiled(job)
        except inputs.InputError as error:
            report.fail(str(error))
            self.status = report.FAILED
            return
        self.findings += compiled.diagnostics
        if compiled.is_module:
            report.say(f"{job.source.shown}: nothing to write: no entry, only what other flows use")
        elif not compiled.is_done or self.rules.failed or not (self.values is None or self.values.complete):
            self.status = max(self.status, report.FOUND)
        elif not self._write(compiled, job):
            self.status = report.FAILED

    def _compiled(self, job: Job) -> Compiled:
        """The definition of a source. Raises InputError."""
        offsets = inputs.offsets_beside(job.source)
        return compile_text(
            job.source.text,
            job.source.shown,
            strict=self.settings.strict,
            offsets=offsets,
            modules=inputs.modules_of(job.source),
            values=self.values,
            settings=self.rules.of(job.source),
        )

    def _bundled(self, job: Job) -> Bundled:
        """The bundle of a source. Raises InputError."""
        project = self.rules.of(job.source)
        return compile_bundle(
            job.source.text,
            job.source.shown,
            strict=self.settings.strict,
            modules=inputs.modules_of(job.source, project),
            values=self.values,
            settings=project,
        )

    def _write(self, compiled: Compiled | Bundled, job: Job) -> bool:
        if isinstance(compiled, Bundled):
            assert compiled.files is not None
            return bundles.deliver(compiled.files, job, self.settings)
        assert compiled.definition is not None
        beside = {}
        if self.source_map and job.target is not None and compiled.source_map is not None:
            beside[job.target.with_suffix(".map.json")] = compiled.source_map
        return deliver(compiled.definition, job, self.settings, beside)
