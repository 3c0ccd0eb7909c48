"""The options that give values to `param`s: `--set`, `--values` and `--env`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NoReturn, TypeVar

import attrs
import click

from flowc.cli import inputs, report
from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.values import Values
from flowc.values.given import setting

Command = TypeVar("Command", bound=Callable[..., object])


@attrs.frozen
class ValueOptions:
    """What the command line says of values, unread."""

    settings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    environment: str | None = None


def values_options(command: Command) -> Command:
    """Adds `--set`, `--values` and `--env`."""
    options = (
        click.option("--set", "set_", multiple=True, metavar="NAME=VALUE", help="Give a value to a `param`."),
        click.option("--values", multiple=True, metavar="FILE", help="Read values from a TOML file."),
        click.option(
            "--env", metavar="NAME", help="Take the table of this environment in the files of values as well."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def read_all(options: ValueOptions) -> tuple[Values, list[Diagnostic]]:
    """The values that the command line gives, and what is wrong in the files. Ends the run on what is no value.

    What stands later wins, and `--set` wins over every file.
    """
    if options.environment is not None and not options.files:
        _end("--env chooses a table of a file of values: give --values FILE as well")
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
            _end(f"--set {text}: write NAME=VALUE")
        given[name] = setting(name, value)
    return Values(given).over(values), problems


def _read_file(name: str, environment: str | None) -> tuple[Values, list[Diagnostic]]:
    # TOML is read only where it is used.
    from flowc.values.from_toml import read_values  # noqa: PLC0415 - see above

    try:
        read = inputs.read(name)
    except inputs.InputError as error:
        _end(str(error))
    return read_values(Source(read.shown, read.text), environment)


def _end(message: str) -> NoReturn:
    report.fail(message)
    sys.exit(report.FAILED)
