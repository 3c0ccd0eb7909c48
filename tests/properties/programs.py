"""Valid programs: every verb, exit, predicate and kind of body, placed where placement allows it.

What a statement may be depends on its context: what is known of the run and the call there. A body
that an exit leads into in another context ends in an arrow, since it cannot join.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType

import attrs
from hypothesis import strategies as st
from tests.properties.choices import Choices, Feature
from tests.properties.options import give
from tests.properties.values import TEXTS

from flowc.binding.predicates import PREDICATES
from flowc.syntax.strings import encode
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Call, CallNeed, Exit, Verb, Widget


class Context(Enum):
    """What is known where a statement stands."""

    CALL = "an incoming call, in which somebody has spoken"
    OUTGOING = "a call that the flow has placed"
    SUBFLOW = "nothing, since another flow began the run"
    MESSAGES = "a run begun by a message or a request, without a call"
    CONVERSATION = "a run begun by a message in a Conversation"
    REQUEST = "a run begun by a request, without a call"
    ANYWHERE = "nothing at all"


ENTRIES: Mapping[Context, tuple[str, ...]] = MappingProxyType(
    {
        Context.CALL: ("call",),
        Context.SUBFLOW: ("subflow",),
        Context.MESSAGES: ("message", "conversation", "request"),
        Context.CONVERSATION: ("conversation",),
        Context.REQUEST: ("request",),
    }
)
VOICE = (Context.CALL, Context.OUTGOING, Context.SUBFLOW)
PREDICATE_VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(PREDICATES, ('"a b"', "5", '"{{flow.variables.x}}"')),
        "matches_any_of": ('["a", 2]', '"a, b"'),
        "does_not_match_any_of": ('["a"]', '"a"'),
        "is_blank": ("",),
        "is_not_blank": ("",),
        "regex": ('"^9.*$"',),
        "less_than": ("5", '"{{flow.variables.n}}"'),
        "greater_than": ("-0.5",),
        "is_before_time": ('"08:00"',),
        "is_after_time": ('"23:59"',),
        "is_before_date": ('"2026-12-24"',),
        "is_after_date": ('"2024-02-29"',),
    }
)
NAMES = ("greeting", "say_1", "menu-2", "my.widget", "next", "end", "two words", "Straße", "else")
MOST_STATEMENTS = 14
DEEPEST = 3


@attrs.frozen
class Generated:
    """A program, and the verbs, exits, predicates, bodies and values that it holds."""

    text: str
    reached: frozenset[Feature]


@st.composite
def programs(draw: st.DrawFn, types: frozenset[str] | None = None) -> Generated:
    """A program that compiles. Where `types` are named, it has widgets of these alone, and properties they know."""
    writer = _Writer(Choices(draw), types)
    return Generated(writer.program(), frozenset(writer.choices.reached))


def allowed_in(widget: Widget, context: Context) -> bool:
    """Whether placement allows a widget in a context, with options that make it fit where there are such."""
    placement = widget.placement
    if context is Context.SUBFLOW:
        return True
    if placement.needs is not None and not (context in VOICE or (placement.needs_when and _is_told(context))):
        return False
    if placement.needs is CallNeed.INCOMING and context is not Context.CALL:
        return False
    if not placement.entries or (placement.entries_when and context in VOICE):
        return True
    return context in ENTRIES and set(ENTRIES[context]) <= set(placement.entries)


@cache
def verbs_in(context: Context) -> tuple[tuple[Widget, Verb], ...]:
    """The verbs that may stand in a context, with their widgets."""
    declared = standard_vocabulary().verbs.values()
    return tuple((widget, verb) for widget, verb in declared if not widget.is_guess and allowed_in(widget, context))


def _is_told(context: Context) -> bool:
    return context is Context.CONVERSATION


def behind(exit_: Exit, context: Context) -> Context:
    """The context behind an exit."""
    if exit_.call in (None, Call.UNKNOWN):
        return context
    return Context.OUTGOING if exit_.call is Call.OUTGOING else Context.ANYWHERE


class _Writer:
    """Writes one program."""

    def __init__(self, choices: Choices, types: frozenset[str] | None) -> None:
        self.choices = choices
        self.types = types
        self.left = choices.number(2, MOST_STATEMENTS)
        self.names: list[str] = []
        self.labels: dict[Context, list[str]] = {context: [] for context in Context}
        self.pending: dict[Context, list[str]] = {context: [] for context in Context}
        self.counter = 0
        self.begun: set[str] = set()

    # The file

    def program(self) -> str:
        """The text of the program."""
        parts = self._head()
        contexts = self.choices.some([*ENTRIES], least=1)
        if Context.MESSAGES in contexts:
            contexts = [one for one in contexts if one not in (Context.CONVERSATION, Context.REQUEST)]
        self.begun = {event for context in contexts for event in ENTRIES[context]}
        sections = {
            context: self._section_names(context) for context in (*contexts, Context.OUTGOING, Context.ANYWHERE)
        }
        for context in self.choices.shuffled(contexts):
            parts.append(self._entry(context, sections))
        for context, names in sections.items():
            for number, name in enumerate(names):
                parts.append(self._section(name, context, names[number + 1 :]))
        return "\n".join(parts) + self.choices.among(("\n", "", "\n\n"))

    def _head(self) -> list[str]:
        description = self.choices.among(("", "", encode("A flow"), encode(self.choices.among(TEXTS))))
        flag = self.choices.among(("", "", "on", "off", "none"))
        if not description and not flag:
            return self.choices.among(([], ["# A comment", ""], ["## Its documentation.", ""]))
        self.choices.reach("statement", "flow")
        settings = f" {{ allow_concurrent_calls = {flag} }}" if flag else ""
        return [f"flow {description}{settings}", ""]

    def _section_names(self, context: Context) -> list[str]:
        names = []
        for _ in range(self.choices.number(0, 2)):
            self.counter += 1
            name = self.choices.among((f"part{self.counter}", f"part-{self.counter}", f"part {self.counter}"))
            names.append(name)
            self.labels[context].append(name)
        return names

    def _entry(self, context: Context, sections: Mapping[Context, list[str]]) -> str:
        events = ENTRIES[context]
        if context is Context.MESSAGES:
            events = tuple(self.choices.some(events, least=1))
        for event in events:
            self.choices.reach("entry", event)
        words = self.choices.among((", ", " ")).join(events)
        targets = [*sections[Context.ANYWHERE], *(sections[context] if context is not Context.CALL else [])]
        if targets and self.choices.one_in(6):
            self.choices.reach("body", "entry with an arrow")
            return f"on {words} -> {_spelled(self.choices.among(targets))}"
        self.choices.reach("body", "entry")
        greeting = ['say "Hello."'] if context is Context.CALL else []
        return f"on {words} {self._block(context, 0, joins=False, first=greeting, ends=True)}"

    def _section(self, name: str, context: Context, later: list[str]) -> str:
        heading = f"section {_spelled(name)}"
        if later and self.choices.one_in(6):
            self.choices.reach("body", "section of only an arrow")
            return f"{heading} {{ -> {_spelled(self.choices.among(later))} }}"
        self.choices.reach("body", "section")
        block = self._block(context, 0, joins=False, first=[], ends=True, least=1)
        if self.choices.one_in(6):
            self.choices.reach("body", "section with an arrow behind it")
            return f"{heading} {block} -> {self._target(context, joins=False)}"
        return f"{heading} {block}"

    # Bodies

    def _block(
        self, context: Context, depth: int, *, joins: bool, first: list[str], ends: bool = False, least: int = 0
    ) -> str:
        """A body. One that neither joins nor may run out (`ends`) has an arrow as its last line."""
        lines = list(first)
        for _ in range(self.choices.number(least, 4 - depth)):
            if self.left <= 0 and len(lines) >= least:
                break
            self.left -= 1
            lines.append(self._statement(context, depth))
        if not joins and not ends:
            self.choices.reach("body", "ending in an arrow")
            lines.append(f"-> {self._target(context, joins=False)}")
        elif lines and self.choices.one_in(8):
            self.choices.reach("statement", "bare arrow")
            lines.append(f"-> {self._target(context, joins=True)}")
        if not lines:
            self.choices.reach("body", "empty")
            return "{ }"
        if len(lines) <= 2 and all("\n" not in line and "#" not in line for line in lines) and self.choices.one_in(2):
            return f"{{ {'; '.join(lines)} }}"
        return self._on_lines(lines, depth)

    def _on_lines(self, lines: list[str], depth: int) -> str:
        indent = "  " * (depth + 1)
        between = self.choices.among(("\n", "\n", "\n\n", "  # why\n", "\r\n"))
        return f"{{\n{between.join(indent + line for line in lines)}\n{'  ' * depth}}}"

    def _target(self, context: Context, *, joins: bool) -> str:
        words = ["end", *(["next"] if joins else [])]
        names = [*self.labels[context], *self.labels[Context.ANYWHERE]]
        if names and self.choices.one_in(2):
            self.choices.reach("target", "name")
            return _spelled(self.choices.among(names))
        word = self.choices.among(words)
        self.choices.reach("target", word)
        return word

    def _destination(self, context: Context, depth: int, *, joins: bool) -> str:
        """` -> target`, ` { … }` or ` { … } -> target`."""
        if depth >= DEEPEST or self.choices.one_in(2):
            self.choices.reach("body", "arrow")
            return f" -> {self._target(context, joins=joins)}"
        if self.choices.one_in(6):
            self.choices.reach("body", "body with an arrow behind it")
            block = self._block(context, depth + 1, joins=True, first=[], ends=True)
            return f" {block} -> {self._target(context, joins=joins)}"
        self.choices.reach("body", "body")
        return f" {self._block(context, depth + 1, joins=joins, first=[])}"

    # Statements

    def _statement(self, context: Context, depth: int) -> str:
        label = self._label()
        kind = self.choices.number(0, 19)
        if kind in (10, 11):
            text = self._split(context, depth)
        elif kind in (12, 13):
            text = self._if(context, depth)
        elif kind in (14, 15, 16) and context in VOICE:
            text = self._menu(context, depth)
        elif kind == 17:
            text = self._raw(context, depth)
        else:
            text = self._step(context, depth)
        if label:
            self.choices.reach("statement", "label")
            self.labels[context].append(label)
            return f"{_spelled(label)}: {text}"
        return text

    def _label(self) -> str:
        self.counter += 1
        free = [name for name in NAMES if name not in self.names]
        if free and self.choices.one_in(8):
            self.names.append(self.choices.among(free))
            return self.names[-1]
        return f"l{self.counter}" if self.choices.one_in(3) else ""

    def _step(self, context: Context, depth: int) -> str:
        allowed = tuple(one for one in verbs_in(context) if self._is_allowed(one[0]))
        widget, verb = self.choices.among(allowed)
        self.choices.reach("verb", verb.name)
        forced, banned = _settings_for(widget, context)
        given = give(self.choices, verb, widget, forced, banned)
        exits, arrow = self._exits(widget, context, depth)
        extra = self._property() if self.types is None and self.choices.one_in(10) else []
        lines = [*given.lines, *extra, *exits]
        if self.choices.one_in(3):
            lines = self.choices.shuffled(lines)
        return f"{' '.join([verb.name, *given.arguments])}{self._lines(lines, depth)}{arrow}"

    def _is_allowed(self, widget: Widget) -> bool:
        return self.begun.isdisjoint(widget.placement.never) and (self.types is None or widget.type in self.types)

    def _lines(self, lines: list[str], depth: int) -> str:
        if not lines:
            return self.choices.among(("", "", " {}")) if self.choices.one_in(4) else ""
        if len(lines) == 1 and "\n" not in lines[0] and self.choices.one_in(2):
            return f" {{ {lines[0]} }}"
        return f" {self._on_lines(lines, depth + 1)}"

    def _property(self) -> list[str]:
        self.choices.reach("statement", "property")
        value = self.choices.among(('json("null")', "1", "0.5", "on", '["a", 2]', encode("x"), 'json("{\\"a\\": []}")'))
        return [f'property "x own" = {value}']

    def _exits(self, widget: Widget, context: Context, depth: int) -> tuple[list[str], str]:
        """Lines for some exits, and an arrow behind the block; main exits into another context never run on."""
        chosen = [exit_ for exit_ in widget.exits if self._is_chosen(exit_, context)]
        groups: list[list[Exit]] = []
        for exit_ in self.choices.shuffled(chosen):
            alike = [group for group in groups if behind(group[0], context) is behind(exit_, context)]
            if alike and self.choices.one_in(3):
                self.choices.reach("body", "shared")
                self.choices.among(alike).append(exit_)
            else:
                groups.append([exit_])
        lines = []
        for group in groups:
            for exit_ in group:
                self.choices.reach("exit", f"{widget.type} {exit_.event}")
            there = behind(group[0], context)
            names = self.choices.among((", ", " ")).join(exit_.event for exit_ in group)
            lines.append(f"{names}{self._destination(there, depth + 1, joins=there is context)}")
        open_mains = [exit_ for exit_ in widget.main_exits if exit_ not in chosen]
        if open_mains and self.choices.one_in(6):
            self.choices.reach("body", "arrow behind the statement")
            return lines, f" -> {self._target(context, joins=True)}"
        return lines, ""

    def _is_chosen(self, exit_: Exit, context: Context) -> bool:
        leads_elsewhere = exit_.main and behind(exit_, context) is not context
        return leads_elsewhere or self.choices.one_in(2)

    def _raw(self, context: Context, depth: int) -> str:
        if self.types is not None or self.choices.one_in(2):
            self.choices.reach("statement", "raw of a declared type")
            pair = '[{\\"key\\": \\"a\\", \\"value\\": \\"b\\"}]'
            exits = self.choices.among(("", "; next -> end"))
            return f'raw "set-variables" {{ property variables = json("{pair}"){exits} }}'
        self.choices.reach("statement", "raw")
        lines = [line for _ in range(self.choices.number(0, 1)) for line in self._property()]
        for event in self.choices.some(("done", "odd event", "failed")):
            name = event if event.isalpha() else encode(event)
            lines.append(f"{name}{self._destination(context, depth + 1, joins=True)}")
        type_ = self.choices.among([one.type for one in standard_vocabulary().types.values() if one.is_guess])
        return f"raw {self.choices.among((type_, encode(type_)))}{self._lines(lines, depth)}"

    # Branches

    def _condition(self) -> str:
        predicate = self.choices.among([*PREDICATES])
        self.choices.reach("predicate", predicate)
        parts = [predicate, self.choices.among(PREDICATE_VALUES[predicate])]
        if self.choices.one_in(5):
            self.choices.reach("condition", "name=")
            parts.append(f"name={encode(self.choices.among(TEXTS))}")
        if self.choices.one_in(5):
            self.choices.reach("condition", "of=")
            parts.append(f"of={self.choices.among(('flow.variables.z', encode('{{flow.variables.z}}')))}")
        return " ".join(part for part in parts if part)

    def _input(self) -> str:
        return self.choices.among(("flow.variables.x", "flow.variables.y", '"{{flow.variables.x | downcase}}"'))

    def _split(self, context: Context, depth: int) -> str:
        self.choices.reach("statement", "split")
        cases = []
        for _ in range(self.choices.number(0, 4)):
            condition = self._condition()
            if self.choices.one_in(4):
                self.choices.reach("condition", "shorthand")
                condition = self.choices.among(('"1"', "2", '"two words" name="Two"'))
            cases.append(f"{condition}{self._destination(context, depth + 1, joins=True)}")
        if not cases or self.choices.one_in(2):
            self.choices.reach("body", "else of a split")
            place = self.choices.number(0, len(cases))
            cases.insert(place, f"else{self._destination(context, depth + 1, joins=True)}")
        return f"split {self._input()} {self._on_lines(cases, depth + 1)}"

    def _if(self, context: Context, depth: int) -> str:
        self.choices.reach("statement", "if")
        clause = f"if {self._input()} {self._condition()}"
        if self.choices.one_in(3):
            self.choices.reach("body", "if with an arrow")
            return f"{clause} -> {self._target(context, joins=True)}"
        parts = [f"{clause} {self._block(context, depth + 1, joins=True, first=[])}"]
        for _ in range(self.choices.among((0, 0, 1, 2))):
            self.choices.reach("statement", "else if")
            parts.append(
                f"else if {self._input()} {self._condition()} {self._block(context, depth + 1, joins=True, first=[])}"
            )
        if self.choices.one_in(2):
            self.choices.reach("body", "else of an if")
            if self.choices.one_in(2):
                parts.append(f"else -> {self._target(context, joins=True)}")
            else:
                parts.append(f"else {self._block(context, depth + 1, joins=True, first=[])}")
        return " ".join(parts)

    def _menu(self, context: Context, depth: int) -> str:
        self.choices.reach("statement", "menu")
        widget, verb = standard_vocabulary().verbs["gather"]
        given = give(self.choices, verb, widget, {})
        settings = self._menu_settings()
        lines = given.lines
        for number in range(self.choices.number(1, 3)):
            values = self.choices.some((str(number), f'"word {number}"', f'"{number}*"', f'"other {number}"'), least=1)
            names = self.choices.among((" or ", " ")).join(self.choices.shuffled(values))
            lines.append(f"{names}{self._destination(context, depth + 1, joins=True)}")
        ends = ["none", "timeout", *(["failed"] if any(one.startswith("tries") for one in settings) else [])]
        groups: list[list[str]] = []
        for end in self.choices.some(ends):
            self.choices.reach("exit", f"menu {end}")
            if groups and self.choices.one_in(3):
                self.choices.reach("body", "shared in a menu")
                groups[-1].append(end)
            else:
                groups.append([end])
        lines += [f"{', '.join(group)}{self._destination(context, depth + 1, joins=True)}" for group in groups]
        return f"{' '.join(['menu', *given.arguments, *settings])} {self._on_lines(lines, depth + 1)}"

    def _menu_settings(self) -> list[str]:
        settings = []
        self.counter += 1
        for word in self.choices.some(("keys", "words")):
            self.choices.reach("menu", f"{word}=")
            settings.append(f"{word}={word}{self.counter}")
        if self.choices.one_in(2):
            self.choices.reach("menu", "tries=")
            settings.append(f"tries={self.choices.number(2, 5)}")
        return settings


def _spelled(name: str) -> str:
    """A name as a label or a target: quoted where a word would mean something else or cannot be."""
    is_plain = name.replace("_", "a").replace("-", "a").isascii() and name.replace("_", "a").replace("-", "a").isalnum()
    return name if is_plain and name not in ("next", "end", "else") else encode(name)


def _settings_for(widget: Widget, context: Context) -> tuple[dict[str, str], frozenset[str]]:
    """Properties that a widget must have in a context so that placement allows it, and those it must not have."""
    placement = widget.placement
    conditions = (*placement.needs_when, *placement.entries_when)
    if context is Context.CONVERSATION:
        return {condition.property: condition.value for condition in conditions}, frozenset()
    return {}, frozenset(condition.property for condition in conditions)
