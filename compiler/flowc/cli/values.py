"""Reads the values that `--set`, `--values` and `--env` give to `param`s."""

from __future__ import annotations

from flowc.cli import inputs, report
from flowc.cli.options import ValueOptions
from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.values import Values
from flowc.values.from_toml import read_values
from flowc.values.given import setting


def read_all(options: ValueOptions) -> tuple[Values, list[Diagnostic]]:
    """The values that the command line gives, and what is wrong in the files. Ends the run on what is no value.

    What stands later wins, and `--set` wins over every file.
    """
    if options.environment is not None and not options.files:
        report.refuse("--env chooses a table of a file of values: give --values FILE as well")
    values = Values()
    problems: list[Diagnostic] = []
    for name in options.files:
        found, wrong = _read_file(name, options.environment)
        values = found.over(values)
        problems += wrong
    given = {}
    for text in options.settings:
        name, sign, value = text.partition("=")
        if not sign or not name:
            report.refuse(f"--set {text}: write NAME=VALUE")
        given[name] = setting(name, value)
    return Values(given).over(values), problems


def _read_file(name: str, environment: str | None) -> tuple[Values, list[Diagnostic]]:
    try:
        read = inputs.read(name)
    except inputs.InputError as error:
        report.refuse(str(error))
    return read_values(Source(read.shown, read.text), environment)
