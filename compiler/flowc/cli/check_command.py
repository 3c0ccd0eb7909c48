"""`flowc check`: all findings, nothing written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from flowc.cli import inputs, outputs, report
from flowc.cli.options import Settings, ValueOptions, checking_options, given_values, values_options
from flowc.cli.report import unique
from flowc.compile import check
from flowc.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from flowc.values import Values

_EXAMPLES = """
\b
Examples:
  flowc check feedback.flow
  flowc check --strict --format concise flows/
  flowc check --fix feedback.flow
  flowc check feedback.flow --values values.toml --env prod
  cat feedback.flow | flowc check -
"""


@click.command(name="check", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--fix", is_flag=True, help="Apply the fixes that are safe, and write the files.")
@values_options
@checking_options
def command(
    files: tuple[str, ...],
    fix: bool,
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
    if fix and inputs.STDIN in files:
        report.fail("--fix writes files: it cannot mend standard input")
        sys.exit(report.FAILED)
    names, problems = inputs.find(files)
    given, findings = given_values(ValueOptions(set_, values, env))
    for name in names:
        try:
            source = inputs.read(name)
        except inputs.InputError as error:
            problems.append(str(error))
            continue
        if verbose:
            report.say(f"checking {source.shown}")
        try:
            findings += _mended(source, settings, given) if fix else _found(source, settings, given)
        except OSError as error:
            problems.append(f"{source.shown}: {error.strerror or error}")
    findings = unique(findings)
    report.show(findings, settings, sys.stdout)
    for problem in problems:
        report.fail(problem)
    has_errors = any(finding.severity is Severity.ERROR for finding in findings)
    sys.exit(report.FAILED if problems else report.FOUND if has_errors else report.DONE)


def _found(source: inputs.Input, settings: Settings, values: Values | None) -> Sequence[Diagnostic]:
    modules = inputs.modules_of(source)
    return check(
        source.text, source.shown, strict=settings.strict, modules=modules, values=values, hints=settings.verbose
    ).diagnostics


def _mended(source: inputs.Input, settings: Settings, values: Values | None) -> Sequence[Diagnostic]:
    """What is still found after mending the file. Raises OSError."""
    from flowc.fix import fix as mend  # noqa: PLC0415 - few runs mend

    modules = inputs.modules_of(source)
    fixed = mend(source.text, source.shown, strict=settings.strict, modules=modules, values=values)
    if fixed.edits and source.path is not None:
        outputs.write_all({source.path: fixed.text})
        if not settings.quiet:
            report.say(f"{source.shown}: {fixed.edits} fixed")
    return fixed.checked.diagnostics
