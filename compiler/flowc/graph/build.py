"""Builds the graph of a bound program: fall-through, joins, branches and menus become exits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

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
    Leave,
    Menu,
    Next,
    Program,
    Property,
    Section,
    Split,
    Step,
    Target,
    Use,
    destinations,
)
from flowc.diagnostics import Diagnostic
from flowc.graph.branches import exits_of_split, input_property, splits_of_if
from flowc.graph.flow import Exit, Flow, Part, State
from flowc.graph.menus import expand_menu
from flowc.graph.names import Names
from flowc.graph.notes import without_notes
from flowc.graph.places import Places, leave_place, section_place, use_place
from flowc.source import Span
from flowc.vocabulary import Vocabulary

if TYPE_CHECKING:
    from flowc.graph.kept import KeptStates


@attrs.frozen
class Built:
    """A graph, and what is wrong with the names and sections it was built from."""

    flow: Flow
    diagnostics: tuple[Diagnostic, ...]


def build(program: Program, vocabulary: Vocabulary, kept: KeptStates | None = None) -> Built:
    """The graph of a program. What could not be bound leads on to what stands behind it.

    `kept` has the states that were built before, where they are still the same.
    """
    names = Names(program)
    builder = GraphBuilder(program, vocabulary, names)
    states = builder.states_of_program()
    if kept is not None:
        kept.begin()
        made = zip(builder.origins, states[1:], strict=True)
        states[1:] = [kept.state(origin, state) for origin, state in made]
    flow = Flow(
        source=program.source,
        description=program.description,
        allow_concurrent_calls=program.allow_concurrent_calls,
        states=tuple(states),
        initial=language.TRIGGER_NAME,
        is_module=program.is_module,
        sections=builder.parts(),
    )
    return Built(flow, (*names.problems, *builder.places.problems))


class GraphBuilder:
    """Lowers the statements of one program to states, in the order of the source.

    `following` tells by the `id` of a statement what control goes on with behind it, and `made` by that
    of a section or a use of a block which of the states it stands for; `origins` has the statement that each
    state is made of.
    """

    def __init__(self, program: Program, vocabulary: Vocabulary, names: Names) -> None:
        self.program = program
        self.vocabulary = vocabulary
        self.names = names
        self.states: list[State] = []
        self.origins: list[Bound] = []
        self.sections = {section.name.text: section for section in reversed(program.sections)}
        self.places = Places()
        self.uses: tuple[Span, ...] = ()
        self.following: dict[int, str | None] = {}
        self.made: dict[int, slice] = {}
        self._lowered: set[int] = set()
        self._sought: set[str] = set()

    def states_of_program(self) -> list[State]:
        """All states, the trigger first."""
        parts: list[Entry | Section] = [*self.program.entries, *self.program.sections]
        # What modules bring along stands behind the flow itself, in the order in which it is reached.
        parts.sort(key=self._order)
        trigger_exits: dict[str, Exit] = {}
        for part in parts:
            after = self.resolve(part.arrow, None) if part.arrow else None
            if isinstance(part, Section):
                first = len(self.states)
                self._lower(part.body, after)
                self.made[id(part)] = slice(first, len(self.states))
                self.places.define(section_place(part), self._entry(part.body.statements, 0, after), part)
                continue
            target = self.target(part.destination, after)
            for event in part.events:
                trigger_exits[event.text] = Exit(event.text, target, event.span, written=True)
            if isinstance(part.destination, Body):
                self._lower(part.destination, after)
        return self.places.settled([self._trigger(trigger_exits), *self.states])

    def _order(self, part: Entry | Section) -> tuple[bool, int]:
        is_own = part.span.source is self.program.source
        return not is_own, part.span.start if is_own else 0

    def _trigger(self, exits: dict[str, Exit]) -> State:
        widget = self.vocabulary.types.get(language.TRIGGER_TYPE)
        first = self.program.entries[0].span if self.program.entries else Span(self.program.source, 0, 0)
        events = [exit_.event for exit_ in widget.exits] if widget else list(exits)
        listed = tuple(exits.get(event) or Exit(event, None, first) for event in events)
        return State(language.TRIGGER_NAME, language.TRIGGER_TYPE, widget, (), listed, first)

    def parts(self) -> tuple[Part, ...]:
        """The sections, once their states are made; of two with one name, the first."""
        found = []
        for name, section in self.sections.items():
            made = self.made[id(section)]
            entry = self.places.widget(section_place(section))
            # The trigger stands before the states that are made.
            found.append(Part(section.name.span, range(made.start + 1, made.stop + 1), entry, name in self._sought))
        return tuple(found)

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
        if isinstance(target, Leave):
            return leave_place(target.use, target.exit)
        return self._place(target)

    def _place(self, target: Goto) -> str | None:
        section = self.sections.get(target.name)
        if section is not None:
            self._sought.add(target.name)
            return section_place(section)
        if target.name in self.program.bodies:
            return use_place(target.name)
        return target.name if target.name in self.program.labels else None

    def _entry(self, statements: Sequence[Bound], index: int, after: str | None) -> str | None:
        """The state with which the statements from `index` on begin."""
        if index >= len(statements):
            return after
        first = statements[index]
        if isinstance(first, Jump):
            return self.resolve(first.target, after)
        if isinstance(first, Use):
            return use_place(first.name)
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
            self._add(bound, self._step(bound, after))
        elif isinstance(bound, Split):
            exits = exits_of_split(self, bound, after)
            self._add_split(bound, self.names.of(bound), bound.input, exits, bound.span, bound.further)
        elif isinstance(bound, If):
            # Each split stands before the bodies of its own clauses, as it does in the source.
            for split in splits_of_if(self, bound, after):
                self._add_split(bound, split.name, split.input, split.exits, split.span)
                self._lower_bodies((clause.case.destination for clause in split.clauses), after)
        elif isinstance(bound, Menu):
            for state in expand_menu(self, bound, after):
                self._add(bound, state)
            joins = self.names.of(bound) if bound.tries else after
        elif isinstance(bound, Use):
            self._expand(bound, after)
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

    def _add_split(
        self,
        origin: Bound,
        name: str,
        input_: object,
        exits: tuple[Exit, ...],
        place: Span,
        further: tuple[Property, ...] = (),
    ) -> None:
        widget = self.vocabulary.types.get(language.SPLIT_TYPE)
        self._add(origin, State(name, language.SPLIT_TYPE, widget, (input_property(input_), *further), exits, place))

    def _add(self, origin: Bound, state: State) -> None:
        self.origins.append(origin)
        self.states.append(attrs.evolve(state, uses=self.uses) if self.uses else state)

    def _expand(self, use: Use, after: str | None) -> None:
        """The body of a block in one of its uses: its exits lead where the use says."""
        following = after if use.arrow is None else self.resolve(use.arrow, after)
        written = {exit_.event: exit_.destination for exit_ in use.exits}
        body = self.program.bodies.get(use.name)
        for event, destination in written.items():
            self.places.define(leave_place(use.name, event), self.target(destination, after), use)
        if body is None:
            # Written out, the blocks would pass every limit; of what stands there nothing is known.
            self.places.define(use_place(use.name), use.name, use)
            self._add(use, State(use.name, "", None, (), (Exit("", following, use.span),), use.span))
            return
        self.places.define(use_place(use.name), self._entry(body.statements, 0, following), use)
        around = self.uses
        self.uses = (*around, use.span)
        first = len(self.states)
        self._lower(body, following)
        self.made[id(use)] = slice(first, len(self.states))
        self.uses = around

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
        properties, notes = without_notes(step)
        return State(name, step.type, step.widget, properties, tuple(exits), step.span, notes=notes)
