"""The options that every checking verb takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs
import click

from flowc.diagnostics.render import FORMATS

if TYPE_CHECKING:
    from flowc.diagnostics import Diagnostic
    from flowc.values import Values

Command = TypeVar("Command", bound=Callable[..., object])


@attrs.frozen
class Settings:
    """How findings are judged and shown."""

    format: str = "text"
    strict: bool = False
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False


def checking_options(command: Command) -> Command:
    """Adds `--format`, `--strict`, `--color`, `-q` and `-v`."""
    strict = click.option("--strict", is_flag=True, help="Raise warnings to errors.")
    return _format_option(strict(_speaking_options(command, "Say what is read, and show hints.")))


def showing_options(command: Command) -> Command:
    """Adds `--format`, `--color`, `-q` and `-v`."""
    return _format_option(_speaking_options(command, "Say what is read."))


def _format_option(command: Command) -> Command:
    option = click.option(
        "--format",
        "format_",
        type=click.Choice(tuple(FORMATS)),
        default="text",
        show_default=True,
        help="How findings are shown.",
    )
    return option(command)


def color_option(command: Command) -> Command:
    """Adds `--color`."""
    option = click.option(
        "--color",
        type=click.Choice(("auto", "always", "never")),
        default="auto",
        show_default=True,
        help="When to use colours; auto: on a terminal, unless NO_COLOR is set.",
    )
    return option(command)


def _speaking_options(command: Command, verbosely: str) -> Command:
    quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings and errors.")
    verbose = click.option("-v", "--verbose", is_flag=True, help=verbosely)
    return color_option(quiet(verbose(command)))


class RuleOptions(NamedTuple):
    """What the command line says of rules, unread."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def rule_options(command: Command) -> Command:
    """Adds `--select` and `--ignore`."""
    options = (
        click.option(
            "--select", multiple=True, metavar="CODES", help="Show only these of the findings that may be turned off."
        ),
        click.option("--ignore", multiple=True, metavar="CODES", help="Turn these findings off."),
    )
    for option in reversed(options):
        command = option(command)
    return command


class ValueOptions(NamedTuple):
    """What the command line says of values for `param`s, unread."""

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


def given_values(options: ValueOptions) -> tuple[Values | None, list[Diagnostic]]:
    """The values that the command line gives, None where it gives none, and what is wrong in the files."""
    if not any(options):
        return None, []
    # Most runs give none, and start-up is felt.
    from flowc.cli.values import read_all  # noqa: PLC0415 - see above

    return read_all(options)
