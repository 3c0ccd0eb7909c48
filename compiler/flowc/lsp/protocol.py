"""The protocol as pygls speaks it, but for the texts of documents, which the workspace keeps itself.

Of pygls' own documents lines end wherever Python's `splitlines` ends them, at a form feed for example, so
that an edit behind one would go to a wrong place.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

Yielded = Generator[Any, Any, None]


class FlowProtocol(LanguageServerProtocol):
    """The protocol of a server that keeps its documents itself."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Yielded:
        """Hands an opened document to its handler alone."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Yielded:
        """Hands changes to their handler alone."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Yielded:
        """Hands a closed document to its handler alone."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None
