"""Code lenses above flows: what can be done with the file. Only what this flowc can do is offered."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from flowc.compile import compile_text
from flowc.language import FLOW, ON
from flowc.lsp.paths import file_of, path_of, uri_of
from flowc.lsp.reader import OpenModules
from flowc.lsp.server import FlowServer
from flowc.source import Source, Span
from flowc.syntax.nodes import Statement, items, span

COMPILE = "flowc.compile"


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        path = path_of(params.text_document.uri)
        parsed, source = server.flows.parsed(path), server.flows.source(path)
        place = _head(source, parsed.file.entries) if parsed is not None and source is not None else None
        if place is None or not Path(path).is_absolute():
            return []
        command = types.Command("Compile", COMPILE, arguments=[params.text_document.uri])
        return [types.CodeLens(server.flows.positions.range(place), command)]

    @server.command(COMPILE)
    def compile_(uri: str) -> str | None:
        written = _compile(server, path_of(uri))
        if isinstance(written, Path):
            server.window_show_message(types.ShowMessageParams(types.MessageType.Info, f"wrote {written.name}"))
            return uri_of(str(written))
        server.window_show_message(types.ShowMessageParams(types.MessageType.Error, written))
        return None


def _head(source: Source | None, entries: object) -> Span | None:
    """The statement above which the lenses stand: `flow`, or else the first entry; a module has neither."""
    assert source is not None
    assert isinstance(entries, tuple)
    found = [item for item in items(entries) if isinstance(item, Statement) and item.head is not None]
    for word in (FLOW, ON):
        for item in found:
            if item.head is not None and item.head.text == word:
                return span(source, item.head)
    return None


def _compile(server: FlowServer, path: str) -> Path | str:
    """Compiles a flow as it stands in the editor: the file that is written beside it, or why there is none."""
    source = server.flows.source(path)
    if source is None:
        return "this file cannot be read"
    settled = server.flows.settings.of(path)
    reader = OpenModules(path, server.flows.by_real_path())
    compiled = compile_text(
        source.text, path, modules=reader, strict=server.flows.wishes.strict, settings=settled.settings
    )
    if compiled.definition is None:
        return "this file is a module" if compiled.is_module else "this flow has errors: nothing was written"
    target = file_of(path).with_suffix(".json")
    try:
        target.write_text(compiled.definition, encoding="utf-8", newline="")
    except OSError as error:
        return f"{target.name}: {error.strerror or error}"
    return target
