"""Code lenses above flows and tests: what can be done with them, and the commands that do it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types

from flowc.language import FLOW, ON, TEST, TESTS_SUFFIX
from flowc.lsp.paths import file_of, path_of, uri_of
from flowc.lsp.runs import compiled, run_tests
from flowc.lsp.server import FlowServer
from flowc.script.read import read_tests
from flowc.source import Source, Span
from flowc.syntax.nodes import File, Statement, items, span

COMPILE = "flowc.compile"
# An editor with a terminal takes this command over: playing is a talk.
PLAY = "flowc.play"
# Behind the file stands the name of a test; an empty one means all.
RUN_TESTS = "flowc.test"


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        uri = params.text_document.uri
        path = path_of(uri)
        parsed, source = server.flows.parsed(path), server.flows.source(path)
        if parsed is None or source is None or not Path(path).is_absolute():
            return []
        found = _lenses(source, parsed.file, uri)
        return [types.CodeLens(server.flows.positions.range(place), command) for place, command in found]

    @server.command(COMPILE)
    def compile_(uri: str) -> str | None:
        written = compiled(server, path_of(uri))
        if isinstance(written, Path):
            _say(server, f"wrote {written.name}")
            return uri_of(str(written))
        _say(server, written, is_wrong=True)
        return None

    @server.command(PLAY)
    def play(uri: str) -> str:
        line = f'flowc play "{file_of(path_of(uri))}"'
        _say(server, f"in a terminal: {line}")
        return line

    @server.command(RUN_TESTS)
    async def test(uri: str, name: str) -> dict[str, Any] | None:
        run = await run_tests(server, path_of(uri), name)
        if isinstance(run, str):
            _say(server, run, is_wrong=True)
            return None
        server.window_log_message(types.LogMessageParams(types.MessageType.Info, run.output))
        _say(server, run.output if not run.passed else run.summary, is_wrong=not run.passed)
        return {"passed": run.passed, "output": run.output}


def _lenses(source: Source, file: File, uri: str) -> Iterator[tuple[Span, types.Command]]:
    """The places above which something can be done, and what: a module has nothing that could be run."""
    head = _head(source, file)
    tests = read_tests(source, file).scripts
    if head is not None:
        if not source.path.endswith(TESTS_SUFFIX):
            yield head, types.Command("Compile", COMPILE, arguments=[uri])
            yield head, types.Command("Play", PLAY, arguments=[uri])
        if tests:
            yield head, types.Command("Run tests", RUN_TESTS, arguments=[uri, ""])
    for item in tests:
        yield item.span, types.Command("Run test", RUN_TESTS, arguments=[uri, item.name])


def _head(source: Source, file: File) -> Span | None:
    """The statement above which the lenses of a file stand: `flow`, or else the first entry or test."""
    found = [item for item in items(file.entries) if isinstance(item, Statement) and item.head is not None]
    words = (FLOW, TEST) if source.path.endswith(TESTS_SUFFIX) else (FLOW, ON)
    for word in words:
        for item in found:
            if item.head is not None and item.head.text == word:
                return span(source, item.head)
    return None


def _say(server: FlowServer, text: str, *, is_wrong: bool = False) -> None:
    kind = types.MessageType.Error if is_wrong else types.MessageType.Info
    server.window_show_message(types.ShowMessageParams(kind, text))
