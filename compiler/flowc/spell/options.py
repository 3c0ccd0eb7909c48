"""Spells what a verb gives to its widget: arguments, options, blocks and properties.

`Given`, by which binding judges what options mean beside one another, is asked here as well: which
option a property belongs to, which argument comes next, and what is written without being said.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from flowc.binding.context import Nothing
from flowc.binding.given import Given
from flowc.language import NONE, PROPERTY
from flowc.spell.blocks import spell_block, spell_pairs
from flowc.spell.json_text import same, spell_any
from flowc.spell.manner import Manner
from flowc.spell.names import spell_key
from flowc.spell.values import spell_value
from flowc.vocabulary.types import BLOCK_KINDS
from flowc.vocabulary.widget import Json, Option, Verb, Widget


@attrs.frozen
class Words:
    """What a statement says besides its exits.

    `arguments` stand behind the verb; `options` may stand there, too, as `name=value`, or in the
    block; `inline` are the pairs of a verb that takes them directly; `lines` only stand in the block.
    """

    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    inline: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def spell_options(
    manner: Manner, widget: Widget, verb: Verb, values: Mapping[str, Json], *, explicit: bool = False
) -> Words | None:
    """How a verb gives a widget these properties; None where it cannot.

    What is `explicit` says also what it would have by a `default` of the file.
    """
    declared = {option.property for option in widget.all_options()}
    own = {option.property for option in widget.options_of(verb)}
    if any(name in declared and name not in own for name in values):
        return None
    spelled = _Spelled(manner, widget, verb, values, explicit=explicit)
    others = (f"{PROPERTY} {spell_key(name)} = {spell_any(values[name])}" for name in values if name not in declared)
    return spelled.words(tuple(others))


class _Spelled:
    """The options of one statement.

    `unsaid` are the properties that it has without saying so.
    """

    def __init__(
        self, manner: Manner, widget: Widget, verb: Verb, values: Mapping[str, Json], *, explicit: bool
    ) -> None:
        self.manner = manner
        self.values = values
        self.explicit = explicit
        self.options = widget.options_of(verb)
        self.given = _given(self.options, values)
        self.meant = self.given.by_property()
        self.unsaid = self._emitted()
        self.rivals = [group.properties for group in widget.exclusive]
        self.by_default = manner.defaults_of(verb.name)
        for name, value in self.by_default.items():
            if not self._has_effect(name):
                continue
            if isinstance(value, Nothing):
                self.unsaid.pop(name, None)
            else:
                self.unsaid[name] = value

    def _emitted(self) -> dict[str, Json]:
        """The properties that compiling writes where the statement does not speak of them."""
        return {
            name: option.emitted
            for name, option in self.meant.items()
            if option.emitted is not None and self.given.means_something(option)
        }

    def _has_effect(self, name: str) -> bool:
        """Whether a `default` for a property would have an effect beside the others, as binding judges it."""
        option = self.meant.get(name)
        if option is None or not self.given.means_something(option):
            return False
        if option.only_with and option.only_with not in self.values:
            return False
        rivals = {rival for group in self.rivals if name in group for rival in group}
        return not any(rival in self.values for rival in rivals - {name})

    def words(self, others: tuple[str, ...]) -> Words | None:
        """All of it, or None where a value has no spelling."""
        said = {name: value for name, value in self.values.items() if name in self.meant and not self._is_unsaid(name)}
        arguments = self._arguments(said)
        options: list[tuple[str, str]] = []
        inline: tuple[str, ...] = ()
        blocks: list[str] = []
        for name, option in self.meant.items():
            if name in said and name not in arguments:
                spelled = self._one(option)
                if spelled is None:
                    return None
                options += spelled.options
                inline += spelled.inline
                blocks += spelled.lines
            elif name not in self.values and (name in self.unsaid or (self.explicit and name in self.by_default)):
                options.append((option.name, NONE))
        return Words(tuple(arguments.values()), tuple(options), inline, (*blocks, *others))

    def _one(self, option: Option) -> Words | None:
        """One option that is not an argument, as the part of a statement that it takes."""
        value = self.values[option.property]
        if option.inline:
            pairs = spell_pairs(self.manner, option, value)
            return Words(inline=tuple(pairs)) if pairs else None
        block = spell_block(self.manner, option, value) if option.type.kind in BLOCK_KINDS else None
        if block is not None:
            return Words(lines=(block,))
        text = spell_value(self.manner, option, value)
        return None if text is None else Words(options=((option.name, text),))

    def _is_unsaid(self, name: str) -> bool:
        if self.explicit and name in self.by_default:
            return False
        return name in self.unsaid and same(self.unsaid[name], self.values[name])

    def _arguments(self, said: Mapping[str, Json]) -> dict[str, str]:
        """The arguments that can stand behind the verb by their positions, by property.

        Those that need not be said are written where another one comes after them.
        """
        found: dict[str, str] = {}
        last = 0
        given = _given(self.options, {})
        while (option := _next(given)) and option.property in self.values:
            spelled = spell_value(self.manner, option, self.values[option.property])
            if spelled is None:
                break
            given = _given(self.options, {name: self.values[name] for name in (*found, option.property)})
            found[option.property] = spelled
            last = len(found) if option.property in said else last
        return dict(list(found.items())[:last])


def _given(options: tuple[Option, ...], values: Mapping[str, Json]) -> Given:
    given = Given(options)
    for option in options:
        if option.property in values:
            given.places[option.property] = (option.name, option.span)
            given.set(option.property, values[option.property], option.span)
    return given


def _next(given: Given) -> Option | None:
    """The argument that binding expects next."""
    for option in given.options:
        if option.positional and option.property not in given.places and given.means_something(option):
            return option
    return None
