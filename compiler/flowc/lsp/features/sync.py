"""The texts of open documents."""

from __future__ import annotations

from lsprotocol import types

from flowc.lsp.server import FlowServer

# Answered once all that was sent before has been checked and published: for tools that cannot wait for a list.
SETTLED = "flowc/settled"


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.flows.open(document.uri, document.version, document.text)
        server.check_soon()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        server.flows.change(document.uri, document.version, params.content_changes)
        server.check_soon()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(_params: types.DidSaveTextDocumentParams) -> None:
        server.findings.forget()
        server.check_soon()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.flows.close(params.text_document.uri)
        # What used it as a module saw what was typed, and now sees what is saved.
        server.findings.forget()
        server.check_soon()

    @server.feature(SETTLED)
    def settled(_params: dict[str, object] | None) -> None:
        server.publish_now()
