"""A case that is said never to match takes no text, whichever is tried."""

from __future__ import annotations

import random

import pytest
from tests.checks.analyses.every_text import PREDICATES, Case, cases, taken_by

from flowc.checks.analyses import taken
from flowc.graph.flow import Condition, Exit, State
from flowc.source import Source, Span

SEEDS = range(3000)
_PLACE = Span(Source("small.flow", "on call { }\n"), 0, 2)


def dead(found: list[Case]) -> set[int]:
    """The numbers of the cases that are said never to match."""
    exits = [Exit("match", None, _PLACE, (Condition("", "{{x}}", type_, value),)) for type_, value in found]
    numbers = {id(exit_): number for number, exit_ in enumerate(exits)}
    claimed: set[int] = set()
    for one in taken.taken(State("s", "split-based-on", None, (), tuple(exits), _PLACE)):
        number = numbers[id(one.exit)]
        claimed |= set(range(number, len(exits))) if one.all_after else {number}
    return claimed


def wrong() -> list[list[Case]]:
    """The splits of which a case is said to be dead and takes a text."""
    tried = (cases(random.Random(seed)) for seed in SEEDS)
    return [found for found in tried if dead(found) & taken_by(found)]


def test_no_dead_case_takes_a_text() -> None:
    assert wrong() == []


def test_the_splits_that_are_tried_have_every_predicate_and_many_dead_cases() -> None:
    tried = [cases(random.Random(seed)) for seed in SEEDS]

    assert {type_ for found in tried for type_, _ in found} == set(PREDICATES)
    assert sum(bool(dead(found)) for found in tried) > 500
    assert sum(len(taken_by(found)) == len(found) for found in tried) > 100


def test_a_case_behind_a_narrower_one_is_not_dead() -> None:
    assert dead([("equal_to", "ab"), ("starts_with", "a")]) == set()
    assert taken_by([("equal_to", "ab"), ("starts_with", "a")]) == {0, 1}


def test_a_case_that_two_others_take_together_is_dead() -> None:
    found = [("equal_to", "a"), ("equal_to", "b"), ("matches_any_of", "a,b")]

    assert dead(found) == {2}
    assert taken_by(found) == {0, 1}


def test_a_mistake_planted_there_does_not_stay_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken, "_implies", lambda *_: True)

    assert len(wrong()) > 100
