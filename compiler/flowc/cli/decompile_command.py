"""`flowc decompile`: definitions of Studio become flows."""

from __future__ import annotations

from pathlib import Path

import attrs
import click

from flowc.backends.studio.offsets import SUFFIX as LAYOUT
from flowc.backends.studio.offsets import write_offsets
from flowc.cli import inputs, report
from flowc.cli.jobs import Job, Result, are_many, deliver, plan
from flowc.cli.options import Settings, showing_options
from flowc.decompile import Decompiled, DecompileError, decompile
from flowc.diagnostics import Diagnostic

_EXAMPLES = """
\b
Examples:
  flowc decompile feedback.json               writes feedback.flow beside it
  flowc decompile feedback.json -o -          prints the flow
  flowc decompile exports/ -o flows           writes a flow for each definition
  flowc decompile --force feedback.json       also where there is a feedback.flow
  twilio api:studio:v2:flows:fetch --sid FW123 -o json | flowc decompile - -o feedback.flow
"""
_RESULT = Result("flow", inputs.FLOW)


@click.command(name="decompile", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="PATH", help="A file, a folder, or - for standard output.")
@click.option("--force", is_flag=True, help="Write over flows and layouts that are there.")
@showing_options
def command(
    files: tuple[str, ...],
    output: str | None,
    force: bool,
    format_: str,
    color: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the flows of Studio definitions, as a person would have written them.

    FILE is a .json file, a folder of them, or - for standard input: a definition as Studio exports it,
    or an answer of Twilio's REST API that holds one. The flow compiles to the same definition, and
    NAME.layout.json beside it keeps the places of the widgets. What had to be mended is told. The exit
    status is 0 when all were written, 1 when one is no flow, 2 when a file cannot be read, or is there
    already.
    """
    settings = Settings(format_, color=color, quiet=quiet, verbose=verbose)
    names, problems = inputs.find(files, inputs.DEFINITION, but=inputs.NO_DEFINITIONS)
    sources = list(inputs.read_each(names, problems, inputs.read))
    run = _Run(settings, force)
    for job in plan(sources, output, _RESULT, is_many=are_many(files, names)):
        run.take(job)
    report.show_any(run.findings, settings)
    report.end(problems, run.status)


@attrs.define
class _Run:
    """What one run has found so far."""

    settings: Settings
    force: bool
    findings: list[Diagnostic] = attrs.field(factory=list)
    status: int = report.DONE

    def take(self, job: Job) -> None:
        """Decompiles one definition, and writes or prints its flow."""
        if self.settings.verbose:
            report.say(f"decompiling {job.source.shown}")
        try:
            found = decompile(job.source.text, job.source.shown)
        except DecompileError:
            report.fail(
                f"{job.source.shown}: internal error: the flow would not compile to the same definition, "
                "and is not written; please report it with the file"
            )
            self.status = report.FAILED
            return
        self.findings += found.diagnostics
        if found.text is None:
            self.status = max(self.status, report.FOUND)
        elif not self._deliver(found.text, job, _beside(found, job)):
            self.status = report.FAILED

    def _deliver(self, text: str, job: Job, beside: dict[Path, str]) -> bool:
        taken = [path for path in (job.target, *beside) if path is not None and path.is_file()]
        if taken and not self.force:
            for path in taken:
                report.fail(f"{path} is there already: --force writes over it")
            return False
        return deliver(text, job, self.settings, beside)


def _beside(found: Decompiled, job: Job) -> dict[Path, str]:
    """The layout file of a flow that is written into a file."""
    if job.target is None or not found.offsets:
        return {}
    return {job.target.with_suffix(LAYOUT): write_offsets(found.offsets)}
