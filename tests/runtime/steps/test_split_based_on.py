"""Split Based On."""

from __future__ import annotations

import pytest
from tests.runtime.bench import new_session, run_of

from runtime.step import Exit
from runtime.steps import SplitBasedOn, When

DIGITS = "{{widgets.menu.Digits}}"


def split(*cases: When, **exits: str | None) -> SplitBasedOn:
    return SplitBasedOn("split", input=DIGITS, cases=cases, exits=exits)


def decide(step: SplitBasedOn, digits: str) -> Exit | None:
    session = new_session()
    session.widgets["menu"] = {"Digits": digits}
    return step.decide(run_of(session))


def test_the_first_condition_that_holds_decides() -> None:
    step = split(
        When("equal_to", DIGITS, "1", to="one"),
        When("is_not_blank", DIGITS, "Is Not Blank", to="any"),
        When("equal_to", DIGITS, "2", to="two"),
        noMatch="none",
    )

    assert decide(step, "1") == Exit("match", "one")
    assert decide(step, "2") == Exit("match", "any")
    assert decide(step, " ") == Exit("noMatch", "none")


def test_a_condition_may_end_the_run() -> None:
    assert decide(split(When("equal_to", DIGITS, "1", to=None), noMatch="x"), "1") == Exit("match", None)


def test_without_no_match_nothing_fits() -> None:
    assert decide(split(When("equal_to", DIGITS, "1", to=None)), "2") is None


def test_both_sides_may_hold_liquid() -> None:
    assert decide(
        split(When("equal_to", "{{contact.channel.address}}", "+1555000{{widgets.menu.Digits}}", to="me")), "1111"
    )


def test_a_predicate_that_studio_does_not_have_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="sounds_like"):
        When("sounds_like", DIGITS, "1", to=None)


def test_conditions_are_among_the_targets() -> None:
    step = split(When("equal_to", DIGITS, "1", to="one"), When("equal_to", DIGITS, "2", to=None), noMatch="none")

    assert list(step.targets()) == [("noMatch", "none"), ("match", "one"), ("match", None)]
