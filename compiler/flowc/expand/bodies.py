"""Bodies that move: their lines stand elsewhere, and lead to what they joined."""

from __future__ import annotations

import attrs

from flowc import language
from flowc.binding.context import is_word
from flowc.binding.program import Body, Jump
from flowc.expand.chunks import Chunk
from flowc.expand.pen import Pen
from flowc.expand.tokens import Tokens, made, moved
from flowc.spell import Arrow
from flowc.spell.texts import INDENT
from flowc.syntax.nodes import Arrow as ArrowNode
from flowc.syntax.nodes import Entry, Statement


def has_widgets(body: Body) -> bool:
    """Whether a body is more than an arrow."""
    return any(not isinstance(one, Jump) for one in body.statements)


def moved_body(pen: Pen, body: Body, chunk: Chunk, join: Arrow, indent: str) -> list[Tokens]:
    """The lines of the body in a line of a block, at another indentation, with an arrow to what it joins."""
    line = chunk.item
    assert isinstance(line, Statement)
    assert line.block is not None
    block = attrs.evolve(line.block, entries=tuple(_explicit(entry, join) for entry in line.block.entries))
    found = pen.body(block, indent + INDENT if chunk.indent is None else chunk.indent)
    lines = [moved(one, len(indent) - len(one[0].leading)) if one else one for one in found]
    if line.arrow is not None:
        return [*lines, pen.arrow(_explicit_arrow(line.arrow, join), "")]
    return lines if isinstance(body.statements[-1], Jump) else [*lines, made(join.text)]


def _explicit(entry: Entry, join: Arrow) -> Entry:
    """A statement of a body; `-> next` leads to what the body joins, wherever it stands."""
    if isinstance(entry, Statement) and entry.head is None and entry.arrow is not None:
        return attrs.evolve(entry, arrow=_explicit_arrow(entry.arrow, join))
    return entry


def _explicit_arrow(arrow: ArrowNode, join: Arrow) -> ArrowNode:
    if not is_word(arrow.target, language.NEXT):
        return arrow
    _, target = made(join.text)
    return attrs.evolve(arrow, target=attrs.evolve(target, leading=arrow.target.leading, start=arrow.target.start))
