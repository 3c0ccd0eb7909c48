"""FLW401 and FLW403: flows that are too large, and flows that nothing starts."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short

from flowc.compile import check


def flow_of(states: int) -> str:
    """A flow of so many states, the trigger included, each statement on a line of its own."""
    body = "\n".join(f"set a={number}" for number in range(states - 1))
    return f"on request {{\n{body}\n}}"


def test_a_thousand_states_are_taken() -> None:
    checked = check(flow_of(1000))

    assert checked.flow is not None
    assert len(checked.flow.states) == 1000
    assert checked.diagnostics == ()


def test_one_more_is_an_error_at_the_statement_that_is_too_much() -> None:
    found = only(flow_of(1001))

    assert (found.code, found.severity.value) == ("FLW401", "error")
    assert found.message == "this flow has 1,001 widgets"
    assert (found.span.line, found.label) == (1001, "widget number 1,001")


def test_many_more_are_one_error_at_the_same_place() -> None:
    assert short(flow_of(1300)) == [("FLW401", "error", 1001)]


def test_states_that_a_menu_adds_count() -> None:
    menu = 'on call {\nmenu "x" tries=2 { 1 -> end; "a" -> end }\n}'

    assert short(f"{flow_of(995)}\n{menu}") == []
    assert short(f"{flow_of(996)}\n{menu}") == [("FLW401", "error", 999)]


def test_a_flow_without_an_entry_gets_a_warning_at_its_beginning() -> None:
    found = only("section a { set b=1 }")

    assert (found.code, found.severity.value, found.span.start, found.span.end) == ("FLW403", "warning", 0, 0)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", 'flow "x"'])
def test_a_file_that_says_nothing_is_a_flow_that_nothing_starts(text: str) -> None:
    assert [code for code, *_ in short(text)] == ["FLW403"]


def test_an_entry_that_leads_only_to_the_end_is_an_entry() -> None:
    assert short("on message -> end") == []


def test_an_entry_of_a_word_that_is_none_is_not_missed_besides() -> None:
    assert [code for code, *_ in short("on cal { set a=1 }")] == ["FLW105"]
