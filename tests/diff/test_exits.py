"""What is told of the cases of two splits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.diff.facts import between, facts, flow_of

from flowc.diff.exits import cases_of, compare_cases
from flowc.graph.flow import State

CASES = ('equal_to "1" -> a', 'equal_to "2" -> b', 'contains "x" -> a', 'equal_to "3" -> end')
SECTIONS = 'section a { a: say "A." }\nsection b { b: say "B." }\n'


def flow(*cases: str, of: str = "flow.variables.x") -> str:
    lines = "\n".join(f"    {case}" for case in cases)
    keeps = '    equal_to "keep a" -> a\n    equal_to "keep b" -> b\n'
    return f'on call {{\n  say "Hi."\n  s: split {of} {{\n{keeps}{lines}\n    else -> next\n  }}\n}}\n{SECTIONS}'


def told(before: str, after: str) -> list[str]:
    return facts(between(before, after))


def split(*cases: str) -> State:
    return flow_of(flow(*cases)).by_name["s"]


def test_a_case_that_came_or_went_is_told_with_its_place() -> None:
    assert told(flow(*CASES[:2]), flow(CASES[0], CASES[2], CASES[1])) == ["s case nothing > 4 contains x -> a"]
    assert told(flow(CASES[0], CASES[2], CASES[1]), flow(*CASES[:2])) == ["s case 4 contains x -> a > nothing"]


def test_a_case_that_leads_elsewhere_is_told() -> None:
    assert told(flow(CASES[0]), flow('equal_to "1" -> b')) == ["s case 3 equal_to 1 -> a > 3 equal_to 1 -> b"]


def test_a_condition_that_changed_is_told() -> None:
    assert told(flow(CASES[0], CASES[1]), flow('equal_to "9" -> a', CASES[1])) == [
        "s case 3 equal_to 1 -> a > 3 equal_to 9 -> a"
    ]
    assert told(flow(CASES[0]), flow('not_equal_to "1" -> a')) == ["s case 3 equal_to 1 -> a > 3 not_equal_to 1 -> a"]


def test_another_name_of_a_condition_is_told() -> None:
    (change,), order = compare_cases(split(CASES[0]), split('equal_to "1" name="One" -> a'))

    assert change.before is not None
    assert change.after is not None
    assert (change.before.questions, change.before.target) == (change.after.questions, change.after.target)
    assert change.after.names == ("One",)
    assert order is None


def test_cases_in_another_order_are_told_in_both_orders_without_those_that_stayed() -> None:
    assert told(flow(*CASES), flow(CASES[0], CASES[2], CASES[1], CASES[3])) == ["s order 2 x > x 2"]


def test_a_case_before_others_is_no_other_order() -> None:
    assert told(flow(CASES[1]), flow(CASES[0], CASES[1])) == ["s case nothing > 3 equal_to 1 -> a"]


def test_where_a_split_compares_another_value_its_cases_are_the_same() -> None:
    assert told(flow(*CASES), flow(*CASES, of="flow.variables.y")) == [
        "s.input: '{{flow.variables.x}}' > '{{flow.variables.y}}'"
    ]


def test_the_last_exit_of_a_split_is_told_by_its_event() -> None:
    before = flow(CASES[0])

    assert told(before, before.replace("else -> next", "else -> b")) == ["s.noMatch -> None > b"]


@given(st.permutations(CASES), st.permutations(CASES), st.integers(0, 4), st.integers(0, 4))
def test_in_the_other_direction_what_came_is_what_went(
    first: list[str], second: list[str], many: int, others: int
) -> None:
    one, other = split(*first[:many]), split(*second[:others])

    forth, order = compare_cases(one, other)
    back, other_order = compare_cases(other, one)

    assert {(change.before, change.after) for change in forth} == {(change.after, change.before) for change in back}
    assert (order is None) == (other_order is None)


@given(st.permutations(CASES), st.permutations(CASES))
def test_what_is_told_leads_from_the_one_list_of_cases_to_the_other(first: list[str], second: list[str]) -> None:
    one, other = split(*first[:3]), split(*second[1:])

    changes, order = compare_cases(one, other)

    gone = {change.before.position for change in changes if change.before is not None and change.after is None}
    kept = [case for case in cases_of(one) if case.position not in gone]
    new = [change for change in changes if change.before is None]
    assert len(kept) + len(new) == len(cases_of(other))
    if not changes and order is None:
        assert [case.questions for case in cases_of(one)] == [case.questions for case in cases_of(other)]
