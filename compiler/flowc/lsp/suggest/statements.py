"""The statements of files and bodies, with their verbs."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from flowc.binding.predicates import PREDICATES
from flowc.binding.wanted import example
from flowc.language import (
    AS,
    BODY_STATEMENTS,
    DEFAULT,
    ELSE,
    EXIT,
    FILE_STATEMENTS,
    FLOW,
    IF,
    MENU,
    ON,
    OUTPUT,
    PROMPT_VERB,
    RAW,
    SPLIT,
    STD,
    TEST,
    TESTS_SUFFIX,
    TRIGGER_TYPE,
    USE,
)
from flowc.lsp.describe import describe
from flowc.lsp.suggest.item import Item, ItemKind, escaped, markdown, plain, snippet
from flowc.lsp.suggest.options import arguments_of
from flowc.lsp.suggest.place import Place
from flowc.lsp.suggest.values import references, values_in_scope
from flowc.resources import module_names
from flowc.symbols import Symbol
from flowc.symbols.declared import verb_symbol
from flowc.vocabulary.types import Kind as TypeKind
from flowc.vocabulary.widget import Verb, Widget

_SNIPPETS = {
    "flow": 'flow "$1"',
    "on": "on ${1:call} {\n  $0\n}",
    "section": "section ${1:name} {\n  $0\n}",
    "use": "use $0",
    "param": "param ${1:name}: ${2:text}",
    "const": "const ${1:name} = $0",
    "default": "default ${1:say} {\n  $0\n}",
    "block": "block ${1:name}(${2}) {\n  $0\n}",
    "widget": 'widget ${1:verb} "${2:type}" {\n  $0\n}',
    "test": 'test "${1:what must hold}" {\n  $0\n}',
}
_BODY_SNIPPETS = {
    SPLIT: 'split ${1} {\n  "${2}" -> ${3:next}\n  else -> ${0:next}\n}',
    IF: "if ${1} ${2:is_blank} {\n  $0\n}",
    MENU: 'menu "${1}" {\n  ${2:1} -> ${3:next}\n  none -> ${4:next}\n  timeout -> ${0:next}\n}',
    RAW: 'raw "${1:type}" {\n  $0\n}',
}


def in_file(place: Place, before: tuple[str, ...]) -> Iterator[Item]:
    """What a statement at the top of a file begins with, and what its words may be."""
    head = before[0] if before else ""
    if not head:
        is_test = place.file.source.path.endswith(TESTS_SUFFIX)
        words = (FLOW, TEST) if is_test else FILE_STATEMENTS
        yield from (snippet(word, _SNIPPETS[word], ItemKind.Keyword) for word in words)
    elif head == ON:
        trigger = place.file.vocabulary.types.get(TRIGGER_TYPE)
        exits = trigger.exits if trigger is not None else ()
        yield from (plain(one.entry, ItemKind.Event, one.documentation) for one in exits if one.entry)
    elif head == USE and len(before) == 1:
        yield from (plain(f"{STD}.{name}", ItemKind.Module) for name in module_names())
    elif head == USE:
        yield plain(AS, ItemKind.Keyword)
    elif head == DEFAULT:
        yield from verbs(place, snippets=False)
    elif before[-1] == ":":
        yield from (plain(kind.value, ItemKind.TypeParameter) for kind in TypeKind)


def in_body(place: Place, before: tuple[str, ...]) -> Iterator[Item]:
    """What may stand on a line of a body, behind these words."""
    if not before:
        yield from verbs(place, snippets=True)
        yield from (snippet(word, _BODY_SNIPPETS[word], ItemKind.Keyword) for word in BODY_STATEMENTS)
        yield snippet("->", "-> $0", ItemKind.Operator)
        if place.cursor.block:
            yield snippet(EXIT, "exit $0", ItemKind.Keyword)
            yield snippet(OUTPUT, "output ${1:name} = $0", ItemKind.Keyword)
        return
    if before[0] in (IF, ELSE):
        yield from _condition(place, before)
        return
    verb = PROMPT_VERB if before[0] == MENU else before[0]
    declared = place.index.declaration(place.file.source.path, verb)
    if before[0] == SPLIT:
        yield from references(place)
    elif declared is not None:
        yield from arguments_of(place, *declared, before)


def _condition(place: Place, before: tuple[str, ...]) -> Iterator[Item]:
    if before[-1] in (IF, ELSE):
        yield from references(place)
        if before[-1] == ELSE:
            yield plain(IF, ItemKind.Keyword)
    elif before[-1] in PREDICATES:
        yield from values_in_scope(place)
        yield from references(place)
    else:
        yield from (plain(word, ItemKind.Operator) for word in PREDICATES)


def verbs(place: Place, *, snippets: bool) -> Iterator[Item]:
    """The verbs of widgets, of blocks and of modules."""
    for name, (widget, verb) in place.file.vocabulary.verbs.items():
        if not widget.is_guess:
            yield _verb(place, name, verb_symbol(widget, verb), widget, verb, snippets=snippets)
    for block in place.file.blocks.values():
        if isinstance(block.declared, tuple):
            yield _verb(place, block.name, block, *block.declared, snippets=snippets)
    for alias in place.file.modules:
        module = place.index.module(place.file.source.path, alias)
        for block in module.blocks.values() if module is not None else ():
            if not isinstance(block.declared, tuple):
                continue
            known = place.index.verb(place.file.source.path, block.name)
            is_own = known is not None and known.key == block.key
            name = block.name if is_own else f"{alias}.{block.name}"
            yield _verb(place, name, block, *block.declared, snippets=snippets)


def _verb(place: Place, name: str, symbol: Symbol, widget: Widget, verb: Verb, *, snippets: bool) -> Item:
    required = [one for one in widget.options_of(verb) if one.positional and one.required and not one.when]
    parts = [f"${{{at}:{escaped(example(one))}}}" for at, one in enumerate(required, 1)]
    item = snippet(name, " ".join([name, *parts]), ItemKind.Function) if snippets else plain(name, ItemKind.Function)
    item.detail = widget.title or widget.type
    item.documentation = markdown(describe(place.index, symbol))
    if widget.deprecated:
        item.tags = [types.CompletionItemTag.Deprecated]
    return item
