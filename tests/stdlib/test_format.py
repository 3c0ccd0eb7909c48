"""The Liquid that `std.format` writes, where a walk does not understand it."""

from __future__ import annotations

from tests.stdlib.uses import flow_with
from tests.stdlib.walk import states_of


def made_by(statement: str) -> str:
    """The text that the one widget of a use stores."""
    (spoken,) = (state for state in states_of(flow_with("format", statement)) if state["name"] == "result_spoken")
    (pair,) = spoken["properties"]["variables"]
    assert pair["key"] == "format_text"
    value: str = pair["value"]
    return value


def test_one_digit_behind_the_point_means_tens_of_cents_and_no_cents_are_not_said() -> None:
    assert made_by('amount trigger.request.parameters.price unit="euros"') == (
        "{% assign parts = trigger.request.parameters.price | split: '.' %}"
        "{% assign rest = parts[1] | append: '0' | slice: 0, 2 | plus: 0 %}"
        "{{ parts[0] }} euros{% if rest > 0 %} and {{ rest }} cents{% endif %}"
    )


def test_a_count_is_compared_as_a_number() -> None:
    assert made_by('count flow.variables.n "message" "messages"') == (
        "{% assign n = flow.variables.n | plus: 0 %}{{ n }} {% if n == 1 %}message{% else %}messages{% endif %}"
    )


def test_a_date_keeps_its_form_as_a_literal() -> None:
    assert made_by('date flow.variables.day form="%d.%m."') == '{{ flow.variables.day | date: "%d.%m." }}'
