"""Writes a flow that has been cut into bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import attrs

from flowc.binding.predicates import EQUAL
from flowc.decompile.allowed import Codes, comment
from flowc.decompile.lines import arrows_of, can_be_if, written
from flowc.decompile.manner import Manners
from flowc.decompile.menus import Menus, with_menus
from flowc.decompile.named import unlabelled
from flowc.decompile.tree import Body, Entry, Statement, Tree, statements
from flowc.graph.flow import Condition, Flow
from flowc.language import CONCURRENT_CALLS, FLOW, IF, MENU, NONE, ON, RAW, SECTION, SPLIT, SPLIT_INPUT
from flowc.spell import Arrow, ExitLine, Spelled
from flowc.spell.blocks import indented
from flowc.spell.names import spell_name
from flowc.spell.splits import spell_condition
from flowc.syntax.strings import encode
from flowc.vocabulary.widget import Widget


def write(flow: Flow, menus: Menus, tree: Tree, manners: Manners, doubted: Collection[str], codes: Codes) -> str:
    """The text of a flow, not yet formatted; some states are doubted, and some codes allowed."""
    writer = _Writer(flow, menus, tree, manners, doubted, codes)
    head = _head(flow)
    parts = [
        *([head] if head else []),
        *manners.defaults,
        *map(writer.entry, tree.entries),
        *map(writer.section, tree.sections),
    ]
    return "\n\n".join(parts) + "\n"


def _head(flow: Flow) -> str:
    is_usual = flow.allow_concurrent_calls is True
    if is_usual and flow.description is None:
        return ""
    start = FLOW if flow.description is None else f"{FLOW} {encode(flow.description)}"
    value = {True: "on", False: "off", None: NONE}[flow.allow_concurrent_calls]
    return start if is_usual else f"{start} {{ {CONCURRENT_CALLS} = {value} }}"


@attrs.define
class _Writer:
    flow: Flow
    menus: Menus
    tree: Tree
    manners: Manners
    doubted: Collection[str]
    codes: Codes
    spelled: Mapping[str, Spelled] = attrs.field(init=False)
    conditions: Mapping[str, tuple[str, ...]] = attrs.field(init=False)
    words: Mapping[str, str] = attrs.field(init=False)
    nameless: set[str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        written_ = list(_all(self.tree))
        self.spelled = {one.state.name: self._spell(one) for one in written_}
        self.conditions = {one.state.name: self._conditions(one) for one in written_}
        self.words = {exit_.event: exit_.entry for exit_ in _trigger(self.flow).exits}
        arrows = {name for one in written_ for name in arrows_of(one, self.spelled[one.state.name])}
        verbs = {name: self._verb(name) for name in self.spelled}
        prefixes = [self.words[entry.events[0]] if place else "" for place, entry in enumerate(self.tree.entries)]
        arrows.update(entry.target for entry in self.tree.entries if entry.body is None)
        self.nameless = unlabelled(self.tree, verbs, prefixes, arrows, with_menus(self.flow, self.menus))

    def _spell(self, statement: Statement) -> Spelled:
        name = statement.state.name
        doubted = name in self.doubted
        menu = self.menus.get(name)
        if menu is None:
            return self.manners.spell(statement.state, statement.following, doubted=doubted)
        prompt = self.manners.spell(menu.prompt, None, doubted=doubted)
        words = attrs.evolve(prompt.words, options=(*prompt.words.options, *menu.settings))
        lines = tuple(ExitLine(exit_.event, Arrow(exit_.target)) for exit_ in menu.state.exits)
        return Spelled(name, MENU, words, lines)

    def _conditions(self, statement: Statement) -> tuple[str, ...]:
        """The conditions of a split that an `if` says; none for all others."""
        if self.spelled[statement.state.name].head != SPLIT or not can_be_if(statement):
            return ()
        compared = str(statement.state.value(SPLIT_INPUT))
        cases = [exit_.conditions[0] for exit_ in statement.state.exits if exit_.conditions]
        return tuple(self._condition(condition, compared) for condition in cases)

    def _condition(self, condition: Condition, compared: str) -> str:
        text = spell_condition(self.manners.careful, condition, compared)
        return f"{EQUAL} {text}" if condition.type == EQUAL and not text.startswith(EQUAL) else text

    def _verb(self, name: str) -> str:
        if self.conditions[name]:
            return IF
        head = self.spelled[name].head
        return RAW if head.startswith(f"{RAW} ") else head.replace("-", "_")

    def entry(self, entry: Entry) -> str:
        """`on EVENT, … { … }`, or with an arrow."""
        start = f"{ON} {', '.join(self.words[event] for event in entry.events)}"
        if entry.body is None:
            return f"{start} {Arrow(entry.target).text}"
        return self._braced(start, entry.body)

    def section(self, body: Body) -> str:
        """`section NAME { … }`, named as the state that it begins with."""
        return self._braced(f"{SECTION} {spell_name(body[0].state.name)}", body)

    def _braced(self, start: str, body: Body) -> str:
        return "\n".join([f"{start} {{", *map(indented, self.body(body)), "}"])

    def body(self, body: Body) -> list[str]:
        """The lines of a body."""
        return [line for statement in body for line in self._statement(statement)]

    def _statement(self, statement: Statement) -> list[str]:
        name = statement.state.name
        spelled = self.spelled[name]
        if name in self.nameless:
            spelled = attrs.evolve(spelled, label="")
        lines = written(statement, spelled, self.conditions[name], self.body)
        return [comment(self.codes[name]), *lines] if name in self.codes else lines


def _all(tree: Tree) -> Iterator[Statement]:
    for entry in tree.entries:
        yield from statements(entry.body or ())
    for section in tree.sections:
        yield from statements(section)


def _trigger(flow: Flow) -> Widget:
    trigger = flow.states[0].widget
    assert trigger is not None
    return trigger
