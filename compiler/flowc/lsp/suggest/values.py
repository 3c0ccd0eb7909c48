"""Values, and what references lead to."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.language import (
    JSON,
    NONE,
    ROOTS,
)
from flowc.lsp.liquid_completion import in_liquid
from flowc.lsp.suggest.item import Item, ItemKind, plain, snippet
from flowc.lsp.suggest.place import Place
from flowc.lsp.suggest.targets import targets
from flowc.symbols import Kind, Symbol
from flowc.vocabulary.types import NAME_KINDS, TEXT_KINDS, Type
from flowc.vocabulary.types import Kind as TypeKind
from flowc.vocabulary.voices import standard_voices

_SWITCH = ("on", "off")


def values_of(place: Place, type_: Type) -> Iterator[Item]:
    """What may be given where a value of a type is wanted."""
    words = [*type_.words, *(type_.element.words if type_.element is not None else ())]
    yield from (plain(word, ItemKind.EnumMember) for word in words)
    if type_.kind is TypeKind.SWITCH:
        yield from (plain(word, ItemKind.EnumMember) for word in _SWITCH)
    elif type_.kind is TypeKind.VOICE:
        yield from (plain(name, ItemKind.Value) for name in standard_voices().names())
    elif type_.kind is TypeKind.LOCALE:
        yield from (plain(name, ItemKind.Value) for name in standard_voices().languages)
    yield from values_in_scope(place)
    if type_.kind in TEXT_KINDS - NAME_KINDS or type_.kind is TypeKind.ANY:
        yield from references(place)
    if type_.kind in (TypeKind.JSON, TypeKind.ANY):
        yield snippet(JSON, 'json("$1")', ItemKind.Function)
    yield plain(NONE, ItemKind.Keyword)


def values_in_scope(place: Place) -> Iterator[Item]:
    """The parameters and constants, and the modules that have more."""
    block = place.file.blocks.get(place.cursor.block)
    own = [one for one in block.children if one.kind is Kind.PARAMETER] if block is not None else []
    for symbol in (*own, *place.file.values.values()):
        item = plain(symbol.name, ItemKind.Variable, symbol.documentation)
        item.detail = symbol.detail
        yield item
    yield from (plain(name, ItemKind.Module) for name in place.file.modules)


def references(place: Place) -> Iterator[Item]:
    """Labels whose widgets leave something behind, and the other roots of references."""
    for label in place.file.labels.get(place.cursor.block, {}).values():
        if any(_outputs(place, label)):
            yield plain(label.name, ItemKind.Reference, label.documentation)
    yield from (plain(root, ItemKind.Keyword) for root in ROOTS)


def _outputs(place: Place, label: Symbol) -> Iterator[tuple[str, str]]:
    declared = place.index.declaration(place.file.source.path, label.verb)
    if declared is not None:
        yield from ((one.name, one.documentation) for one in declared[0].outputs)


def members(place: Place, word: str) -> Iterator[Item]:
    """What may stand behind a dot: the outputs of a label, the names of a module, the members of a root."""
    path, _, _ = word.rpartition(".")
    if place.words()[-1:] == ("->",):
        yield from (one for one in targets(place) if one.label.startswith(f"{path}."))
        return
    module = place.index.module(place.file.source.path, path)
    if module is not None:
        for symbol in module.values.values():
            yield plain(f"{path}.{symbol.name}", ItemKind.Variable, symbol.documentation)
        return
    for item in in_liquid(place.index, place.file, place.cursor.block, f"widgets.{word}"):
        item.label = f"{path}.{item.label}"
        yield item
    if path.partition(".")[0] in ROOTS:
        for item in in_liquid(place.index, place.file, place.cursor.block, word):
            item.label = f"{path}.{item.label}"
            yield item
