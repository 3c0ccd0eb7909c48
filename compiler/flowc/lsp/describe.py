"""What is to be known of a name, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.symbols import Index, Kind, Symbol
from flowc.vocabulary.markdown import flowing
from flowc.vocabulary.reference import leads, meaning, usages
from flowc.vocabulary.widget import Exit, Option, Verb, Widget

_FENCE = "```"


def describe(index: Index, symbol: Symbol) -> str:
    """The declaration of a symbol as a flow writes it, what is said of it, and what belongs to it."""
    declared = symbol.declared
    lines = [_code(signature(symbol))]
    if isinstance(declared, tuple):
        lines += _verb(symbol, *declared)
    elif isinstance(declared, Option):
        lines += _option(symbol, declared)
    elif isinstance(declared, Exit):
        lines += [f"An exit: {words}." for words in [", ".join(leads(declared))] if words]
        lines += _said(symbol.documentation)
    elif symbol.kind is Kind.MODULE:
        lines += _module(index, symbol)
    else:
        lines += _said(symbol.documentation)
    return "\n\n".join(lines)


def signature(symbol: Symbol) -> str:
    """How the declaration of a symbol reads, in one line or a few."""
    kind, name, detail = symbol.kind, symbol.name, symbol.detail
    if isinstance(symbol.declared, tuple):
        widget, verb = symbol.declared
        return _block(symbol) if kind is Kind.BLOCK else "\n".join(usages(name, widget.options_of(verb)))
    if kind in (Kind.PARAM, Kind.PARAMETER, Kind.OPTION):
        return f"{kind.value} {name}: {detail}"
    if kind is Kind.CONST:
        return f"const {name} = {detail}"
    if kind is Kind.LABEL:
        return f"{name}: {_statement(symbol)}"
    if kind is Kind.MODULE:
        return symbol.around.text
    if kind is Kind.ENTRY:
        return name
    return f"{kind.value} {name}"


def _block(symbol: Symbol) -> str:
    parameters = [f"{one.name}: {one.detail}" for one in symbol.children if one.kind is Kind.PARAMETER]
    if not parameters:
        return f"block {symbol.name}"
    return "\n".join([f"block {symbol.name}(", *(f"  {one}," for one in parameters), ")"])


def _statement(symbol: Symbol) -> str:
    """The first line of the statement that a label stands before."""
    text = symbol.around.text
    behind = text[symbol.place.end - symbol.around.start :].lstrip().removeprefix(":").strip()
    return behind.splitlines()[0] if behind else ""


def _verb(symbol: Symbol, widget: Widget, verb: Verb) -> Iterator[str]:
    yield from _said(verb.documentation or symbol.documentation)
    if symbol.kind is not Kind.BLOCK:
        title = f"[{widget.title}]({widget.link})" if widget.link else widget.title
        yield f"{title} · `{widget.type}`"
        if widget.deprecated:
            yield f"**Deprecated:** {widget.deprecated}."
        if verb.documentation and widget.documentation:
            yield flowing(widget.documentation)
    exits = [f"`{one.event}`" for one in widget.exits]
    outputs = [f"`{one.name}`" for one in widget.outputs]
    if exits:
        yield f"Exits: {', '.join(exits)}"
    if outputs:
        yield f"Outputs: {', '.join(outputs)}"


def _option(symbol: Symbol, option: Option) -> Iterator[str]:
    said = " ".join(words for words in meaning(option) if words)
    yield from _said(said or symbol.documentation)
    if symbol.kind is Kind.OPTION and option.property != option.name:
        yield f"Studio's property `{option.property}`."
    if option.emitted is not None:
        yield f"Where nothing is given, `{str(option.emitted).lower()}` is written."


def _module(index: Index, symbol: Symbol) -> Iterator[str]:
    used = index.module(symbol.place.source.path, symbol.name)
    if used is None:
        yield "This module cannot be read."
        return
    names = [f"`{one.name}`" for one in used.symbols if one.kind in (Kind.BLOCK, Kind.SECTION, Kind.PARAM, Kind.CONST)]
    yield f"It has {', '.join(names)}." if names else "It declares nothing that others could use."


def _said(text: str) -> Iterator[str]:
    if text.strip():
        yield text.strip()


def _code(text: str) -> str:
    return f"{_FENCE}flow\n{text}\n{_FENCE}"
