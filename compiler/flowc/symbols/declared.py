"""Makes symbols of what the vocabulary declares."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from flowc.source import Span
from flowc.symbols.symbol import Kind, Symbol
from flowc.vocabulary.spelling import spell_default, spell_type
from flowc.vocabulary.widget import Exit, Option, Output, Verb, Widget


def verb_symbol(widget: Widget, verb: Verb) -> Symbol:
    """The symbol of a verb."""
    words = verb.documentation or widget.documentation
    place = _name(verb.span, verb.name)
    return Symbol(Kind.VERB, verb.name, place, verb.span, words, detail=widget.type, declared=(widget, verb))


def option_symbol(options: Iterable[Option], name: str) -> Symbol | None:
    """The symbol of an option, by its own name or by that of its property."""
    for option in options:
        if name in (option.name, option.property):
            default = spell_default(option)
            detail = spell_type(option.type) + (f" = {default}" if default else "")
            place = _name(option.span, option.name)
            return Symbol(
                Kind.OPTION, option.name, place, option.span, option.documentation, detail=detail, declared=option
            )
    return None


def exit_symbol(exits: Iterable[Exit], name: str) -> Symbol | None:
    """The symbol of an exit by its event, or by the word for it behind `on`."""
    for one in exits:
        if name and name in (one.event, one.entry):
            return Symbol(Kind.EXIT, name, _name(one.span, one.event), one.span, one.documentation, declared=one)
    return None


def output_symbol(outputs: Iterable[Output], name: str) -> Symbol | None:
    """The symbol of an output; where a path goes on behind it, of the longest name that it begins with."""
    known = {one.name: one for one in outputs}
    while name and name not in known:
        name = name.rpartition(".")[0]
    if not name:
        return None
    one = known[name]
    return Symbol(Kind.OUTPUT, name, _name(one.span, name), one.span, one.documentation, declared=one)


def _name(span: Span, name: str) -> Span:
    """Where a name stands in a declaration; the whole, where it is spelled otherwise there."""
    found = re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", span.text)
    if found is None:
        return span
    return attrs.evolve(span, start=span.start + found.start(), end=span.start + found.end())
