"""Faults as words."""

from __future__ import annotations

import pytest
from tests.faults.fault import (
    ANSWERS,
    DELIVERIES,
    REQUESTS,
    Delivered,
    Fault,
    Kill,
    Outage,
    Rest,
    Shop,
    Way,
    fault_of,
    word_of,
)


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (Kill(0, "committed", 2, returns=True), "kill:0:committed:2:True"),
        (Kill(1, "call", 812, returns=False), "kill:1:call:812:False"),
        (Outage(120, 1500), "outage:120:1500"),
        (Rest("start", "500-done", 9), "rest:start:500-done:9"),
        (Shop("nothing", 1), "shop:nothing:1"),
        (Way("reset-done", 3), "way:reset-done:3"),
        (Delivered("voice", "at-once"), "webhooks:voice:at-once"),
    ],
)
def test_a_fault_is_a_word_that_is_read_back(fault: Fault, word: str) -> None:
    assert word_of(fault) == word
    assert fault_of(word) == fault


@pytest.mark.parametrize("word", ["storm:1", "kill:0:committed", "outage:soon:100", ""])
def test_another_word_is_no_fault(word: str) -> None:
    with pytest.raises(ValueError, match=r"is n|invalid literal"):
        fault_of(word)


def test_each_answer_of_rest_is_one_that_the_stand_in_gives() -> None:
    for request in REQUESTS:
        for answer in ANSWERS:
            ordered = Rest(request, answer, 2).ordered()
            assert ordered.times == 2
            # What was done is not undone by what is said of it.
            assert ordered.effect == (answer.endswith("-done") or answer in {"late", "told-before"})


def test_each_way_of_a_webhook_is_one_that_the_stand_in_goes() -> None:
    for way in DELIVERIES:
        delivery = Delivered("status", way).ordered()
        assert delivery.copies > 1 or delivery.delay > 0
