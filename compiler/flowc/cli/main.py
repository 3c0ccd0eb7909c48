"""The command `flowc`: its verbs, each in a module of its own that is imported when it is used."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

# Each verb with the module that holds it as `command`; a new verb costs its file and a line here.
_VERBS: Mapping[str, str] = MappingProxyType(
    {
        "compile": "flowc.cli.compile_command",
        "check": "flowc.cli.check_command",
    }
)
_HELP = {"help_option_names": ["-h", "--help"]}


class _Verbs(click.Group):
    """A group that imports a verb's module only when the verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """The verbs, in the order of the table."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a verb."""
        module = _VERBS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(module).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:  # noqa: ANN401 - click's own signature
        """As click's, but a misspelt verb is answered with the nearest one."""
        if args and not args[0].startswith("-") and args[0] not in _VERBS:
            from flowc.diagnostics.suggest import suggestion  # noqa: PLC0415 - only on a mistake

            advice = suggestion(args[0], _VERBS, "commands")
            ctx.fail(f"no such command `{args[0]}`" + (f": {advice}" if advice else ""))
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Verbs,
    context_settings=_HELP,
    epilog="Try `flowc compile examples/feedback.flow -o -`, and `flowc COMMAND -h` for each command.",
)
@click.version_option(package_name="flowc", prog_name="flowc", message="%(prog)s %(version)s")
def cli() -> None:
    """A compiler for phone and chat flows on Twilio.

    A .flow file says how a call or a chat goes; flowc proves that it can go that way and writes
    the Studio flow definition.
    """


def main() -> None:
    """Runs the command line."""
    cli(prog_name="flowc", windows_expand_args=False)
