"""`flowc rules`: the list of all codes."""

from __future__ import annotations

import json
import sys

import click

from flowc.cli import report
from flowc.diagnostics.codes import CODES, family

_EXAMPLES = """
\b
Examples:
  flowc rules
  flowc rules --format json
"""


@click.command(name="rules", epilog=_EXAMPLES)
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
def command(format_: str) -> None:
    """List all codes with their names, levels and titles."""
    if format_ == "json":
        rows = [
            {
                "code": code.code,
                "name": code.name,
                "family": family(code.code),
                "severity": code.severity.value,
                "fixed": code.fixed,
                "onDemand": code.on_demand,
                "title": code.title,
            }
            for code in CODES.values()
        ]
        report.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", sys.stdout)
        return
    width = max(len(code.name) for code in CODES.values())
    lines = [f"{code.code}  {code.name:{width}}  {code.severity.value:7}  {code.title}\n" for code in CODES.values()]
    report.write("".join(lines), sys.stdout)
