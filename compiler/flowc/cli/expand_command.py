"""`flowc expand`: a flow with its sugar written out as plain statements."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flowc.cli import inputs, report
from flowc.cli.jobs import STDOUT, Job, deliver
from flowc.cli.options import RuleOptions, Settings, ValueOptions, checking_options, given_values, values_options
from flowc.cli.settings import SettingsReader
from flowc.compile import expand_text
from flowc.diagnostics import Severity

_EXAMPLES = """
\b
Examples:
  flowc expand ivr-menu.flow                 prints the flow in plain statements
  flowc expand ivr-menu.flow -o plain.flow   writes them into a file
  flowc expand shop.flow --values values.toml --env prod
  cat ivr-menu.flow | flowc expand -
"""


@click.command(name="expand", epilog=_EXAMPLES)
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="PATH", default=STDOUT, help="A file, or - for standard output.")
@values_options
@checking_options
def command(
    file: str,
    output: str,
    set_: tuple[str, ...],
    values: tuple[str, ...],
    env: str | None,
    format_: str,
    strict: bool,
    color: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write a flow out as plain statements, each with its label.

    `if`, `menu` and blocks become the statements that they stand for, and values are written in; all
    other lines and the comments stay as they are. The result compiles to the same definition. FILE is
    a .flow file, or - for standard input. The exit status is 0 when it was written, 1 when the flow
    has errors, 2 when a file cannot be read or written.
    """
    settings = Settings(format_, strict, color, quiet, verbose)
    rules = SettingsReader(RuleOptions(), strict=strict)
    try:
        source = inputs.read_flow(file)
        project = rules.of(source)
    except inputs.InputError as error:
        report.refuse(str(error))
    if verbose:
        report.say(f"expanding {source.shown}")
    given, findings = given_values(ValueOptions(set_, values, env))
    modules = inputs.modules_of(source)
    expanded = expand_text(source.text, source.shown, strict=strict, modules=modules, values=given, settings=project)
    findings += [*rules.problems, *expanded.diagnostics]
    report.show_any(findings, settings)
    if expanded.text is None or any(one.severity is Severity.ERROR for one in findings):
        sys.exit(report.FOUND)
    job = Job(source, Path(output) if output != STDOUT else None)
    sys.exit(report.DONE if deliver(expanded.text, job, settings) else report.FAILED)
