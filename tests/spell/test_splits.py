"""Splits: conditions as a person writes them, names and arguments only where they are others than usual."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.spell.states import case, compiled, leads, same, state

from flowc.binding.predicates import PREDICATES
from flowc.graph import Exit, State
from flowc.spell import Manner, spell
from flowc.vocabulary import standard_vocabulary

MANNER = Manner(standard_vocabulary(), names=("menu",))
INPUT = "{{widgets.menu.Digits}}"


def split(*exits: Exit, compared: str = "x") -> State:
    return state("split-based-on", {"input": compared}, exits)


def cases(*exits: Exit) -> list[str]:
    """The lines of a split that compares `x`."""
    found = spell(split(*exits), MANNER)
    assert found.lost == ()
    return [line.text for line in found.exits]


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        ("equal_to", "1", '"1"'),
        ("equal_to", "", '""'),
        ("equal_to", INPUT, "equal_to menu.Digits"),
        ("equal_to", "{{menu}}", '"{{menu}}"'),
        ("not_equal_to", "1", 'not_equal_to "1"'),
        ("matches_any_of", "3,4", "matches_any_of [3, 4]"),
        ("matches_any_of", "a,b c", 'matches_any_of ["a", "b c"]'),
        ("matches_any_of", "a, b", 'matches_any_of "a, b"'),
        ("matches_any_of", "a", 'matches_any_of "a"'),
        ("matches_any_of", "a,,b", 'matches_any_of "a,,b"'),
        ("matches_any_of", "{{a | b: 1,2}}", 'matches_any_of "{{a | b: 1,2}}"'),
        ("is_blank", "Is Blank", "is_blank"),
        ("is_blank", "", 'is_blank ""'),
        ("regex", "^\\d+$", 'regex "^\\\\d+$"'),
        ("contains", "5", 'contains "5"'),
        ("less_than", "3", "less_than 3"),
        ("less_than", "{{flow.variables.n}}", "less_than flow.variables.n"),
        ("greater_than", "-0.5", "greater_than -0.5"),
        ("is_before_time", "08:00", 'is_before_time "08:00"'),
        ("is_after_date", "2026-12-24", 'is_after_date "2026-12-24"'),
    ],
)
def test_a_condition_is_written_as_a_person_would(type_: str, value: str, text: str) -> None:
    assert cases(leads("noMatch"), case("b", type_, value)) == [f"{text} -> b"]


def test_a_name_and_an_argument_are_written_where_they_are_not_the_usual_ones() -> None:
    odd = case("b", "equal_to", "1", name='The "first"', of=INPUT)

    assert cases(leads("noMatch"), odd) == ['"1" name="The \\"first\\"" of=menu.Digits -> b']


def test_cases_stand_in_their_order_and_else_is_last() -> None:
    exits = [case("c", "equal_to", "2"), leads("noMatch", "d"), case(None, "equal_to", "1")]

    assert cases(*exits) == ['"2" -> c', '"1" -> end', "else -> d"]


def test_a_split_without_cases_has_its_else() -> None:
    assert cases(leads("noMatch")) == ["else -> end"]
    assert cases() == ["else -> end"]


def test_the_value_is_a_reference_where_it_is_no_more_than_one() -> None:
    assert spell(split(case("b", "is_blank", "Is Blank", of=INPUT), compared=INPUT), MANNER).text() == (
        "it: split menu.Digits { is_blank -> b }"
    )
    assert spell(split(leads("noMatch", "b"), compared="{{ a }}"), MANNER).text() == (
        'it: split "{{ a }}" { else -> b }'
    )


@pytest.mark.parametrize(
    ("odd", "lost"),
    [
        (case("b", "sounds_like", "x"), "an exit `match` that is no case"),
        (leads("match", "b"), "an exit `match` that is no case"),
        (leads("match", "b", *case("b", "is_blank", "").conditions * 2), "an exit `match` that is no case"),
        (leads("other", "b"), "an exit `other` that is no case"),
    ],
)
def test_what_no_case_can_say_is_named(odd: Exit, lost: str) -> None:
    assert spell(split(leads("noMatch"), odd), MANNER).lost == (lost,)


@pytest.mark.parametrize(
    ("odd", "line"),
    [
        (case("b", "less_than", "many"), 'less_than json("\\"many\\"") -> b'),
        (case("b", "is_before_time", "8 am"), 'is_before_time json("\\"8 am\\"") -> b'),
    ],
)
def test_a_value_of_another_form_than_its_condition_wants_is_json(odd: Exit, line: str) -> None:
    found = spell(split(leads("noMatch"), odd), MANNER)

    assert ([one.text for one in found.exits], found.lost) == ([line], ())


def test_a_further_property_of_a_split_has_its_line() -> None:
    odd = state("split-based-on", {"input": "x", "other": 1}, [leads("noMatch")])

    assert spell(odd, MANNER).text() == 'it: split "x" {\n  property other = 1\n  else -> end\n}'


def test_a_split_without_a_value_is_raw() -> None:
    found = spell(state("split-based-on", {}, [leads("noMatch", "b"), case("b", "is_blank", "")]), MANNER)

    assert found.text() == "it: raw split-based-on { noMatch -> b }"
    assert found.lost == ("the conditions of the exit `match`",)


@given(
    st.lists(
        st.builds(
            case,
            st.sampled_from([None, "it"]),
            st.sampled_from(sorted(PREDICATES)),
            st.one_of(st.sampled_from(["1", "1,2", "08:00", "2026-12-24", INPUT, "a, b", "5.5"]), st.text()),
            st.one_of(st.none(), st.text(max_size=5)),
            st.one_of(st.sampled_from(["x", INPUT]), st.text(max_size=5)),
        ),
        max_size=4,
    ),
    st.sampled_from([None, "it"]),
)
def test_a_split_compiles_to_the_state_that_it_was_spelled_from(exits: list[Exit], otherwise: str | None) -> None:
    before = split(leads("noMatch", otherwise), *exits)
    found = spell(before, MANNER)
    flow, errors = compiled([found.text(), 'menu: say "x"'])

    assert errors == []
    assert found.lost or same(before, flow.by_name["it"])
