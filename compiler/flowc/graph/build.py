"""Builds the graph of a bound program: fall-through, joins, branches and menus become exits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from flowc import language
from flowc.binding.program import (
    Body,
    Bound,
    Destination,
    End,
    Entry,
    Goto,
    If,
    Jump,
    Menu,
    Next,
    Program,
    Section,
    Split,
    Step,
    Target,
    destinations,
)
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.codes import CODES
from flowc.graph.branches import exits_of_split, input_property, splits_of_if
from flowc.graph.flow import Exit, Flow, State
from flowc.graph.menus import expand_menu
from flowc.graph.names import Names
from flowc.source import Span
from flowc.vocabulary import Vocabulary


@attrs.frozen
class Built:
    """A graph, and what is wrong with the names and sections it was built from."""

    flow: Flow
    diagnostics: tuple[Diagnostic, ...]


def build(program: Program, vocabulary: Vocabulary) -> Built:
    """The graph of a program. What could not be bound leads on to what stands behind it."""
    names = Names(program)
    builder = GraphBuilder(program, vocabulary, names)
    states = builder.states_of_program()
    flow = Flow(
        source=program.source,
        description=program.description,
        allow_concurrent_calls=program.allow_concurrent_calls,
        states=tuple(states),
        initial=language.TRIGGER_NAME,
    )
    return Built(flow, (*names.problems, *builder.problems))


class GraphBuilder:
    """Lowers the statements of one program to states, in the order of the source.

    `following` tells by the `id` of a statement what control goes on with behind it.
    """

    def __init__(self, program: Program, vocabulary: Vocabulary, names: Names) -> None:
        self.program = program
        self.vocabulary = vocabulary
        self.names = names
        self.problems: list[Diagnostic] = []
        self.states: list[State] = []
        self.sections = {section.name.text: section for section in reversed(program.sections)}
        self.section_entries: dict[str, str | None] = {}
        self.following: dict[int, str | None] = {}
        self._lowered: set[int] = set()

    def states_of_program(self) -> list[State]:
        """All states, the trigger first."""
        parts: list[Entry | Section] = [*self.program.entries, *self.program.sections]
        parts.sort(key=lambda part: part.span.start)
        trigger_exits: dict[str, Exit] = {}
        for part in parts:
            after = self.resolve(part.arrow, None) if part.arrow else None
            if isinstance(part, Section):
                self._lower(part.body, after)
                self._section_entry(part)
                continue
            target = self.target(part.destination, after)
            for event in part.events:
                trigger_exits[event.text] = Exit(event.text, target, event.span, written=True)
            if isinstance(part.destination, Body):
                self._lower(part.destination, after)
        return [self._trigger(trigger_exits), *self.states]

    def _trigger(self, exits: dict[str, Exit]) -> State:
        widget = self.vocabulary.types.get(language.TRIGGER_TYPE)
        first = self.program.entries[0].span if self.program.entries else Span(self.program.source, 0, 0)
        events = [exit_.event for exit_ in widget.exits] if widget else list(exits)
        listed = tuple(exits.get(event) or Exit(event, None, first) for event in events)
        return State(language.TRIGGER_NAME, language.TRIGGER_TYPE, widget, (), listed, first)

    # Where control goes

    def target(self, destination: Destination | None, after: str | None) -> str | None:
        """The state that a destination begins with; `after` is what it joins."""
        if destination is None:
            return None
        if isinstance(destination, Body):
            return self._entry(destination.statements, 0, after)
        return self.resolve(destination, after)

    def resolve(self, target: Target, after: str | None) -> str | None:
        """The state that an arrow leads to."""
        if isinstance(target, Next):
            return after
        if isinstance(target, End):
            return None
        return self._place(target)

    def _place(self, target: Goto) -> str | None:
        section = self.sections.get(target.name)
        if section is not None:
            return self._section_entry(section)
        return target.name if target.name in self.program.labels else None

    def _section_entry(self, section: Section) -> str | None:
        """The first state of a section, which another section's arrow may give."""
        chain: list[Section] = []
        current: Section | None = section
        found: str | None = None
        while current is not None:
            if current.name.text in self.section_entries:
                found = self.section_entries[current.name.text]
                break
            if any(current is one for one in chain):
                self._report_circle(chain[chain.index(current) :])
                break
            chain.append(current)
            found, current = self._first_of(current)
        for one in chain:
            self.section_entries[one.name.text] = found
        return found

    def _first_of(self, section: Section) -> tuple[str | None, Section | None]:
        """The state a section begins with, or the section that its first line leads to."""
        statements = section.body.statements
        first = statements[0] if statements else None
        if first is not None and not isinstance(first, Jump):
            return self.names.of(first), None
        target = first.target if isinstance(first, Jump) else section.arrow
        if isinstance(target, Next):
            target = section.arrow
        if not isinstance(target, Goto):
            return None, None
        following = self.sections.get(target.name)
        known = target.name if target.name in self.program.labels else None
        return (None, following) if following is not None else (known, None)

    def _report_circle(self, sections: Sequence[Section]) -> None:
        notes = tuple(Note("and this one leads back", section.name.span) for section in sections[1:])
        self.problems.append(
            Diagnostic(
                "FLW112",
                CODES["FLW112"].severity,
                "these sections only lead to each other" if notes else "this section only leads to itself",
                sections[0].name.span,
                label="no widget is ever reached",
                notes=notes,
                help="put a statement into one of them",
            )
        )

    def _entry(self, statements: Sequence[Bound], index: int, after: str | None) -> str | None:
        """The state with which the statements from `index` on begin."""
        if index >= len(statements):
            return after
        first = statements[index]
        if isinstance(first, Jump):
            return self.resolve(first.target, after)
        return self.names.of(first)

    # From statements to states

    def _lower(self, body: Body, after: str | None) -> None:
        if id(body) in self._lowered:
            return
        self._lowered.add(id(body))
        for index, bound in enumerate(body.statements):
            following = self._entry(body.statements, index + 1, after)
            self.following[id(bound)] = following
            self._lower_one(bound, following)

    def _lower_one(self, bound: Bound, after: str | None) -> None:
        joins = after
        if isinstance(bound, Step):
            self.states.append(self._step(bound, after))
        elif isinstance(bound, Split):
            self._add_split(self.names.of(bound), bound.input, exits_of_split(self, bound, after), bound.span)
        elif isinstance(bound, If):
            # Each split stands before the bodies of its own clauses, as it does in the source.
            for split in splits_of_if(self, bound, after):
                self._add_split(split.name, split.input, split.exits, split.span)
                self._lower_bodies((clause.case.destination for clause in split.clauses), after)
        elif isinstance(bound, Menu):
            self.states += expand_menu(self, bound, after)
            joins = self.names.of(bound) if bound.tries else after
        if isinstance(bound, Jump):
            return
        for destination in destinations(bound):
            if isinstance(destination, Body):
                is_choice = isinstance(bound, Menu) and any(destination is one.destination for one in bound.choices)
                is_failure = isinstance(bound, Menu) and destination is bound.failed
                self._lower(destination, after if is_choice or is_failure else joins)

    def _lower_bodies(self, found: Iterable[Destination], after: str | None) -> None:
        for destination in found:
            if isinstance(destination, Body):
                self._lower(destination, after)

    def _add_split(self, name: str, input_: object, exits: tuple[Exit, ...], place: Span) -> None:
        widget = self.vocabulary.types.get(language.SPLIT_TYPE)
        self.states.append(State(name, language.SPLIT_TYPE, widget, (input_property(input_),), exits, place))

    def _step(self, step: Step, after: str | None) -> State:
        name = self.names.of(step)
        main = after if step.arrow is None else self.resolve(step.arrow, after)
        written = {exit_.event: exit_ for exit_ in step.exits}
        declared = [] if step.widget is None or step.widget.is_guess else list(step.widget.exits)
        exits = []
        for exit_ in declared:
            own = written.pop(exit_.event, None)
            if own is not None:
                exits.append(Exit(own.event, self.target(own.destination, after), own.span, written=True))
            elif exit_.main and step.arrow is not None and not exit_.unconfirmed:
                exits.append(Exit(exit_.event, main, step.arrow.span, written=True))
            elif not exit_.unconfirmed and not exit_.repeated:
                exits.append(Exit(exit_.event, main if exit_.main else None, step.span))
        exits += (
            Exit(own.event, self.target(own.destination, after), own.span, written=True) for own in written.values()
        )
        if not step.type:
            exits.append(Exit("", after, step.span))
        return State(name, step.type, step.widget, step.properties, tuple(exits), step.span)
