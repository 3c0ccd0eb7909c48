"""`flowc diff`: what changed between two flows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import attrs
import click

from flowc.cli import inputs, report
from flowc.cli.options import Settings, ValueOptions, color_option, given_values, values_options
from flowc.compile import check
from flowc.definitions import read_definition
from flowc.diagnostics import Diagnostic, Severity
from flowc.diff import compare
from flowc.diff.render import FORMATS, renderer
from flowc.diff.render.text import summary
from flowc.graph import Flow
from flowc.source import Source
from flowc.vocabulary import standard_vocabulary

if TYPE_CHECKING:
    from flowc.values import Values

_EXAMPLES = """
\b
Examples:
  flowc diff deployed.json feedback.flow      what would change in Studio
  flowc diff old.flow new.flow --format json
  flowc diff staging.json production.json
  git show main:feedback.flow | flowc diff - feedback.flow
  flowc diff deployed.json shop.flow --values values.toml --env prod
"""


@click.command(name="diff", epilog=_EXAMPLES)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@values_options
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="How changes are shown."
)
@color_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the changes and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is read, and what of a definition was mended.")
def command(
    before: str,
    after: str,
    set_: tuple[str, ...],
    values: tuple[str, ...],
    env: str | None,
    format_: str,
    color: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Show what changed from one flow to another: widgets, options and exits, not lines.

    A and B are .flow files, Studio definitions (.json), or - for standard input, in any combination.
    Layout, and the order in which states and keys are written, are no changes; a widget with a new name
    is one. The exit status is 0 when nothing changed, 1 when something did, 2 when a flow has errors or
    cannot be read.
    """
    settings = Settings("text", color=color, quiet=quiet, verbose=verbose)
    if before == after == inputs.STDIN:
        report.refuse("standard input holds one flow: give a file for the other")
    given, findings = given_values(ValueOptions(set_, values, env))
    problems: list[str] = []
    sources = list(inputs.read_each((before, after), problems, inputs.read))
    flows = [_Reading(settings, given, findings, problems).flow(source) for source in sources]
    if findings:
        report.show(report.unique(findings), settings, sys.stderr)
    if problems or None in flows or any(one.severity is Severity.ERROR for one in findings):
        report.end(problems, report.FAILED)
    one, other = (flow for flow in flows if flow is not None)
    difference = compare(one, other)
    first, second = (source.shown for source in sources)
    shown = renderer(format_)(difference, first, second, report.wants_color(settings, sys.stdout))
    report.write(shown, sys.stdout)
    if format_ == "text" and not quiet:
        report.say(summary(difference))
    sys.exit(report.FOUND if difference else report.DONE)


@attrs.frozen
class _Reading:
    """Reads the flows of a run, and adds what is wrong with them to the findings and problems."""

    settings: Settings
    values: Values | None
    findings: list[Diagnostic]
    problems: list[str]

    def flow(self, source: inputs.Input) -> Flow | None:
        """The flow of a source; None where it has none."""
        if self.settings.verbose:
            report.say(f"reading {source.shown}")
        return self._of_definition(source) if inputs.is_json(source) else self._of_flow(source)

    def _of_definition(self, source: inputs.Input) -> Flow | None:
        read = read_definition(Source(source.shown, source.text), standard_vocabulary())
        self.findings.extend(one for one in read.diagnostics if self.settings.verbose or one.severity is Severity.ERROR)
        return read.flow

    def _of_flow(self, source: inputs.Input) -> Flow | None:
        checked = check(source.text, source.shown, modules=inputs.modules_of(source), values=self.values)
        self.findings.extend(one for one in checked.diagnostics if one.severity is Severity.ERROR)
        if checked.ok and checked.flow is not None and checked.flow.is_module:
            self.problems.append(f"{source.shown}: no entry, only what other flows use: nothing to compare")
            return None
        return checked.flow
