"""The options that every checking verb takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import attrs
import click

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
    options = (
        click.option(
            "--format",
            "format_",
            type=click.Choice(("text", "json", "concise")),
            default="text",
            show_default=True,
            help="How findings are shown.",
        ),
        click.option("--strict", is_flag=True, help="Raise warnings to errors."),
        click.option(
            "--color",
            type=click.Choice(("auto", "always", "never")),
            default="auto",
            show_default=True,
            help="When to use colours; auto: on a terminal, unless NO_COLOR is set.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings and errors."),
        click.option("-v", "--verbose", is_flag=True, help="Say what is read, and show hints."),
    )
    for option in reversed(options):
        command = option(command)
    return command
