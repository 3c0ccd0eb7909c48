"""Spells what `default` gives to a verb, so that a statement is read back among the defaults of its file."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.binding.context import Nothing, Read
from flowc.binding.reuse.defaults import Default
from flowc.language import NONE
from flowc.source import Source, Span
from flowc.spell.blocks import spell_block
from flowc.spell.manner import Manner
from flowc.spell.values import spell_value
from flowc.syntax import parse
from flowc.syntax.nodes import items
from flowc.vocabulary.types import BLOCK_KINDS
from flowc.vocabulary.widget import Option, Verb, Widget

# Before every statement that is read back.
_BEFORE = Span(Source("", ""), -1, -1)


def defaults_of(manner: Manner, widget: Widget, verb: Verb) -> tuple[Default, ...]:
    """The `default` of a verb in these surroundings, where it has any."""
    lines = default_lines(manner, widget, verb)
    if not lines:
        return ()
    return (Default((verb,), tuple(items(parse(Source("", "\n".join(lines))).file.entries)), _BEFORE),)


def default_lines(manner: Manner, widget: Widget, verb: Verb) -> Sequence[str]:
    """The lines of the `default` of a verb."""
    found = []
    for name, value in manner.defaults_of(verb.name).items():
        option = next((one for one in widget.options_of(verb) if one.property == name), None)
        line = None if option is None else _line(manner, option, value)
        if line is not None:
            found.append(line)
    return found


def _line(manner: Manner, option: Option, value: Read) -> str | None:
    if isinstance(value, Nothing):
        return f"{option.name} = {NONE}"
    if option.type.kind in BLOCK_KINDS:
        block = spell_block(manner, option, value)
        if block is not None:
            return block
    spelled = spell_value(manner, option, value)
    return None if spelled is None else f"{option.name} = {spelled}"
