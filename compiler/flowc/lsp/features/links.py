"""Document links: the files that `use` names."""

from __future__ import annotations

from lsprotocol import types

from flowc.lsp.paths import path_of
from flowc.lsp.server import FlowServer


def register(server: FlowServer) -> None:
    """Registers the feature."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def links(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        path = path_of(params.text_document.uri)
        file = server.flows.symbols(path)
        found = []
        for use in file.uses if file is not None else ():
            target = server.flows.module_path(path, use)
            if target is not None:
                place = server.flows.positions.range(use.path_place)
                found.append(types.DocumentLink(place, server.uri(target)))
        return found
