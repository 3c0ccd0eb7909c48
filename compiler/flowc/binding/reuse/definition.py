"""What the declaration of a block says: what a use may write, and the statements that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from flowc.binding.context import Context, text_of
from flowc.source import Span
from flowc.syntax.nodes import Block, Statement, Value, items
from flowc.vocabulary.widget import Verb, Widget


@attrs.frozen
class Parameter:
    """A parameter of a block, with its default where it has one."""

    name: str
    place: Span
    default: Value | None


@attrs.define(eq=False)
class Definition:
    """A block. `widget` and `verb` are what a use may write, as if it were a widget's declaration.

    `refused` are the outputs whose values could not be read. `body` lacks the lines that are no
    statements; `labels` are the names that it gives, `uses` the labelled statements whose verb is a
    block again. `context` is that of the file, without what the bodies of the file define.
    `is_circular` is set once it is known that the block leads to itself.
    """

    name: str
    place: Span
    widget: Widget
    verb: Verb
    parameters: tuple[Parameter, ...]
    exits: Mapping[str, Span]
    outputs: Mapping[str, tuple[Value, Span]]
    body: Block
    labels: Mapping[str, Span]
    context: Context
    is_circular: bool = False
    refused: set[str] = attrs.field(factory=set)

    @property
    def uses(self) -> dict[str, Statement]:
        """The labelled statements of the body whose verb is a block."""
        return labelled_uses(self.body, self.context.blocks)

    def verbs(self) -> Iterator[Definition]:
        """The blocks that the body uses, in the order of the source."""
        for statement in statements(self.body):
            found = self.context.blocks.get(statement.head.text) if statement.head else None
            if found is not None:
                yield found


def labelled_uses(block: Block, blocks: Mapping[str, Definition]) -> dict[str, Statement]:
    """The labelled statements in a block whose verb is one of some blocks."""
    return {
        text_of(statement.label.name): statement
        for statement in statements(block)
        if statement.label is not None and statement.head is not None and statement.head.text in blocks
    }


def statements(block: Block) -> Iterator[Statement]:
    """All statements in a block, however deep, in the order of the source."""
    stack = list(reversed(items(block.entries)))
    while stack:
        item = stack.pop()
        if not isinstance(item, Statement):
            continue
        yield item
        inner = [item.block] if item.block is not None else []
        inner += [branch.body for branch in item.elses if isinstance(branch.body, Block)]
        for one in reversed(inner):
            stack += reversed(items(one.entries))
