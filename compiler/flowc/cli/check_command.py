"""`flowc check`: all findings, nothing written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import click

from flowc.backends import STUDIO, TARGETS
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
from flowc.cli.settings import SettingsReader
from flowc.compile import check
from flowc.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from flowc.settings import ProjectSettings
    from flowc.values import Values

_EXAMPLES = """
\b
Examples:
  flowc check feedback.flow
  flowc check --strict --format concise flows/
  flowc check --fix feedback.flow
  flowc check --select FLW3,FLW4 --ignore empty-body feedback.flow
  flowc check --format sarif flows/ > findings.sarif
  flowc check feedback.flow --values values.toml --env prod
  cat feedback.flow | flowc check -
"""


@click.command(name="check", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--fix", is_flag=True, help="Apply the fixes that are safe, and write the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: apply the guesses as well.")
@click.option(
    "-t",
    "--target",
    type=click.Choice(TARGETS),
    default=STUDIO,
    show_default=True,
    help="Also find what this target cannot do.",
)
@rule_options
@values_options
@checking_options
def command(
    files: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    target: str,
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
    """Check flows and print what is wrong with them.

    FILE is a .flow file, a folder of them, or - for standard input. The exit status is 0 when there
    is no error, 1 when there is one, 2 when a file cannot be read.
    """
    settings = Settings(format_, strict, color, quiet, verbose)
    if unsafe_fixes and not fix:
        report.refuse("--unsafe-fixes says which fixes are applied: give --fix as well")
    if fix and inputs.STDIN in files:
        report.refuse("--fix writes files: it cannot mend standard input")
    names, problems = inputs.find(files)
    given, findings = given_values(ValueOptions(set_, values, env))
    run = _Run(settings, SettingsReader(RuleOptions(select, ignore), strict=strict), given, target, fix, unsafe_fixes)
    for source in inputs.read_each(names, problems):
        findings += run.take(source, problems)
    findings = report.unique([*run.rules.problems, *findings])
    report.show(findings, settings, sys.stdout)
    has_errors = any(finding.severity is Severity.ERROR for finding in findings)
    report.end(problems, report.FOUND if has_errors else report.DONE)


@attrs.frozen
class _Run:
    """What holds for every source of a run: how findings are shown and judged, and whether sources are mended."""

    settings: Settings
    rules: SettingsReader
    values: Values | None
    target: str
    fix: bool
    unsafe: bool

    def take(self, source: inputs.Input, problems: list[str]) -> Sequence[Diagnostic]:
        """What is found in a source, after mending it where that is asked for."""
        if self.settings.verbose:
            report.say(f"checking {source.shown}")
        try:
            project = self.rules.of(source)
            return self._mended(source, project) if self.fix else self._found(source, project)
        except inputs.InputError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"{source.shown}: {error.strerror or error}")
        return ()

    def _found(self, source: inputs.Input, project: ProjectSettings | None) -> Sequence[Diagnostic]:
        return check(
            source.text,
            source.shown,
            strict=self.settings.strict,
            modules=inputs.modules_of(source, project),
            values=self.values,
            hints=self.settings.verbose,
            settings=project,
            target=self.target,
        ).diagnostics

    def _mended(self, source: inputs.Input, project: ProjectSettings | None) -> Sequence[Diagnostic]:
        """What is still found after mending the file. Raises OSError."""
        from flowc.fix import fix as mend  # noqa: PLC0415 - few runs mend

        fixed = mend(
            source.text,
            source.shown,
            strict=self.settings.strict,
            modules=inputs.modules_of(source, project),
            values=self.values,
            settings=project,
            unsafe=self.unsafe,
            target=self.target,
        )
        if fixed.edits and source.path is not None:
            outputs.write_all({source.path: fixed.text})
            if not self.settings.quiet:
                report.say(f"{source.shown}: {fixed.edits} fixed")
        return fixed.checked.diagnostics
