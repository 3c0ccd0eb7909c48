"""Writes one use of a block out in place; offered where the definition stays what it is."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from flowc.expand import means_the_same
from flowc.expand.inline import Inlined, inline
from flowc.graph import Flow
from flowc.lsp.actions.request import Offers, Request, indentation, replaced
from flowc.lsp.reader import OpenModules
from flowc.spell.names import spell_target
from flowc.symbols import Kind, Role, Symbol
from flowc.syntax.nodes import Assignment, Statement, Token, arguments, first_token, last_token

UNKNOWN_TARGET = "FLW102"
Edit = tuple[int, int, str]


def offer(request: Request) -> Offers:
    """The statements that the use of a block at the cursor stands for."""
    found = request.statement()
    block = request.index.verb(request.document.path, found[0].head.text) if found and found[0].head else None
    if found is None or block is None or block.kind is not Kind.BLOCK or found[1].block:
        return
    before = request.checked(request.source.text)
    if not before.ok or before.flow is None:
        return
    edits = _inlined(request, found[0], block)
    if edits is None:
        return
    text = replaced(request.source.text, [*edits, *_labels(request, before.flow, edits)])
    after = request.checked(text)
    if after.ok and after.flow is not None and means_the_same(before.flow, after.flow):
        yield request.action(f"Write `{block.name}` out here", types.CodeActionKind.RefactorInline, text)


def _inlined(request: Request, item: Statement, block: Symbol) -> list[Edit] | None:
    """What writes a use out."""
    source = request.source
    start = first_token(item).start
    reader = OpenModules(request.document.path, request.server.flows.by_real_path())
    found = inline(source, item, indentation(source, start), request.server.flows.vocabulary, reader)
    if found is None:
        return None
    return [(start, last_token(item).end, found.text), *_elsewhere(request, item, block, found)]


def _labels(request: Request, flow: Flow, edits: list[Edit]) -> Iterator[Edit]:
    """The labels of widgets that had none, and that what was written out leads to."""
    labels: dict[int, str] = {}
    for finding in request.checked(replaced(request.source.text, edits)).diagnostics:
        state = flow.by_name.get(finding.span.text) if finding.code == UNKNOWN_TARGET else None
        if state is not None and not state.uses and state.span.source.path == request.document.path:
            labels[state.span.start] = f"{state.name}: "
    yield from ((start, start, label) for start, label in labels.items())


def _elsewhere(request: Request, item: Statement, block: Symbol, found: Inlined) -> Iterator[Edit]:
    """What arrows to the use lead to now, and what its outputs are called."""
    label = request.file.labels[""].get(item.label.name.text.strip('"')) if item.label is not None else None
    if label is None:
        return
    outputs = _outputs(request, block)
    references = request.file.references
    for at, one in enumerate(references):
        if one.name != label.name or one.block:
            continue
        if one.role is Role.TARGET:
            yield one.place.start, one.place.end, spell_target(found.first)
        elif one.role is Role.LABEL and at + 1 < len(references) and references[at + 1].role is Role.OUTPUT:
            value = outputs.get(references[at + 1].name)
            if value is not None:
                yield one.place.start, references[at + 1].place.end, f"{found.name}_{value}"


def _outputs(request: Request, block: Symbol) -> dict[str, str]:
    """The values of a block's outputs that are references to what is inside of it, as `label.output`."""
    file = request.index.files.get(block.place.source.path)
    found = {}
    for placed in file.lines if file is not None else ():
        item = placed.item
        if placed.block != block.name or not isinstance(item, Statement):
            continue
        for part in arguments(item.parts):
            if isinstance(part, Assignment) and isinstance(part.value, Token) and part.value.type == "WORD":
                found[part.key.text] = part.value.text
    return found
