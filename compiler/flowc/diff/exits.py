"""Compares the exits of two widgets: by event, and the cases of a split in their order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from flowc.diff.model import Case, CaseChange, ExitChange, OrderChange, Question
from flowc.graph.flow import Condition, Exit, State
from flowc.language import SPLIT_INPUT
from flowc.vocabulary.widget import Json

# What two cases have in common that are one, the surest first: then only the name, the target or the condition changed.
_KEYS: tuple[Callable[[Case], Hashable], ...] = (
    lambda case: (case.questions, case.names, case.target),
    lambda case: (case.questions, case.names),
    lambda case: (case.questions, case.target),
    lambda case: case.questions,
    lambda case: (case.names, case.target),
    lambda case: (tuple((one.of, one.type) for one in case.questions), case.target),
    lambda case: case.target,
)


def compare_exits(before: State, after: State) -> Iterator[ExitChange]:
    """The events that lead elsewhere; one that ends the flow may as well not be listed."""
    targets, others = _targets(before), _targets(after)
    for event in dict.fromkeys([*others, *targets]):
        if targets.get(event) != others.get(event):
            yield ExitChange(event, targets.get(event), others.get(event))


def compare_cases(before: State, after: State) -> tuple[tuple[CaseChange, ...], OrderChange | None]:
    """The cases that changed, came or went, and the order of the others where it is another."""
    cases, others = cases_of(before), cases_of(after)
    pairs = _pairs(cases, others)
    changes = [CaseChange(case, None) for case in cases if case.position not in pairs]
    partners = {second: first for first, second in pairs.items()}
    for case in others:
        first = partners.get(case.position)
        partner = cases[first - 1] if first is not None else None
        if partner is None or not partner.is_like(case):
            changes.append(CaseChange(partner, case))
    return tuple(changes), _order(cases, others, pairs)


def cases_of(state: State) -> tuple[Case, ...]:
    """The cases of a split; none for another widget."""
    compared = state.value(SPLIT_INPUT)
    exits = [exit_ for exit_ in state.exits if exit_.conditions]
    return tuple(
        Case(number, exit_.conditions, tuple(_question(one, compared) for one in exit_.conditions), exit_.target)
        for number, exit_ in enumerate(exits, 1)
    )


def exits_of(state: State) -> Sequence[Exit]:
    """The exits of a widget that are no cases and lead somewhere."""
    return [exit_ for exit_ in state.exits if not exit_.conditions and exit_.target is not None]


def _question(condition: Condition, compared: Json) -> Question:
    return Question(None if condition.argument == compared else condition.argument, condition.type, condition.value)


def _targets(state: State) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for exit_ in state.exits:
        if not exit_.conditions:
            found.setdefault(exit_.event, exit_.target)
    return found


def _pairs(cases: Sequence[Case], others: Sequence[Case]) -> dict[int, int]:
    """The places of the cases that are one in both splits: of several that are alike, each with the next."""
    found: dict[int, int] = {}
    for key in _KEYS:
        waiting: dict[Hashable, list[int]] = {}
        taken = set(found.values())
        for case in reversed(others):
            if case.position not in taken:
                waiting.setdefault(key(case), []).append(case.position)
        for case in cases:
            if case.position not in found and (places := waiting.get(key(case))):
                found[case.position] = places.pop()
    return found


def _order(cases: Sequence[Case], others: Sequence[Case], pairs: dict[int, int]) -> OrderChange | None:
    """The order of the cases that both have, cut where both begin or end alike."""
    before = [case.position for case in cases if case.position in pairs]
    partners = {second: first for first, second in pairs.items()}
    after = [partners[case.position] for case in others if case.position in partners]
    while before and before[0] == after[0]:
        del before[0], after[0]
    while before and before[-1] == after[-1]:
        del before[-1], after[-1]
    if not before:
        return None
    return OrderChange(
        tuple(cases[position - 1] for position in before), tuple(others[pairs[position] - 1] for position in after)
    )
