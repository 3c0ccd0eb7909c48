"""Runs what stands above a flow: it is compiled as it stands in the editor, and its tests are played."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import attrs

from flowc.compile import compile_text
from flowc.lsp.paths import file_of
from flowc.lsp.reader import OpenModules
from flowc.lsp.server import FlowServer


def compiled(server: FlowServer, path: str) -> Path | str:
    """The definition of a flow as it stands in the editor, written beside it; or why there is none."""
    source = server.flows.source(path)
    if source is None:
        return "this file cannot be read"
    settled = server.flows.settings.of(path)
    reader = OpenModules(path, server.flows.by_real_path())
    found = compile_text(
        source.text, path, modules=reader, strict=server.flows.wishes.strict, settings=settled.settings
    )
    if found.definition is None:
        return "this file is a module" if found.is_module else "this flow has errors: nothing was written"
    target = file_of(path).with_suffix(".json")
    try:
        target.write_text(found.definition, encoding="utf-8", newline="")
    except OSError as error:
        return f"{target.name}: {error.strerror or error}"
    return target


@attrs.frozen
class TestRun:
    """What `flowc test` said, and whether all tests passed."""

    # It is no test of ours, whatever its name begins with.
    __test__ = False

    passed: bool
    output: str

    @property
    def summary(self) -> str:
        """Its last line."""
        return (self.output.strip().splitlines() or ["no tests"])[-1]


async def run_tests(server: FlowServer, path: str, name: str = "") -> TestRun | str:
    """The tests of a file played by `flowc test`, or that of a name; or why they were not.

    The flow of a file of tests, its modules and its subflows are read from disk: so is the file itself.
    """
    file = file_of(path)
    source = server.flows.source(path)
    try:
        is_saved = source is not None and file.read_bytes() == source.text.encode("utf-8")
    except OSError:
        is_saved = False
    if not is_saved:
        return "save this file first: its tests are read from disk"
    # What is said goes to the editor, not to a terminal.
    command = [sys.executable, "-m", "flowc", "test", str(file), "--color", "never", *(["-k", name] if name else [])]
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=file.parent,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return TestRun(process.returncode == 0, output.decode("utf-8", "replace"))
