"""What a person types, read as answers."""

from __future__ import annotations

import pytest

from flowc.play.questions import (
    HANGS_UP,
    LISTENED,
    SILENCE,
    Answer,
    Asks,
    Keys,
    Outcome,
    Question,
    Recorded,
    Reply,
    Words,
)
from flowc.script.typed import choices, read_typed

OUTSIDE = Question(
    Asks.OUTSIDE,
    "my step",
    ("success", "failed"),
    (Outcome("success", {"status_code": 200}), Outcome("failed")),
    on_call=True,
)


@pytest.mark.parametrize(
    ("asks", "typed", "answer"),
    [
        (Asks.LISTEN, "", LISTENED),
        (Asks.LISTEN, "hangs-up", HANGS_UP),
        (Asks.INPUT, "12#", Keys("12#")),
        (Asks.INPUT, "yes please\n", Words("yes please")),
        (Asks.INPUT, "", SILENCE),
        (Asks.INPUT, 'says "1"', Words("1")),
        (Asks.INPUT, "hangs-up", HANGS_UP),
        (Asks.RECORDING, "records 12s", Recorded(12)),
        (Asks.RECORDING, "", SILENCE),
        (Asks.REPLY, "Yes", Reply("Yes")),
        (Asks.REPLY, "", SILENCE),
        (Asks.REPLY, "success", Outcome("success")),
    ],
)
def test_an_answer_is_typed_as_it_is_or_as_a_line_of_a_test(asks: Asks, typed: str, answer: Answer) -> None:
    assert read_typed(Question(asks, "step", ("success",)), typed) == answer


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", Outcome("success", {"status_code": 200})),
        ("2", Outcome("failed")),
        ("failed", Outcome("failed")),
        ('success status_code=404 body="{}"', Outcome("success", {"status_code": "404", "body": "{}"})),
        ('body=json("{}")', Outcome("", {"body": {}})),
        ("hangup", HANGS_UP),
        ("hangs-up", HANGS_UP),
    ],
)
def test_the_outside_is_answered_by_an_exit_its_values_or_a_number(typed: str, answer: Answer) -> None:
    assert read_typed(OUTSIDE, typed) == answer


@pytest.mark.parametrize("typed", ["3", "broken", '"', "success }", "given a b", "0"])
def test_what_means_no_outcome_is_answered_with_those_that_there_are(typed: str) -> None:
    assert read_typed(OUTSIDE, typed) == (
        "type one of `success`, `failed`, with values as `name=value` behind it; or a number"
    )


@pytest.mark.parametrize(
    ("asks", "typed", "help_"),
    [
        (Asks.LISTEN, "presses 1", "press the return key to listen on, or type `hangs-up`"),
        (Asks.INPUT, "writes hello", "type keys or words, nothing for silence, or `hangs-up`"),
        (Asks.INPUT, "presses x", "type keys or words, nothing for silence, or `hangs-up`"),
        (Asks.RECORDING, "12", "type `records 10s`, nothing for silence, or `hangs-up`"),
        (Asks.REPLY, "presses 1", "type a message, or nothing for no reply"),
    ],
)
def test_what_is_no_answer_is_answered_with_what_to_type(asks: Asks, typed: str, help_: str) -> None:
    assert read_typed(Question(asks, "step"), typed) == help_


def test_usual_outcomes_are_offered_with_their_values() -> None:
    assert choices(OUTSIDE) == ["1  success status_code=200", "2  failed"]
