"""What `split` and `if` become: splits with an exit for each condition, `noMatch` first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import attrs

from flowc import language
from flowc.binding.program import Body, Clause, Destination, If, Property, Split
from flowc.binding.program import Condition as BoundCondition
from flowc.graph.flow import Condition, Exit
from flowc.graph.names import Names, splits_of
from flowc.source import Span


class Targets(Protocol):
    """What branches need to know of the graph that is being built."""

    names: Names

    def target(self, destination: Destination | None, after: str | None) -> str | None:
        """The state that a destination begins with."""


def condition(bound: BoundCondition, input_: str) -> Condition:
    """A condition as Studio writes it; the default name is the console's."""
    name = bound.friendly_name
    return Condition(
        friendly_name=f"If value {bound.predicate} {bound.value}" if name is None else name,
        argument=input_ if bound.argument is None else bound.argument,
        type=bound.predicate,
        value=bound.value,
    )


def place_of(destination: Destination | None, otherwise: Span) -> Span:
    """Where the source writes a destination; where it does not, the place that stands for it."""
    if destination is None:
        return otherwise
    if not isinstance(destination, Body):
        return destination.span
    start = destination.span.start
    first_word = destination.span.text.split(None, 1)[0]
    return Span(destination.span.source, start, start + len(first_word))


def no_match(target: str | None, place: Span, *, written: bool) -> Exit:
    """The exit of a split when no condition holds."""
    return Exit(language.NO_MATCH, target, place, written=written)


def match(target: str | None, bound: BoundCondition, input_: str) -> Exit:
    """The exit of a split when a condition holds."""
    return Exit(language.MATCH, target, bound.span, (condition(bound, input_),), written=True)


def input_property(input_: object) -> Property:
    """The property that holds the compared value."""
    assert isinstance(input_, Property)
    return attrs.evolve(input_, name=language.SPLIT_INPUT)


def exits_of_split(targets: Targets, bound: Split, after: str | None) -> tuple[Exit, ...]:
    """The exits of `split`; without `else` the flow ends where no case matches."""
    otherwise = targets.target(bound.otherwise, after)
    first = no_match(otherwise, place_of(bound.otherwise, bound.span), written=bound.otherwise is not None)
    compared = str(bound.input.value)
    return (first, *(match(targets.target(case.destination, after), case.condition, compared) for case in bound.cases))


@attrs.frozen
class SplitOfIf:
    """One of the splits that an `if` becomes, with the clauses that it holds."""

    name: str
    clauses: tuple[Clause, ...]
    exits: tuple[Exit, ...]

    @property
    def input(self) -> Property:
        """The value that its clauses compare."""
        return self.clauses[0].input

    @property
    def span(self) -> Span:
        """Where it begins."""
        return self.clauses[0].span


def splits_of_if(targets: Targets, bound: If, after: str | None) -> Iterator[SplitOfIf]:
    """The splits of an `if`: clauses in a row that compare one value share a split."""
    names = targets.names.all_of(bound)
    starts = splits_of(bound)
    last = after if bound.otherwise is None else targets.target(bound.otherwise, after)
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(bound.clauses)
        clauses = bound.clauses[start:end]
        compared = str(clauses[0].input.value)
        if end < len(bound.clauses):
            exits = [no_match(names[position + 1], bound.clauses[end].span, written=True)]
        else:
            exits = [no_match(last, place_of(bound.otherwise, clauses[0].span), written=bound.otherwise is not None)]
        for clause in clauses:
            target = targets.target(clause.case.destination, after)
            exits.append(match(target, clause.case.condition, compared))
        yield SplitOfIf(names[position], clauses, tuple(exits))
