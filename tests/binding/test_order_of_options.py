"""The order in which a statement gives its options makes no difference to what they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    "statement",
    [
        "dial number-multi [+15550100, +15550101]",
        "dial number-multi to=[+15550100, +15550101]",
        "dial to=[+15550100, +15550101] noun=number-multi",
        "dial to=[+15550100, +15550101] { noun = number-multi }",
        "dial { to = [+15550100, +15550101]; noun = number-multi }",
        'dial { to = [+15550100, +15550101]; "noun" = "number-multi" }',
    ],
)
def test_a_shared_name_may_stand_before_the_option_that_decides_on_it(properties: Properties, statement: str) -> None:
    found = properties(statement)

    assert (found["noun"], found["to"]) == ("number-multi", "+15550100,+15550101")


def test_a_shared_name_means_the_first_where_nothing_decides(report: Report) -> None:
    (found,) = report("dial to=[+15550100]")

    assert found[:3] == ("FLW201", "[+15550100]", "`number` takes one value")


def test_what_was_given_first_decides_and_not_what_repeats_it(report: Report) -> None:
    found = report("dial noun=number-multi to=[+15550100] noun=client")

    assert [(code, text) for code, text, _, _ in found] == [("FLW206", "noun=client")]
