"""What a statement gives, seen from the conditions that depend on it."""

from __future__ import annotations

import pytest

from flowc.binding.given import Given
from flowc.source import Source, Span
from flowc.vocabulary.types import Kind, Type
from flowc.vocabulary.widget import Condition, Json, Option

PLACE = Span(Source("<text>", "mode=a"), 0, 6)
MODE = Option("mode", "mode", Type(Kind.NAME), PLACE, default="a")
SPEED = Option("speed", "speed", Type(Kind.INTEGER), PLACE, when=(Condition("mode", "a"),))
IS_A = (Condition("mode", "a"),)
IS_NOT_A = (Condition("mode", "a", negated=True),)


@pytest.mark.parametrize(
    ("value", "holds", "fails"),
    [(None, True, False), ("a", True, False), ("b", False, True), (True, False, True)],
)
def test_a_condition_looks_at_what_is_given_and_else_at_studios_default(value: Json, holds: bool, fails: bool) -> None:
    given = Given((MODE,))
    if value is not None:
        given.set("mode", value, PLACE)

    assert (given.holds(IS_A), given.fails(IS_A)) == (holds, fails)
    assert (given.holds(IS_NOT_A), given.fails(IS_NOT_A)) == (fails, holds)


def test_what_could_not_be_read_may_have_meant_anything() -> None:
    given = Given((MODE,))
    given.refuse("mode")

    assert not given.holds(IS_A)
    assert not given.fails(IS_A)


def test_what_is_left_out_is_studios_default() -> None:
    given = Given((MODE,))
    given.leave_out("mode")

    assert given.holds(IS_A)


def test_of_two_options_for_one_property_the_one_counts_that_means_something() -> None:
    other = Option("pace", "speed", Type(Kind.INTEGER), PLACE, when=(Condition("mode", "b"),))
    given = Given((MODE, SPEED, other))
    assert given.by_property()["speed"] is SPEED

    given.set("mode", "b", PLACE)
    assert given.by_property()["speed"] is other


def test_the_first_option_counts_where_none_means_anything() -> None:
    other = Option("pace", "speed", Type(Kind.INTEGER), PLACE, when=(Condition("mode", "b"),))
    given = Given((MODE, SPEED, other))
    given.set("mode", "c", PLACE)

    assert given.by_property()["speed"] is SPEED
