"""`flowc lsp`: how the server is started."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import make_test_lsp_client
from tests.cli.conftest import Run
from tests.lsp.editor import PATIENCE, ended

_BLOCKED = (
    "import sys; sys.modules['pygls'] = None; from flowc.cli.main import main; sys.argv = ['flowc', 'lsp']; main()"
)


@pytest.mark.parametrize("address", ["x", "1:2:x", "99999", "0", "-1", ":"])
def test_an_address_without_a_port_is_refused(run: Run, address: str) -> None:
    result = run("lsp", "--tcp", address)

    assert (result.status, result.err) == (2, f"flowc: --tcp {address}: write a port, or HOST:PORT\n")


def test_two_ways_to_speak_exclude_each_other(run: Run) -> None:
    result = run("lsp", "--tcp", "9257", "--stdio")

    assert (result.status, result.err) == (2, "flowc: --tcp and --stdio exclude each other\n")


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("lsp", "--tcp", str(port))

    assert result.status == 2
    assert result.err.startswith(f"flowc: --tcp {port}: ")
    assert "Traceback" not in result.err


def test_without_its_packages_it_says_how_to_get_them(tmp_path: Path) -> None:
    result = subprocess.run([sys.executable, "-c", _BLOCKED], capture_output=True, text=True, cwd=tmp_path, check=False)

    assert result.returncode == 2
    assert result.stderr == "flowc: the language server needs further packages: pip install 'flowc[lsp]'\n"


def test_an_input_that_ends_ends_the_server(run: Run) -> None:
    assert run("lsp", stdin=b"").status == 0


@pytest.mark.asyncio
async def test_it_answers_at_a_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = await asyncio.create_subprocess_exec(sys.executable, "-m", "flowc", "lsp", "--tcp", str(port))
    client = make_test_lsp_client()
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await client.start_tcp("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                break
        found = await client.initialize_session(types.InitializeParams(types.ClientCapabilities()))
        await ended(client)
        await server.wait()

    assert found.server_info is not None
    assert found.server_info.name == "flowc"
