"""A message is one line, though what it repeats may have several."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flowc.binding.context import shortened

Report = Callable[[str], list[tuple[str, str, str, str]]]

LONG = '"""\n  a\n  b\n  """'


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (f"record on channels={LONG}", "`a…` is no value of `channels`"),
        (f"dial {LONG}", "`a…` is no value of `noun`"),
    ],
)
def test_a_message_and_its_advice_are_one_line(report: Report, statement: str, message: str) -> None:
    (_, _, found, advice), *_ = report(statement)

    assert found == message
    assert "\n" not in advice


def test_advice_repeats_the_first_line_of_a_list(report: Report) -> None:
    ((_, _, _, advice),) = report("if caller.Digits equal_to [1,\n2] { -> end }")

    assert advice == "write `matches_any_of [1,…`"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("a", "a"),
        ("a" * 40, "a" * 40),
        ("a" * 41, "a" * 39 + "…"),
        ("a\nb", "a…"),
        ("a\r\nb", "a…"),
        ("a\rb", "a…"),
        ("\na", "…"),
        ("a\n", "a…"),
    ],
)
def test_what_a_message_repeats_is_no_longer_than_forty_characters_of_its_first_line(text: str, shown: str) -> None:
    assert shortened(text) == shown
