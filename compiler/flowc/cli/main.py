"""The command `flowc`: its verbs, each in a module of its own that is imported when it is used."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

from flowc.cli import report

_INTERRUPTED = 130
_DEBUG = "FLOWC_DEBUG"

# Each verb with the module that holds it as `command`; a new verb costs its file and a line here.
_VERBS: Mapping[str, str] = MappingProxyType(
    {
        "compile": "flowc.cli.compile_command",
        "check": "flowc.cli.check_command",
        "fmt": "flowc.cli.fmt_command",
        "play": "flowc.cli.play_command",
        "test": "flowc.cli.test_command",
        "expand": "flowc.cli.expand_command",
        "decompile": "flowc.cli.decompile_command",
        "diff": "flowc.cli.diff_command",
        "lsp": "flowc.cli.lsp_command",
        "explain": "flowc.cli.explain_command",
        "rules": "flowc.cli.rules_command",
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
    """Runs the command line and exits with its status; nobody is shown a traceback."""
    try:
        status = cli.main(prog_name="flowc", standalone_mode=False, windows_expand_args=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        report.fail("interrupted")
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # The reader went away; Python would complain once more when it flushes the stream at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(report.FAILED)
    except Exception as error:
        if os.environ.get(_DEBUG):
            raise
        report.fail(
            f"internal error ({type(error).__name__}: {error}); this is a fault of flowc, not of your flow: "
            f"please report it with the file, and with what {_DEBUG}=1 prints"
        )
        sys.exit(report.FAILED)
    sys.exit(status if isinstance(status, int) else report.DONE)
