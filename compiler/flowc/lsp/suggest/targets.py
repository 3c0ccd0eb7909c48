"""What an arrow may lead to."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.language import (
    END,
    NEXT,
)
from flowc.lsp.suggest.item import Item, ItemKind, plain
from flowc.lsp.suggest.place import Place
from flowc.symbols import Kind


def targets(place: Place) -> Iterator[Item]:
    """What an arrow may lead to."""
    labels = place.file.labels.get(place.cursor.block, {})
    for symbol in labels.values():
        kind = ItemKind.Module if symbol.kind is Kind.SECTION else ItemKind.Reference
        item = plain(symbol.name, kind, symbol.documentation)
        item.detail = symbol.kind.value
        yield item
    block = place.file.blocks.get(place.cursor.block)
    for child in block.children if block is not None else ():
        if child.kind is Kind.EXIT:
            yield plain(child.name, ItemKind.EnumMember, child.documentation)
    for alias in place.file.modules:
        module = place.index.module(place.file.source.path, alias)
        for symbol in module.labels[""].values() if module is not None else ():
            if symbol.kind is Kind.SECTION:
                yield plain(f"{alias}.{symbol.name}", ItemKind.Module, symbol.documentation)
    yield from (plain(word, ItemKind.Keyword) for word in (NEXT, END))
