"""`flowc explain`: the page of a code."""

from __future__ import annotations

import sys

import click

from flowc.cli import report
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.suggest import suggestion
from flowc.pages import page

_EXAMPLES = """
\b
Examples:
  flowc explain FLW302
  flowc explain too-early
"""


@click.command(name="explain", epilog=_EXAMPLES)
@click.argument("code", metavar="CODE")
def command(code: str) -> None:
    """Print the page of a code: what it means, why it matters, and how to mend it.

    CODE is a code as findings show it, or its name.
    """
    by_name = {known.name: known.code for known in CODES.values()}
    wanted = by_name.get(code.lower(), code.upper())
    if wanted not in CODES:
        advice = suggestion(code, [*CODES, *by_name], "codes")
        report.fail(f"there is no code `{code}`" + (f": {advice}" if advice else "; `flowc rules` lists them"))
        sys.exit(report.FAILED)
    report.write(page(wanted).markdown(), sys.stdout)
