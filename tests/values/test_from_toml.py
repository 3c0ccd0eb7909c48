"""Files of values: what all environments share, and a table for each of them."""

from __future__ import annotations

import pytest

from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.values import Values
from flowc.values.from_toml import read_values

TEXT = """\
# Values of the shop.
shop = "the Owl shop"
tries = 3
open = true
rate = 0.5
words = ["yes", "no", 1]

[prod]
shop = "the Heron shop"

[dev]
tries = 5
"""


def read(text: str, environment: str | None = None) -> tuple[Values, list[Diagnostic]]:
    """What a text gives."""
    return read_values(Source("values.toml", text), environment)


def plain(text: str, environment: str | None = None) -> dict[str, object]:
    """The values of a text without mistakes."""
    values, problems = read(text, environment)
    assert problems == []
    return {name: given.value for name, given in values.given.items()}


def test_without_an_environment_the_values_at_the_top_hold() -> None:
    assert plain(TEXT) == {
        "shop": "the Owl shop",
        "tries": 3,
        "open": True,
        "rate": 0.5,
        "words": ["yes", "no", 1],
    }


def test_the_table_of_an_environment_wins_over_the_top() -> None:
    assert plain(TEXT, "prod")["shop"] == "the Heron shop"
    assert plain(TEXT, "prod")["tries"] == 3
    assert plain(TEXT, "dev")["tries"] == 5


def test_each_value_knows_where_it_is_written() -> None:
    values, _ = read(TEXT, "prod")

    assert values.given["shop"].place.text == 'shop = "the Heron shop"'
    assert values.given["tries"].place.text == "tries = 3"
    assert {given.place.source.path for given in values.given.values()} == {"values.toml"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('"a" = 1', '"a" = 1'),
        ("'a' = 1", "'a' = 1"),
        ("  a   =   1   ", "a   =   1"),
        ("a = 1 # why", "a = 1"),
        ('b = 1\n[x]\na = "no"\n', "b = 1"),
        ('"\\u0061" = 1', '"\\u0061" = 1'),
    ],
)
def test_the_place_of_a_value_is_its_key_with_what_it_is_given(text: str, place: str) -> None:
    values, _ = read(text)

    assert values.given[next(iter(values.given))].place.text == place


def test_a_value_of_a_file_need_not_be_wanted_by_every_flow() -> None:
    values, _ = read(TEXT)

    assert not any(given.must_exist or given.is_text for given in values.given.values())


@pytest.mark.parametrize("text", ["", "\n", "# only a comment", "[prod]"])
def test_a_file_may_be_empty(text: str) -> None:
    assert plain(text) == {}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("x = 2026-11-27", "a date"),
        ("x = 08:00:00", "a time"),
        ("x = [2026-11-27]", "a list of them"),
        ("x = [{ a = 1 }]", "a list of tables"),
    ],
)
def test_what_no_param_can_be_is_one_error_at_its_line(line: str, value: str) -> None:
    values, (problem,) = read(f"y = 1\n{line}\nz = 2")

    assert (problem.code, problem.span.text) == ("FLW123", line), value
    assert sorted(values.given) == ["y", "z"]


def test_a_wrong_value_in_another_environment_is_not_looked_at() -> None:
    assert plain("a = 1\n[dev]\nb = 2026-11-27") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a = \n", 1, 5),
        ("a = 1\nb = yes\n", 2, 5),
        ('a = "x\n', 1, 7),
        ("a 1", 1, 3),
        ("a = 1\na = 2\n", 2, 6),
        ("[x\n", 1, 3),
        ("[x]\n[x]\n", 2, 1),
        ("a = 1\r\nb = ?\r\n", 2, 5),
        ("é = 1", 1, 1),
    ],
)
def test_what_is_no_toml_is_one_error_near_the_place(text: str, line: int, column: int) -> None:
    values, (problem,) = read(text)

    assert (problem.code, problem.message) == ("FLW123", "this file of values is no TOML")
    found_line, found_column = problem.span.source.position(problem.span.start)
    assert (found_line, abs(found_column - column) <= 3) == (line, True), (found_line, found_column)
    assert problem.label
    assert problem.label[0].islower()
    assert values.given == {}
    assert not values.complete


@pytest.mark.parametrize("text", ["a = [", 'a = """x', "a = {", "["])
def test_a_file_that_ends_too_soon_is_one_error_at_its_end(text: str) -> None:
    _, (problem,) = read(text)

    assert problem.code == "FLW123"
    assert 0 <= problem.span.start <= problem.span.end <= len(text)


def test_an_environment_that_is_not_there_is_one_error_with_the_nearest() -> None:
    values, (problem,) = read(TEXT, "prd")

    assert (problem.code, problem.help) == ("FLW124", "did you mean `prod`?")
    assert problem.message == "there is no environment `prd` in this file"
    assert not values.complete


def test_an_environment_of_a_file_without_any_says_how_to_add_one() -> None:
    _, (problem,) = read("a = 1", "prod")

    assert (problem.help, problem.label) == ("add a table `[prod]`", "no table `[prod]`")


def test_a_key_at_the_top_is_no_environment() -> None:
    _, (problem,) = read("prod = 1", "prod")

    assert problem.code == "FLW124"


def test_an_environment_may_have_values_for_one_module() -> None:
    assert plain('[prod]\n"m.shop" = "a"', "prod") == {"m.shop": "a"}
