"""`flowc check`: all findings, nothing written."""

from __future__ import annotations

import sys

import click

from flowc.cli import inputs, report
from flowc.cli.options import Settings, checking_options
from flowc.compile import check
from flowc.diagnostics import Diagnostic, Severity

_EXAMPLES = """
\b
Examples:
  flowc check feedback.flow
  flowc check --strict --format concise flows/
  cat feedback.flow | flowc check -
"""


@click.command(name="check", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@checking_options
def command(files: tuple[str, ...], format_: str, strict: bool, color: str, quiet: bool, verbose: bool) -> None:
    """Check flows and print what is wrong with them.

    FILE is a .flow file, a folder of them, or - for standard input. The exit status is 0 when there
    is no error, 1 when there is one, 2 when a file cannot be read.
    """
    settings = Settings(format_, strict, color, quiet, verbose)
    names, problems = inputs.find(files)
    findings: list[Diagnostic] = []
    for name in names:
        try:
            source = inputs.read(name)
        except inputs.InputError as error:
            problems.append(str(error))
            continue
        if verbose:
            report.say(f"checking {source.shown}")
        findings += check(source.text, source.shown, strict=strict).diagnostics
    report.show(findings, settings, sys.stdout)
    for problem in problems:
        report.fail(problem)
    has_errors = any(finding.severity is Severity.ERROR for finding in findings)
    sys.exit(report.FAILED if problems else report.FOUND if has_errors else report.DONE)
