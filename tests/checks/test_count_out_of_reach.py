"""FLW413: a run has 1,000 steps, and no loop counts further than they go."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short

FOUND = ("FLW413", "warning")


def counting(
    limit: object, *, start: object = 1, raised: str = "plus: 1", more: str = "", case: str = "less_than"
) -> str:
    """A loop of four steps."""
    back, rest = ("-> again", 'say "b"') if case == "less_than" else ("-> end", "-> again")
    return (
        f'on call {{\nset n={start}\nagain: gather "a" {{ timeout -> next }}\n{more}\n'
        f'set n="{{{{flow.variables.n | {raised}}}}}"\n'
        f'if "{{{{flow.variables.n | plus: 0}}}}" {case} {limit} {back}\n{rest}\n}}'
    )


def test_a_menu_with_too_many_tries_never_fails() -> None:
    found = only('on call { m: menu "a" tries=500 {\n1 -> next; none, timeout -> m; failed -> next\n}; say "b" }')

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 1)
    assert found.message == "no run counts to 500 here"
    assert found.label == "at least 1,498 steps, 3 for each count"
    assert found.help == "count to less than 333"


@pytest.mark.parametrize(("tries", "is_found"), [(3, False), (333, False), (334, False), (335, True)])
def test_the_border_is_where_the_steps_end(tries: int, is_found: bool) -> None:
    text = f'on call {{ m: menu "a" tries={tries} {{ 1 -> next; none, timeout -> m; failed -> next }}; say "b" }}'

    assert bool(short(text)) is is_found


@pytest.mark.parametrize("case", ["less_than", "equal_to"])
def test_a_loop_of_ones_own_counts_the_same(case: str) -> None:
    assert short(counting(400, case=case)) == [(*FOUND, 6)]
    assert short(counting(300, case=case)) == []


def test_what_is_counted_before_the_loop_is_known() -> None:
    assert short(counting(500, start=400)) == []
    assert short(counting(500, start='"{{flow.data.n}}"')) == []


@pytest.mark.parametrize("raised", ["plus: 2", "times: 2", "plus: flow.variables.step"])
def test_only_steps_of_one_are_sure(raised: str) -> None:
    assert short(counting(500, raised=raised)) == []


def test_a_second_way_to_raise_it_makes_the_way_shorter() -> None:
    twice = 'set n="{{flow.variables.n | plus: 1}}"'

    assert short(counting(500, more=twice)) == []
    assert short(counting(2000, more=twice)) == [(*FOUND, 6)]


def test_a_variable_that_is_set_otherwise_in_the_loop_is_not_counted() -> None:
    assert short(counting(500, more="set n=490")) == []


@pytest.mark.parametrize("limit", ['"{{flow.data.limit}}"', '"many"'])
def test_a_limit_that_is_no_number_is_not_judged(limit: str) -> None:
    assert "FLW413" not in {code for code, _, _ in short(counting(limit, case="equal_to"))}


def test_without_a_loop_nothing_is_counted() -> None:
    assert short('on call {\nset n=1\nif flow.variables.n equal_to 5000 { say "a" }\nsay "b"\n}') == []


def test_in_a_block_the_use_is_the_place() -> None:
    block = 'block b() {\nm: menu "a" tries=500 { 1 -> next; none, timeout -> m; failed -> next }\n}\n'
    found = only(f"{block}on call {{\nb\nb\n}}")

    assert found.span.line == 5
    assert found.notes[0].message == "this `menu` in the block"
