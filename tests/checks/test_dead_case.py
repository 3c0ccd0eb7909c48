"""FLW408: cases that never match for those before them."""

from __future__ import annotations

import pytest
from tests.checks.found import findings, only, short, trail

FOUND = ("FLW408", "warning")


def split(*cases: str) -> str:
    """A flow of one split with these cases, the first on line 3."""
    return "on call {\nsplit contact.channel.address {\n" + "\n".join(f"{case} -> end" for case in cases) + "\n}\n}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("equal_to 1", "equal_to 1"),
        ("equal_to 1", '"1"'),
        ('equal_to "Yes"', 'equal_to " yes "'),
        ("matches_any_of [1, 2]", "equal_to 2"),
        ("matches_any_of [1, 2, 3]", "matches_any_of [3, 1]"),
        ('does_not_match_any_of "1,,2"', 'equal_to ""'),
        ("not_equal_to 1", "equal_to 2"),
        ('contains "stop"', 'contains "stop calls"'),
        ('contains "OP"', 'equal_to "stop"'),
        ('contains "a"', 'starts_with "xa"'),
        ('starts_with "+1"', 'starts_with "+1415"'),
        ('starts_with "+1"', 'equal_to "+14155550100"'),
        ("is_not_blank", 'contains "x"'),
        ("is_blank", "is_blank"),
        ('regex "^a$"', 'regex "^a$"'),
        ("less_than 5", "less_than 3"),
        ("greater_than 3", "greater_than 5"),
        ('is_before_time "12:00"', 'is_before_time "08:00"'),
        ('is_after_date "2026-01-01"', 'is_after_date "2026-12-24"'),
        ('equal_to "{{flow.variables.a}}"', 'equal_to "{{flow.variables.a}}"'),
        ('equal_to 1 of="{{flow.variables.a}}"', 'equal_to 1 of="{{flow.variables.a}}"'),
    ],
)
def test_a_case_that_an_earlier_one_takes_is_found(first: str, second: str) -> None:
    assert short(split(first, second)) == [(*FOUND, 4)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("equal_to 1", "equal_to 2"),
        ("equal_to 1", "not_equal_to 2"),
        ("equal_to 1", "matches_any_of [1, 2]"),
        ('contains "stop calls"', 'contains "stop"'),
        ('contains "no"', 'starts_with "n"'),
        ('starts_with "a"', 'contains "a"'),
        ('starts_with "op"', 'contains "stop"'),
        ('contains " no "', 'contains "north"'),
        ("is_not_blank", "is_blank"),
        ('regex "^\\\\d$"', 'regex "^\\\\D$"'),
        ('regex "^.*$"', 'equal_to "a"'),
        ("less_than 3", "less_than 5"),
        ("less_than 5", "equal_to 3"),
        ('less_than "{{flow.variables.a}}"', "less_than 3"),
        ('is_before_time "08:00"', 'is_before_time "12:00"'),
        ('equal_to "{{flow.variables.a}}"', 'equal_to "{{flow.variables.A}}"'),
        ('equal_to 1 of="{{flow.variables.a}}"', "equal_to 1"),
        ('contains "{{flow.variables.a}}"', 'equal_to "{{flow.variables.a}}b"'),
        ('matches_any_of "{{flow.variables.a}},1"', "equal_to 1"),
        ('matches_any_of "1,,2"', 'equal_to ""'),
    ],
)
def test_a_case_that_may_match_is_not_found(first: str, second: str) -> None:
    assert short(split(first, second)) == []


def test_the_case_that_takes_it_is_shown() -> None:
    found = only(split("matches_any_of [1, 2]", "equal_to 2"))

    assert (found.message, found.label) == ("`equal_to 2` never matches", "never taken")
    assert trail(found) == [("this case takes it before", 3)]
    assert found.url == "https://www.twilio.com/docs/studio/widget-library/split-based-on"


def test_several_cases_may_take_it_together() -> None:
    found = only(split("equal_to 1", "equal_to 2", "matches_any_of [1, 2]"))

    assert found.span.line == 5
    assert trail(found) == [("this case takes it before", 3), ("this case takes it before", 4)]


@pytest.mark.parametrize(
    ("one", "other"), [("is_blank", "is_not_blank"), ("is_not_blank", "is_blank"), ("equal_to 1", "not_equal_to 1")]
)
def test_behind_a_case_and_its_opposite_nothing_matches(one: str, other: str) -> None:
    found = only(split(one, other, 'contains "a" of="{{flow.variables.a}}"', "equal_to 7"))

    assert (found.span.line, found.message) == (5, "no case matches from here on")
    assert [line for _, line in trail(found)] == [3, 4]


def test_a_word_of_a_menu_that_another_choice_takes_is_found() -> None:
    text = 'on call {\nmenu "a" {\n1 or "sale" -> end\n2 or "on sale" -> next\n}\n}'

    assert short(text) == [(*FOUND, 4)]


def test_the_words_of_one_choice_may_take_each_other() -> None:
    assert short('on call {\nmenu "a" {\n1 or "sale" or "on sale" -> end\n2 or "help" -> next\n}\n}') == []


def test_a_key_that_is_chosen_twice_is_one_mistake() -> None:
    assert [one.code for one in findings('on call {\nmenu "a" {\n1 -> end\n1 -> next\n}\n}')] == ["FLW107"]


def test_the_clauses_of_an_if_are_cases() -> None:
    text = (
        'on call {\nif contact.channel.address starts_with "+1" {\nsay "a"\n'
        '} else if contact.channel.address starts_with "+1415" {\nsay "b"\n}\n}'
    )

    assert short(text) == [(*FOUND, 4)]


def test_in_a_block_it_stands_at_the_use_for_which_it_is_so() -> None:
    cases = "1 -> end\nequal_to key -> end\nelse -> next\n"
    block = f"block b(\nkey: text,\n) {{\nsplit contact.channel.address {{\n{cases}}}\n}}\n"
    found = only(f'{block}on call {{\nb key="2"\nb key="1"\n}}')

    assert found.span.line == 12
    assert trail(found) == [
        ("this `split` in the block", 4),
        ("this case in the block", 6),
        ("this case takes it before", 5),
    ]


def test_a_split_that_nothing_leads_to_is_not_judged() -> None:
    text = "section lost {\nsplit contact.channel.address {\n1 -> end\n1 -> end\n}\n}\non call { -> end }"

    assert short(text) == [("FLW404", "warning", 1)]


def test_a_thousand_cases_are_judged() -> None:
    cases = [f"equal_to {number}" for number in range(1000)] + [f'contains "x{number}x"' for number in range(1000)]

    assert short(split(*cases)) == []
