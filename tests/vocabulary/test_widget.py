"""What a read declaration answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc.vocabulary.widget import Condition, Json, hold

Body = Callable[[str], Any]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("voice", True), ("rest", False), (None, False)],
)
def test_a_condition_holds_of_the_value_it_names(value: Json, expected: bool) -> None:
    properties = {} if value is None else {"channel": value}

    assert Condition("channel", "voice").holds(properties) is expected
    assert Condition("channel", "voice", negated=True).holds(properties) is not expected


@pytest.mark.parametrize(("value", "spelled"), [(True, "true"), (False, "false"), (5, "5"), ("5", "5")])
def test_a_condition_spells_values_as_a_flow_does(value: Json, spelled: str) -> None:
    assert Condition("x", spelled).holds({"x": value})


def test_conditions_hold_together() -> None:
    both = (Condition("a", "1"), Condition("b", "2"))

    assert hold(both, {"a": 1, "b": 2})
    assert not hold(both, {"a": 1})
    assert hold((), {})


def test_a_widget_knows_its_exits(body: Body) -> None:
    widget = body("exit a main\nexit b failure\nexit c main").widget

    assert [exit_.event for exit_ in widget.main_exits] == ["a", "c"]
    assert widget.exit("b").failure
    assert widget.exit("d") is None


@pytest.mark.parametrize(("confidence", "is_guess"), [("guess", True), ("schema", False)])
def test_a_type_known_by_name_only_is_a_guess(body: Body, confidence: str, is_guess: bool) -> None:
    assert body(f"confidence {confidence}").widget.is_guess is is_guess
