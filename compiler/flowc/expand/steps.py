"""Statements and splits that name what the file no longer declares: their values are written in."""

from __future__ import annotations

import attrs

from flowc.binding.program import Condition, Split, Step
from flowc.expand.chunks import Chunk, chunks
from flowc.expand.pen import Pen
from flowc.expand.plain import same_condition
from flowc.expand.tokens import Tokens, begun, comments_in, made, moved, taken
from flowc.graph.branches import condition as condition_of
from flowc.language import SPLIT
from flowc.spell import spell
from flowc.spell.splits import spell_compared, spell_condition
from flowc.spell.texts import INDENT
from flowc.syntax.nodes import Assignment, Statement, Token

# A block of more lines has a blank one between its options and its exits.
_SHORT = 3


def respelled_step(pen: Pen, item: Statement, step: Step, indent: str) -> Tokens:
    """A statement with its options spelled anew; its exits stay as they are written."""
    known = pen.known
    manner = known.plain.manner(step.span.start)
    state = known.state(known.name(step))
    own = attrs.evolve(state, exits=(), widget=manner.vocabulary.types.get(state.type))
    heading, options = attrs.evolve(spell(own, manner), label="").parts()
    exits = {exit_.span.start for exit_ in step.exits}
    comments = comments_in(item.parts)
    leading: list[Tokens] = []
    for chunk in chunks(item.block.entries) if item.block else []:
        if isinstance(chunk.item, Statement) and chunk.item.head and chunk.item.head.start in exits:
            leading += _line(pen, chunk, indent)
        else:
            comments += chunk.comments()
    lines = [*([comment] for comment in comments), *(moved(made(line), len(indent + INDENT)) for line in options)]
    if lines and leading and len(lines) + len(leading) > _SHORT:
        lines.append([])
    found = [*_label(pen, item, step), *moved(made(heading, " "), len(indent))]
    return [*found, *_block(pen, [*lines, *leading], indent), *pen.arrow(item.arrow)]


def respelled_split(pen: Pen, item: Statement, split: Split, indent: str) -> Tokens:
    """A split with its value and conditions spelled anew, as far as they do not say the same by themselves."""
    plain = pen.known.plain
    manner = plain.manner(split.span.start)
    compared = str(split.input.value)
    alone = plain.split(item)
    by_itself = {case.condition.span.start: case.condition for case in alone.cases} if alone else {}
    wanted = {case.condition.span.start: case.condition for case in split.cases}
    lines: list[Tokens] = []
    says_value = alone is not None and alone.input.value == compared
    for chunk in chunks(item.block.entries) if item.block else []:
        start = chunk.item.head.start if isinstance(chunk.item, Statement) and chunk.item.head else -1
        own, condition = by_itself.get(start), wanted.get(start)
        if isinstance(chunk.item, Assignment) and not says_value:
            lines += ([comment] for comment in chunk.comments())
        elif condition is None or (own is not None and same_condition(own, condition)):
            lines += _line(pen, chunk, indent)
        else:
            lines += _case(pen, chunk, spell_condition(manner, condition_of(condition, compared), compared), indent)
    value = taken(item.parts) if says_value else made(spell_compared(manner, compared), " ")
    comments = [] if says_value else [[comment] for comment in comments_in(item.parts)]
    return [*_label(pen, item, split), *made(SPLIT, " "), *value, *_block(pen, [*comments, *lines], indent)]


def is_plain_split(pen: Pen, item: Statement, split: Split) -> bool:
    """Whether a split says by itself what it compares, and with what."""
    plain = pen.known.plain
    if not plain.changes:
        return True
    alone = plain.split(item)
    if alone is None or alone.input.value != split.input.value or len(alone.cases) != len(split.cases):
        return False
    pairs: list[tuple[Condition, Condition]] = [
        (one.condition, other.condition) for one, other in zip(alone.cases, split.cases, strict=True)
    ]
    return all(same_condition(one, other) for one, other in pairs)


def _label(pen: Pen, item: Statement, bound: Step | Split) -> Tokens:
    assert item.head is not None
    return taken([item.label]) if item.label else pen.label(pen.known.name(bound), item.head.leading)


def _line(pen: Pen, chunk: Chunk, indent: str) -> list[Tokens]:
    """A line of the block as it is written, one step deeper than the statement."""
    if not isinstance(chunk.item, Statement):
        return chunk.lines(taken([chunk.item]))
    inner = indent + INDENT
    own = inner if chunk.indent is None else chunk.indent
    return chunk.lines(moved(pen.line(chunk.item, own), len(inner) - len(own)))


def _case(pen: Pen, chunk: Chunk, condition: str, indent: str) -> list[Tokens]:
    """A case with another condition, which leads where it did."""
    line = chunk.item
    assert isinstance(line, Statement)
    assert line.head is not None
    comments = comments_in(line.parts)
    rest = attrs.evolve(line, label=None, head=Token(line.head.type, "", line.head.start), parts=())
    return [*([comment] for comment in comments), *_line_of(pen, chunk, rest, made(condition), indent)]


def _line_of(pen: Pen, chunk: Chunk, rest: Statement, names: Tokens, indent: str) -> list[Tokens]:
    inner = indent + INDENT
    own = inner if chunk.indent is None else chunk.indent
    _, *leads = moved(pen.line(rest, own), len(inner) - len(own))
    return chunk.lines([*names, *leads])


def _block(pen: Pen, lines: list[Tokens], indent: str) -> Tokens:
    if not lines:
        return []
    if len(lines) == 1 and not any(token.type in ("NEWLINE", "COMMENT") for token in lines[0]):
        return [*made("{", " "), *begun(lines[0], " "), *made("}", " ")]
    return [*made("{", " "), *pen.lines(lines, indent + INDENT), *pen.lines([made("}")], indent)]
