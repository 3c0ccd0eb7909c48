"""Code actions: fixes of findings, and changes that leave the definition what it is."""

from __future__ import annotations

from lsprotocol import types

from flowc.lsp.actions import definition, exits, extract, fixes, inline, label
from flowc.lsp.actions.fixes import FIX_ALL
from flowc.lsp.actions.request import Offers, Request
from flowc.lsp.paths import path_of
from flowc.lsp.server import FlowServer

_KINDS = types.CodeActionKind

# Each kind of offer with what makes it; a new one costs its file and a line here.
_OFFERS = (
    (_KINDS.QuickFix, fixes.offer),
    (FIX_ALL, fixes.offer_all),
    (_KINDS.RefactorExtract, extract.offer),
    (_KINDS.RefactorInline, inline.offer),
    (_KINDS.RefactorRewrite, exits.offer),
    (_KINDS.RefactorRewrite, label.offer),
    (_KINDS.RefactorRewrite, definition.offer),
)


def register(server: FlowServer) -> None:
    """Registers the feature."""
    kinds = [
        _KINDS.QuickFix,
        _KINDS.RefactorExtract,
        _KINDS.RefactorInline,
        _KINDS.RefactorRewrite,
        _KINDS.SourceFixAll,
    ]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))
    def offer(params: types.CodeActionParams) -> list[types.CodeAction]:
        document = server.flows.document(path_of(params.text_document.uri))
        if document is None:
            return []
        positions = server.flows.positions
        start = positions.offset(document.source, params.range.start)
        end = positions.offset(document.source, params.range.end)
        request = Request(server, document, server.flows.index(document.path), start, max(start, end))
        return list(_wanted(request, params.context.only))


def _wanted(request: Request, only: object) -> Offers:
    """The offers of the kinds that an editor asks for: of all, where it names none."""
    names = [str(getattr(kind, "value", kind)) for kind in only] if isinstance(only, (list, tuple)) else []
    for kind, make in _OFFERS:
        name = str(getattr(kind, "value", kind))
        if not names or any(name == one or name.startswith(f"{one}.") for one in names):
            yield from make(request)
