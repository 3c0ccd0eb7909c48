"""What is known of the statements of a file once it is bound and built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from flowc.binding.program import Body, Bound, Destination, Entry, Goto, Jump, Program, Section, Step, Use, destinations
from flowc.expand.plain import Plain
from flowc.graph.build import GraphBuilder
from flowc.graph.flow import State
from flowc.graph.names import Names
from flowc.graph.places import use_place
from flowc.source import Source
from flowc.spell.names import spell_target
from flowc.syntax.nodes import Arrow, Statement
from flowc.vocabulary import Vocabulary


@attrs.frozen
class Known:
    """A file, its graph, and what plain statements mean in it.

    `statements` holds the meaning of each statement by the offset at which its first word stands;
    `targets` those targets of arrows, by their offsets, that have another name in plain statements.
    """

    source: Source
    program: Program
    builder: GraphBuilder
    states: tuple[State, ...]
    plain: Plain
    statements: Mapping[int, Bound]
    targets: Mapping[int, str | None]

    @classmethod
    def of(cls, program: Program, vocabulary: Vocabulary, plain: Plain) -> Known:
        """What is known of a program without errors."""
        builder = GraphBuilder(program, vocabulary, Names(program))
        states = tuple(builder.states_of_program())
        names = frozenset(
            [
                *(state.name for state in states),
                *(section.name.text for section in program.sections),
                *(name for name in program.labels if name not in program.bodies),
            ]
        )
        statements = {bound.span.start: bound for bound in _statements(program) if bound.span.source is program.source}
        targets = {
            goto.span.start: builder.places.widget(builder.resolve(goto, None))
            for goto in _gotos(program)
            if goto.span.source is program.source and _is_renamed(program, goto)
        }
        return cls(program.source, program, builder, states, plain.among(names), statements, targets)

    def meaning(self, item: Statement) -> Bound | None:
        """What a statement means; None for lines that are none, such as exits and cases."""
        return None if item.head is None else self.statements.get(item.head.start)

    def target(self, arrow: Arrow) -> str | None:
        """What an arrow has to lead to where its own target is no name of a plain statement; None for all others."""
        start = arrow.target.start
        return spell_target(self.targets[start]) if start in self.targets else None

    def name(self, bound: Bound) -> str:
        """The name of a statement's first widget."""
        return self.builder.names.of(bound)

    def state(self, name: str) -> State:
        """The state of a name."""
        return next(state for state in self.states if state.name == name)

    def after(self, bound: Bound) -> str | None:
        """The widget that control goes on with behind a statement; None where the flow ends."""
        return self.builder.places.widget(self.builder.following[id(bound)])

    def first_of(self, use: Use) -> str | None:
        """The widget with which a use of a block begins."""
        return self.builder.places.widget(use_place(use.name))

    def made_by(self, part: Use | Section) -> tuple[State, ...]:
        """The states that a use of a block, or a section, stands for."""
        # The trigger, which stands before all others, is no part of anything.
        return self.states[1:][self.builder.made[id(part)]]


def _statements(program: Program) -> Iterator[Bound]:
    """All statements but arrows, without those in blocks."""
    for body in _bodies(program):
        yield from (bound for bound in body.statements if not isinstance(bound, Jump))


def _bodies(program: Program) -> Iterator[Body]:
    stack = [part.destination for part in program.entries if isinstance(part.destination, Body)]
    stack += [section.body for section in program.sections]
    while stack:
        body = stack.pop()
        yield body
        for bound in body.statements:
            if not isinstance(bound, Jump):
                stack += (one for one in destinations(bound) if isinstance(one, Body))


def _gotos(program: Program) -> Iterator[Goto]:
    """All arrows to a name, without those in blocks."""
    found: list[Destination | None] = []
    parts: list[Entry | Section] = [*program.entries, *program.sections]
    for part in parts:
        found += [part.arrow, *([part.destination] if isinstance(part, Entry) else [])]
    for body in _bodies(program):
        for bound in body.statements:
            if isinstance(bound, Jump):
                found.append(bound.target)
                continue
            found += destinations(bound)
            found += [bound.arrow] if isinstance(bound, Step | Use) else []
    return (one for one in found if isinstance(one, Goto))


def _is_renamed(program: Program, goto: Goto) -> bool:
    """Whether a target is a use of a block, or a section of a module: their names are not those in the source."""
    return goto.name in program.bodies or any(
        section.name.text == goto.name and section.span.source is not program.source for section in program.sections
    )
