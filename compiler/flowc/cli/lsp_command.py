"""`flowc lsp`: the language server, which editors start."""

from __future__ import annotations

import click

from flowc.cli import report

_EXAMPLES = """
\b
Examples:
  flowc lsp                          an editor speaks to it through its standard input and output
  flowc lsp --tcp 127.0.0.1:9257     waits there for one editor
"""
_LAST_PORT = 65_535
_LOCAL = "127.0.0.1"
_PACKAGES = ("pygls", "lsprotocol", "cattrs")


@click.command(name="lsp", epilog=_EXAMPLES)
@click.option("--tcp", metavar="[HOST:]PORT", help="Wait for an editor at a port instead.")
@click.option("--stdio", is_flag=True, help="Speak through standard input and output; this is the default.")
def command(tcp: str | None, stdio: bool) -> None:
    """Start the language server, for an editor.

    It shows in the editor what `flowc check` finds, while one types. How to set up each editor
    stands in docs/editors.md.
    """
    if tcp is not None and stdio:
        report.refuse("--tcp and --stdio exclude each other")
    where = _address(tcp) if tcp is not None else None
    try:
        from flowc.lsp.server import make_server  # noqa: PLC0415 - it takes longer to import than a flow to check
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _PACKAGES:
            raise
        report.refuse("the language server needs further packages: pip install 'flowc[lsp]'")
    server = make_server()
    if where is None:
        server.start_io()
        return
    try:
        server.start_tcp(*where)
    except OSError as error:
        report.refuse(f"--tcp {tcp}: {error.strerror or error}")


def _address(text: str) -> tuple[str, int]:
    """The host and the port of an address. Ends the run on what is none."""
    host, _, port = text.rpartition(":")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) <= _LAST_PORT:
        report.refuse(f"--tcp {text}: write a port, or HOST:PORT")
    return host or _LOCAL, int(port)
