"""Liquid with Studio's limits, filters and clock."""

from __future__ import annotations

import pytest

from flowc.play.clock import ManualClock, pacific_start
from flowc.play.liquid import MAX_BYTES, Rendered, Templates, records


def render(text: str, clock: ManualClock | None = None, **context: object) -> Rendered:
    return Templates().render(text, context, clock or ManualClock())


def test_a_text_without_liquid_stays_as_it_is() -> None:
    assert render("50 % {off}") == Rendered("50 % {off}")


def test_a_variable_is_printed() -> None:
    found = render("{{widgets.get-name.parsed.name}}", widgets={"get-name": {"parsed": {"name": "Ada"}}})

    assert found == Rendered("Ada")


def test_what_nothing_has_set_prints_nothing_and_is_told() -> None:
    assert render("Hello {{flow.variables.name}}!", flow={"variables": {}}) == Rendered(
        "Hello !", ("flow.variables.name",)
    )


def test_a_default_stands_in_for_what_nothing_has_set() -> None:
    assert render("{{flow.name | default: 'you'}}", flow={}) == Rendered("you")


def test_a_list_is_indexed_and_looped_over() -> None:
    text = "{{names[1]}}: {% for name in names %}{{forloop.index0}}{{name}} {% endfor %}"

    assert render(text, names=["Ada", "Bob"]).text == "Bob: 0Ada 1Bob "


def test_a_loop_of_more_than_fifteen_rounds_is_a_problem() -> None:
    text = "{% for n in (1..N) %}x{% endfor %}"

    assert render(text.replace("N", "15")).text == "x" * 15
    assert render(text.replace("N", "16")).problem
    assert render(text.replace("N", "16")).text == ""


def test_a_text_of_more_than_16_kb_is_a_problem() -> None:
    assert len(render("{{x}}", x="a" * MAX_BYTES).text) == MAX_BYTES
    assert render("{{x}}", x="a" * (MAX_BYTES + 1)).problem


@pytest.mark.parametrize("text", ["{{ a + b }}", "{{ a", "{{ a | nope }}", "{% nope %}", "{{ 'x' | divided_by: 0 }}"])
def test_what_cannot_be_evaluated_is_a_problem_and_prints_nothing(text: str) -> None:
    found = render(text)

    assert found.problem
    assert found.text == ""


def test_to_json_writes_json() -> None:
    assert render("{{x | to_json}}", x={"a": [1, "ü"]}).text == '{"a": [1, "ü"]}'
    assert render("{{x | to_json}}").text == "null"


def test_an_object_prints_as_json_at_every_depth() -> None:
    assert render("{{x}} {{x.a}}", x=records({"a": {"b": True}})).text == '{"a": {"b": true}} {"b": true}'


def test_a_number_as_text_is_added_as_a_number() -> None:
    assert render("{{ '5' | plus: 1 }}").text == "6"


def test_now_is_the_clock_of_the_run_in_pacific_time() -> None:
    clock = pacific_start("2026-12-24 18:30")

    assert render("{{ 'now' | date: '%Y-%m-%d %H:%M %A' }}", clock).text == "2026-12-24 18:30 Thursday"
    clock.advance(6 * 3600)
    assert render("{{ 'now' | date: '%d' }}", clock).text == "25"


def test_a_given_date_is_formed() -> None:
    assert render("{{ '2026-12-24' | date: '%B %d' }}").text == "December 24"


def test_a_zone_moves_now() -> None:
    clock = pacific_start("2026-12-24 18:30")

    assert render("{{ 'now' | timezone: 'Europe/Oslo' | date: '%d %H:%M' }}", clock).text == "25 03:30"
    assert render("{{ 'now' | timezone: 'Europe/Atlantis' | date: '%d' }}", clock).problem


def test_a_time_of_today_is_today_by_the_clock_of_the_run() -> None:
    assert render("{{ '10:30' | date: '%m-%d %H' }}", pacific_start("2026-12-24 18:30")).text == "12-24 10"


def test_a_unix_time_is_in_pacific_time_whatever_the_machine_thinks() -> None:
    assert render("{{ '0' | date: '%Y-%m-%d %H:%M' }}").text == "1969-12-31 16:00"


def test_what_is_no_date_stays_as_it_is() -> None:
    assert render("{{ 'soon' | date: '%Y' }}{{ nothing | date: '%Y' }}").text == "soon"


def test_a_template_is_parsed_once_and_sees_each_context() -> None:
    templates = Templates()

    found = [templates.render("{{x}}", {"x": value}, ManualClock()).text for value in ("1", "2")]

    assert found == ["1", "2"]


def test_a_problem_of_one_text_is_none_of_the_next() -> None:
    templates = Templates()
    templates.render("{{x}}{{y | nope}}", {}, ManualClock())

    assert templates.render("{{z}}", {"z": 1}, ManualClock()) == Rendered("1")
