"""Turns a definition of Studio's that was pasted into a file into the flow of it."""

from __future__ import annotations

from lsprotocol import types

from flowc.decompile import DecompileError, decompile
from flowc.lsp.actions.request import Offers, Request, replaced

_BEGINS = "{"


def offer(request: Request) -> Offers:
    """The flow of the definition that is selected, or that the whole file is."""
    text = request.source.text
    start, end = (request.start, request.end) if request.end > request.start else (0, len(text))
    pasted = text[start:end].strip()
    if not pasted.startswith(_BEGINS) or not pasted.endswith("}"):
        return
    try:
        found = decompile(pasted, request.document.path)
    except DecompileError:
        return
    if found.text is not None:
        new = replaced(text, [(start, end, found.text)])
        yield request.action("Turn this definition into a flow", types.CodeActionKind.RefactorRewrite, new)
