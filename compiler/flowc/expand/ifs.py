"""`if` as `split`: a case for each condition; a condition on another value is a split of its own in the `else`."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.binding.program import If
from flowc.expand.pen import Pen
from flowc.expand.tokens import Tokens, begun, comments_in, made, moved, taken
from flowc.graph.names import splits_of
from flowc.language import ELSE, IF, NEXT, SPLIT
from flowc.spell.texts import INDENT
from flowc.syntax.nodes import Argument, Arrow, Assignment, Block, Statement, Token, arguments


@attrs.frozen
class _Clause:
    """`VALUE CONDITION { … }` behind `if` or `else if`, or what stands behind the last `else`."""

    parts: tuple[Argument, ...]
    body: Block | Arrow

    @property
    def value(self) -> Argument:
        """The value that is compared; `name=` and `of=` may stand before it."""
        return next(part for part in self.parts if not isinstance(part, Assignment))

    @property
    def condition(self) -> Sequence[Argument]:
        """The predicate and what stands behind it, with what belongs to it."""
        _, predicate, *_ = (part for part in self.parts if not isinstance(part, Assignment))
        return [predicate, *(part for part in self.parts if part is not self.value and part is not predicate)]


def expand_if(pen: Pen, item: Statement, bound: If, indent: str) -> Tokens:
    """The split of an `if`, and those in its `else`s."""
    assert item.head is not None
    writer = _IfWriter(pen, bound, _clauses(item), indent)
    leading = (item.label.name if item.label else item.head).leading
    label = taken([item.label]) if item.label else pen.label(pen.known.name(bound), leading)
    return [*label, *writer.split(0, 0)]


def _clauses(item: Statement) -> list[_Clause]:
    """The conditions in their order, and the last `else` where there is one."""
    body = item.block or item.arrow
    assert body is not None
    found = [_Clause(tuple(arguments(item.parts)), body)]
    for branch in item.elses:
        parts = arguments(branch.parts)
        is_if = bool(parts) and isinstance(parts[0], Token) and parts[0].text == IF
        found.append(_Clause(tuple(parts[1:]) if is_if else (), branch.body))
    return found


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
        comments = [[comment] for comment in comments_in(clause.value for clause in others)]
        lines += [self._otherwise(number + 1, depth + 1)]
        heading = [*made(SPLIT, " "), *taken([first.value], " "), *made("{", " ")]
        return [
            *heading,
            *self.pen.lines([*comments, *lines], indent + INDENT),
            *self.pen.lines([made("}")], indent),
        ]

    def _case(self, clause: _Clause, depth: int) -> Tokens:
        predicate, *rest = clause.condition
        found = taken([predicate], "")
        for part in rest:
            found += taken([part], " ")
        return [*found, *self._destination(clause, depth)]

    def _destination(self, clause: _Clause, depth: int) -> Tokens:
        """The body of a clause, so many steps deeper than in the source, or its arrow."""
        if isinstance(clause.body, Arrow):
            return taken([clause.body], " ")
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
