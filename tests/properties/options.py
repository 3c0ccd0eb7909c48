"""Arguments and options for a statement: what its verb declares, in a combination that means something."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from tests.properties.choices import Choices
from tests.properties.values import members, pairs, spell

from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Json, Option, Verb, Widget, hold


@attrs.define
class Given:
    """What a statement gives: arguments behind the verb, and lines of its block."""

    arguments: list[str] = attrs.field(factory=list)
    lines: list[str] = attrs.field(factory=list)


def give(
    choices: Choices, verb: Verb, widget: Widget, forced: Mapping[str, str], banned: frozenset[str] = frozenset()
) -> Given:
    """A valid combination of arguments and options. `forced` properties have these values, `banned` none."""
    giver = _Giver(choices, widget, verb, forced)
    deciding = {condition.property for option in giver.options for condition in (*option.when, *option.required_if)}
    for option in sorted(giver.options, key=lambda one: (one.property not in deciding, bool(one.only_with))):
        if option.property not in banned and option.property not in giver.taken and giver.wants(option):
            giver.add(option)
    return giver.given()


class _Giver:
    """Decides for each option of a verb whether it is given, and how."""

    def __init__(self, choices: Choices, widget: Widget, verb: Verb, forced: Mapping[str, str]) -> None:
        self.choices = choices
        self.options = widget.options_of(verb)
        self.forced = forced
        self.taken: set[str] = set()
        self.present: set[str] = set()
        self.known: dict[str, Json] = {}
        self.kept: set[str] = set()
        self.excluded: set[str] = set()
        self.spelled: list[tuple[Option, str]] = []
        self.inline: list[str] = []
        self.lines: list[str] = []
        for option in self.options:
            if option.default is not None:
                self.known.setdefault(option.property, option.default)
        for group in widget.exclusive:
            kept = choices.among([*group.properties, *([] if group.required else [""])])
            self.kept.add(kept)
            self.excluded |= {name for name in group.properties if name != kept}

    def wants(self, option: Option) -> bool:
        """Whether an option is given: as it must be, or may be and is chosen."""
        lacks_partner = option.only_with and option.only_with not in self.present
        if option.property in self.excluded or lacks_partner or not hold(option.when, self.known):
            return False
        if option.property in self.forced or option.property in self.kept:
            return True
        if option.emitted is None and (
            option.required or (option.required_if and hold(option.required_if, self.known))
        ):
            return True
        return self.choices.one_in(12 if option.deprecated else 3)

    def add(self, option: Option) -> None:
        """Gives an option."""
        self.taken.add(option.property)
        if option.property in self.forced:
            self._spell(option, self.forced[option.property], self.forced[option.property])
        elif option.type.kind in (Kind.PAIRS, Kind.RECORD):
            self._add_block(option)
        elif self._may_be_left_out(option) and self.choices.one_in(12):
            self.choices.reach("value", "none")
            self.spelled.append((option, "none"))
        else:
            self._spell(option, *spell(self.choices, option))

    def _spell(self, option: Option, text: str, value: str) -> None:
        self.present.add(option.property)
        self.known[option.property] = value
        self.spelled.append((option, text))

    def _may_be_left_out(self, option: Option) -> bool:
        needed = option.required or option.required_if or option.positional or option.property in self.kept
        return not needed and option.type.alternative("none") is None

    def _add_block(self, option: Option) -> None:
        """`name { key = value }`; behind the verb, where the option is an inline one."""
        if option.type.kind is Kind.RECORD:
            self.choices.reach("value", "record in a block")
            lines = members(self.choices, option.type.fields)
        else:
            self.choices.reach("value", "pairs")
            lines = pairs(self.choices, option.type)
        if not option.inline:
            name = self.choices.among((option.name, option.property))
            self.lines.append(f"{name} {{ {'; '.join(lines)} }}")
        elif self.choices.one_in(2):
            self.inline += lines
        else:
            self.lines += lines

    def given(self) -> Given:
        """Arguments by position as far as they are all there, the others by name behind the verb or in the block."""
        expected = [option for option in self.options if option.positional and hold(option.when, self.known)]
        texts = {id(option): text for option, text in self.spelled}
        arguments: list[str] = []
        for option in expected:
            if id(option) not in texts or self.choices.one_in(12):
                break
            arguments.append(texts.pop(id(option)))
        for option, text in self.spelled:
            if id(option) not in texts:
                continue
            name = self.choices.among((option.name, option.property))
            if "\n" not in text and self.choices.one_in(2):
                arguments.append(f"{name}={text}")
            else:
                self.lines.append(f"{name} = {text}")
        return Given([*arguments, *self.inline], self.lines)
