"""What may stand at the cursor inside of Liquid: roots, labels, outputs, values, filters and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from flowc.language import CONST_ROOT, PARAM_ROOT, ROOTS, WIDGETS_ROOT
from flowc.liquid.names import ALL_TAGS, FILTERS, FLOW_MEMBERS
from flowc.symbols import FileSymbols, Index, Kind, Symbol

Item = types.CompletionItem
ItemKind = types.CompletionItemKind

_PATH = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+)*\.?$")
_TAG = "{%"


def liquid_before(text: str) -> str | None:
    """What stands before the cursor in the tag of Liquid that it stands in; None where it stands in none.

    What stands in `{% … %}` begins with `{%`.
    """
    output, tag = text.rfind("{{"), text.rfind(_TAG)
    start = max(output, tag)
    if start < 0 or text.find("}}" if output > tag else "%}", start) >= 0:
        return None
    return text[start + 2 :] if output > tag else text[start:]


def in_liquid(index: Index, file: FileSymbols, block: str, code: str) -> Iterator[Item]:
    """The suggestions behind some code; of a path, those for its last part."""
    path = _PATH.search(code)
    typed = path.group() if path is not None else ""
    before = code[: len(code) - len(typed)].rstrip()
    if "." in typed:
        yield from _members(index, file, block, typed.rpartition(".")[0])
    elif before.endswith("|"):
        yield from (Item(name, kind=ItemKind.Function) for name in sorted(FILTERS))
    elif before in (_TAG, f"{_TAG}-"):
        yield from (Item(name, kind=ItemKind.Keyword) for name in sorted(ALL_TAGS))
    else:
        yield from (Item(root, kind=ItemKind.Module) for root in (*ROOTS, PARAM_ROOT, CONST_ROOT))


def _members(index: Index, file: FileSymbols, block: str, path: str) -> Iterator[Item]:
    root, _, rest = path.partition(".")
    if root == WIDGETS_ROOT and rest:
        label = file.labels.get(block, {}).get(rest)
        if label is not None:
            yield from _outputs(index, file, label)
    elif root == WIDGETS_ROOT:
        for label in file.labels.get(block, {}).values():
            yield Item(label.name, kind=ItemKind.Reference, detail=label.verb or None)
    elif root in (PARAM_ROOT, CONST_ROOT):
        yield from _values(index, file, block, rest, Kind.PARAM if root == PARAM_ROOT else Kind.CONST)
    elif path == ROOTS[0]:
        yield from (Item(name, kind=ItemKind.Property) for name in FLOW_MEMBERS)


def _outputs(index: Index, file: FileSymbols, label: Symbol) -> Iterator[Item]:
    declared = index.declaration(file.source.path, label.verb)
    for output in declared[0].outputs if declared is not None else ():
        words = types.MarkupContent(types.MarkupKind.Markdown, output.documentation)
        yield Item(output.name, kind=ItemKind.Property, documentation=words)


def _values(index: Index, file: FileSymbols, block: str, module: str, kind: Kind) -> Iterator[Item]:
    known = index.module(file.source.path, module) if module else file
    if known is None:
        return
    if not module and kind is Kind.PARAM and block in file.blocks:
        for child in file.blocks[block].children:
            if child.kind is Kind.PARAMETER:
                yield Item(child.name, kind=ItemKind.Variable, detail=child.detail)
    for symbol in known.values.values():
        if symbol.kind is kind:
            yield Item(symbol.name, kind=ItemKind.Variable, detail=symbol.detail)
