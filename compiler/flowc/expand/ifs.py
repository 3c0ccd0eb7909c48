"""`if` as `split`: a case for each condition; a condition on another value is a split of its own in the `else`."""

from __future__ import annotations

import attrs

from flowc.binding.program import Clause, If
from flowc.expand.pen import Pen
from flowc.expand.plain import same_condition
from flowc.expand.tokens import Tokens, begun, comments_in, made, moved, taken
from flowc.graph.branches import condition as condition_of
from flowc.graph.names import splits_of
from flowc.language import ELSE, NEXT, SPLIT
from flowc.spell.splits import spell_compared, spell_condition
from flowc.spell.texts import INDENT
from flowc.syntax.nodes import Argument, Arrow, Assignment, Block, Statement, arguments


@attrs.frozen
class _Clause:
    """What stands behind `if`, `else if` or the last `else`: a value and a condition, and where it leads.

    `dropped` are the parts of the source that are not written as they are.
    """

    body: Block | Arrow
    value: Tokens
    condition: Tokens
    dropped: tuple[Argument, ...] = ()


def expand_if(pen: Pen, item: Statement, bound: If, indent: str) -> Tokens:
    """The split of an `if`, and those in its `else`s."""
    assert item.head is not None
    writer = _IfWriter(pen, bound, _clauses(pen, item, bound), indent)
    leading = (item.label.name if item.label else item.head).leading
    label = taken([item.label]) if item.label else pen.label(pen.known.name(bound), leading)
    return [*label, *writer.split(0, 0)]


def _clauses(pen: Pen, item: Statement, bound: If) -> list[_Clause]:
    """The conditions in their order, and the last `else` where there is one."""
    body = item.block or item.arrow
    assert body is not None
    plain = pen.known.plain
    alone = {one.span.start: one for one in plain.clauses(item)} if plain.changes else {}
    found = []
    lines = [(tuple(arguments(item.parts)), body)]
    lines += [(tuple(arguments(branch.parts)[1:]), branch.body) for branch in item.elses]
    for (parts, leads), clause in zip(lines, bound.clauses, strict=False):
        by_itself = alone.get(clause.span.start, clause if not plain.changes else None)
        found.append(_clause(pen, parts, leads, clause, by_itself))
    return found + [_Clause(leads, [], []) for _, leads in lines[len(found) :]]


def _clause(
    pen: Pen, parts: tuple[Argument, ...], body: Block | Arrow, clause: Clause, by_itself: Clause | None
) -> _Clause:
    """A condition as it is written, as far as that says the same by itself."""
    # `name=` and `of=` may stand anywhere among the others.
    value, predicate, *_ = (part for part in parts if not isinstance(part, Assignment))
    rest = [part for part in parts if part is not value and part is not predicate]
    manner = pen.known.plain.manner(clause.span.start)
    compared = str(clause.input.value)
    says_value = by_itself is not None and by_itself.input.value == clause.input.value
    says_condition = by_itself is not None and same_condition(by_itself.case.condition, clause.case.condition)
    spelled = spell_condition(manner, condition_of(clause.case.condition, compared), compared)
    written = taken([predicate], "") + [token for part in rest for token in taken([part], " ")]
    return _Clause(
        body,
        taken([value], " ") if says_value else made(spell_compared(manner, compared), " "),
        written if says_condition else made(spelled),
        (*(() if says_value else (value,)), *(() if says_condition else (predicate, *rest))),
    )


class _IfWriter:
    """Writes the splits of one `if`; `indent` is the indentation that it has in the source."""

    def __init__(self, pen: Pen, bound: If, clauses: list[_Clause], indent: str) -> None:
        self.pen = pen
        self.bound = bound
        self.clauses = clauses
        self.indent = indent
        self.starts = [*splits_of(bound), len(bound.clauses)]

    def split(self, number: int, depth: int) -> Tokens:
        """The split of this number, without its label; it stands so many steps deeper than the `if`."""
        indent = self.indent + INDENT * depth
        first, *others = self.clauses[self.starts[number] : self.starts[number + 1]]
        lines = [self._case(clause, depth + 1) for clause in (first, *others)]
        dropped = comments_in(part for clause in (first, *others) for part in clause.dropped)
        dropped += [token for clause in others for token in clause.value if token.type == "COMMENT"]
        comments = [[comment] for comment in dropped]
        lines += [self._otherwise(number + 1, depth + 1)]
        heading = [*made(SPLIT, " "), *first.value, *made("{", " ")]
        return [
            *heading,
            *self.pen.lines([*comments, *lines], indent + INDENT),
            *self.pen.lines([made("}")], indent),
        ]

    def _case(self, clause: _Clause, depth: int) -> Tokens:
        return [*clause.condition, *self._destination(clause, depth)]

    def _destination(self, clause: _Clause, depth: int) -> Tokens:
        """The body of a clause, so many steps deeper than in the source, or its arrow."""
        if isinstance(clause.body, Arrow):
            return self.pen.arrow(clause.body, " ")
        return begun(moved(self.pen.block(clause.body, self.indent), len(INDENT) * depth), " ")

    def _otherwise(self, number: int, depth: int) -> Tokens:
        """`else`, with the split of this number in it, where there is one."""
        if number + 1 < len(self.starts):
            indent = self.indent + INDENT * depth
            name = self.pen.known.builder.names.all_of(self.bound)[number]
            inner = [*self.pen.label(name, ""), *self.split(number, depth + 1)]
            return [
                *made(f"{ELSE} {{"),
                *self.pen.lines([inner], indent + INDENT),
                *self.pen.lines([made("}")], indent),
            ]
        if len(self.clauses) > len(self.bound.clauses):
            return [*made(ELSE), *self._destination(self.clauses[-1], depth)]
        return made(f"{ELSE} -> {NEXT}")
