"""What the graph knows of the statements of a file: their meaning, their names, what follows them."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from flowc.binding.program import Body, Bound, Jump, Program, destinations
from flowc.graph.build import GraphBuilder
from flowc.graph.names import Names
from flowc.source import Source
from flowc.spell import Manner
from flowc.syntax.nodes import Statement
from flowc.vocabulary import Vocabulary


@attrs.frozen
class Known:
    """A file that was bound and built.

    `statements` holds the meaning of each statement by the offset at which its first word stands.
    """

    source: Source
    builder: GraphBuilder
    manner: Manner
    statements: dict[int, Bound]

    @classmethod
    def of(cls, program: Program, vocabulary: Vocabulary) -> Known:
        """What is known of a program without errors."""
        builder = GraphBuilder(program, vocabulary, Names(program))
        states = builder.states_of_program()
        names = frozenset([*program.labels, *(state.name for state in states)])
        statements = {bound.span.start: bound for bound in _statements(program)}
        return cls(program.source, builder, Manner(vocabulary, names=names), statements)

    def meaning(self, item: Statement) -> Bound | None:
        """What a statement means; None for lines that are none, such as exits and cases."""
        return None if item.head is None else self.statements.get(item.head.start)

    def name(self, bound: Bound) -> str:
        """The name of a statement's first widget."""
        return self.builder.names.of(bound)

    def after(self, bound: Bound) -> str | None:
        """What control goes on with behind a statement."""
        return self.builder.following[id(bound)]


def _statements(program: Program) -> Iterator[Bound]:
    """All statements but arrows."""
    bodies = [part.destination for part in program.entries if isinstance(part.destination, Body)]
    stack = [*bodies, *(section.body for section in program.sections)]
    while stack:
        for bound in stack.pop().statements:
            if not isinstance(bound, Jump):
                yield bound
                stack += (one for one in destinations(bound) if isinstance(one, Body))
