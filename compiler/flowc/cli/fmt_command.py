"""`flowc fmt`: flows in the one style."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Sequence

import attrs
import click

from flowc.cli import inputs, outputs, report
from flowc.cli.options import Settings
from flowc.diagnostics import Diagnostic
from flowc.format import FormatError, format_text
from flowc.language import TESTS_SUFFIX

_EXAMPLES = """
\b
Examples:
  flowc fmt feedback.flow
  flowc fmt flows/
  flowc fmt --check flows/        for a build: fails where a file is not formatted
  flowc fmt --diff feedback.flow  shows what would change
  cat feedback.flow | flowc fmt -
"""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_LINE_END = "\\ No newline at end of file\n"


@attrs.define
class _Run:
    """What one run has found so far."""

    settings: Settings
    only_say: bool
    diff: bool
    findings: list[Diagnostic] = attrs.field(factory=list)
    changed: int = 0
    unchanged: int = 0
    has_failed: bool = False

    def take(self, source: inputs.Input) -> None:
        """Formats one source, and writes or prints what came out."""
        try:
            found = format_text(source.text, source.shown)
        except FormatError as error:
            report.fail(f"{source.shown}: internal error: {error}; please report it with the file")
            self.has_failed = True
            return
        self.findings += found.diagnostics
        if found.diagnostics:
            return
        is_changed = found.text != source.text
        self.changed += is_changed
        self.unchanged += not is_changed
        if self.diff:
            report.write(unified(source.text, found.text, source.shown), sys.stdout)
        if self.only_say:
            if is_changed and not self.diff:
                report.write(f"{source.shown}\n", sys.stdout)
        elif source.path is None:
            report.write(found.text, sys.stdout)
        elif is_changed:
            self._write(source, found.text)

    def _write(self, source: inputs.Input, text: str) -> None:
        assert source.path is not None
        try:
            outputs.write_all({source.path: text})
        except OSError as error:
            report.fail(f"{source.shown}: {error.strerror or error}")
            self.has_failed = True
            return
        if not self.settings.quiet:
            report.say(f"formatted {source.shown}")

    def summary(self) -> str:
        """How many files are not in the style."""
        would = "would change" if self.only_say else "changed"
        return f"{self.changed} {'file' if self.changed == 1 else 'files'} {would}, {self.unchanged} unchanged"

    def status(self) -> int:
        """The exit status."""
        if self.has_failed:
            return report.FAILED
        return report.FOUND if self.findings or (self.only_say and self.changed) else report.DONE


@click.command(name="fmt", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
@click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="When to use colours for syntax errors; auto: on a terminal, unless NO_COLOR is set.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the result and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is read.")
def command(files: tuple[str, ...], check: bool, diff: bool, color: str, quiet: bool, verbose: bool) -> None:
    """Write flows in the one style, which has no options.

    FILE is a .flow or a .flowtest file, a folder of them, or - for standard input, whose result is
    printed. A file with syntax errors stays as it is. The exit status is 0 when all is formatted, 1 when a file has
    syntax errors, or would change under --check or --diff, 2 when a file cannot be read or written.
    """
    settings = Settings(color=color, quiet=quiet, verbose=verbose)
    names, problems = inputs.find(files, (inputs.FLOW, TESTS_SUFFIX))
    run = _Run(settings, only_say=check or diff, diff=diff)
    for source in inputs.read_each(names, problems):
        if verbose:
            report.say(f"formatting {source.shown}")
        run.take(source)
    if run.findings:
        report.show(run.findings, settings, sys.stderr)
    for problem in problems:
        report.fail(problem)
    if not quiet and (run.only_say or len(names) > 1):
        report.say(run.summary())
    sys.exit(report.FAILED if problems else run.status())


def unified(before: str, after: str, name: str) -> str:
    """The difference of two texts as `diff -u` writes it; nothing where there is none."""
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_LINE_END}" for line in lines)


def _lines(text: str) -> Sequence[str]:
    """The lines as tools for patches count them: other line ends than LF belong to the line."""
    return _LINE.findall(text)
