"""`flowc expand`: a flow with its sugar written out as plain statements."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flowc.cli import inputs, outputs, report
from flowc.cli.options import RuleOptions, Settings, ValueOptions, checking_options, given_values, values_options
from flowc.cli.settings import SettingsReader
from flowc.compile import expand_text
from flowc.diagnostics import Severity

_STDOUT = "-"
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
@click.option("-o", "--output", metavar="PATH", default=_STDOUT, help="A file, or - for standard output.")
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
        source = inputs.read(file)
        project = rules.of(source)
    except inputs.InputError as error:
        report.fail(str(error))
        sys.exit(report.FAILED)
    if verbose:
        report.say(f"expanding {source.shown}")
    given, findings = given_values(ValueOptions(set_, values, env))
    modules = inputs.modules_of(source)
    expanded = expand_text(source.text, source.shown, strict=strict, modules=modules, values=given, settings=project)
    findings = report.unique([*findings, *rules.problems, *expanded.diagnostics])
    if findings or format_ != "text":
        report.show(findings, settings, sys.stderr)
    if expanded.text is None or any(one.severity is Severity.ERROR for one in findings):
        sys.exit(report.FOUND)
    sys.exit(_write(expanded.text, output, settings))


def _write(text: str, output: str, settings: Settings) -> int:
    """Writes the expansion; the exit status."""
    if output == _STDOUT:
        report.write(text, sys.stdout)
        return report.DONE
    try:
        outputs.write_all({Path(output): text})
    except OSError as error:
        report.fail(f"{output}: {error.strerror or error}")
        return report.FAILED
    if not settings.quiet:
        report.say(f"wrote {output}")
    return report.DONE
