"""Sections: targets of arrows, the names they give, and those that lead only to each other."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import codes_of, graph_of, on_call

from flowc.compile import check


def test_the_first_statement_of_a_section_takes_its_name() -> None:
    graph = on_call("-> sorry", 'section sorry { say "a"; say "b" }')

    assert graph.names == ["sorry", "sorry_say_2"]
    assert graph.entries == {"call": "sorry"}


def test_a_labelled_first_statement_keeps_its_label_and_arrows_to_the_section_lead_there() -> None:
    graph = on_call("-> sorry", 'section sorry { first: say "a"; say "b" }')

    assert graph.names == ["first", "sorry_say_1"]
    assert graph.entries == {"call": "first"}


def test_a_first_statement_may_be_labelled_as_its_section() -> None:
    graph = on_call("-> sorry", 'section sorry { sorry: say "a"; say "b" }')

    assert graph.names == ["sorry", "sorry_say_1"]


def test_a_section_that_runs_out_ends_the_flow() -> None:
    graph = on_call("-> one", "section one { set a=1 }\nsection two { set b=1 }")

    assert graph.after("one") is None


def test_an_arrow_behind_a_section_is_where_it_leads_when_it_runs_out() -> None:
    assert on_call("-> one", "section one { set a=1 } -> two\nsection two { set b=1 }").after("one") == "two"


def test_an_arrow_may_lead_into_the_middle_of_a_section() -> None:
    graph = on_call("-> middle", "section one { set a=1; middle: set b=1 }")

    assert graph.entries == {"call": "middle"}


def test_sections_may_lead_to_each_other_when_there_is_a_widget_between() -> None:
    graph = on_call("-> one", "section one { set a=1; -> two }\nsection two { set b=1; -> one }")

    assert [graph.after("one"), graph.after("two")] == ["two", "one"]


def test_a_section_that_is_only_an_arrow_is_where_the_arrow_leads() -> None:
    graph = on_call("-> one", "section one { -> two }\nsection two { -> three }\nsection three { set a=1 }")

    assert graph.entries == {"call": "three"}
    assert graph.names == ["three"]


@pytest.mark.parametrize(("arrow", "target"), [("end", None), ("next", "two"), ("inner", "inner")])
def test_a_section_that_is_only_an_arrow_to_no_section(arrow: str, target: str | None) -> None:
    graph = on_call(
        "set a=1; -> one", f"section one {{ -> {arrow} }} -> two\nsection two {{ set b=1; inner: set c=1 }}"
    )

    assert graph.after("set_1") == target


def test_an_empty_section_with_an_arrow_behind_it_leads_there_with_a_warning() -> None:
    graph = on_call("set a=1; -> one", "section one { } -> two\nsection two { set b=1 }")

    assert graph.after("set_1") == "two"
    assert graph.codes == ("FLW402",)


def test_an_empty_section_ends_the_flow_with_a_warning() -> None:
    graph = on_call("set a=1; -> one", "section one { }")

    assert graph.after("set_1") is None
    assert graph.codes == ("FLW402",)


def test_a_section_may_begin_with_a_split_an_if_or_a_menu() -> None:
    graph = on_call(
        "-> one",
        "section one { split flow.variables.a { 1 -> two } }\nsection two { if flow.variables.a is_blank -> three }\n"
        'section three { menu "x" { 1 -> one } }',
    )

    assert graph.names == ["one", "two", "three", "three_keys"]


def test_two_sections_that_only_lead_to_each_other_are_one_error_that_names_both() -> None:
    text = "on request -> one\nsection one { -> two }\nsection two { -> one }"
    (finding,) = check(text).diagnostics

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW112", "one", 2)
    assert [note.span.text for note in finding.notes if note.span] == ["two"]


def test_a_section_that_only_leads_to_itself_is_an_error() -> None:
    (finding,) = check("on request { set a=1 }\nsection one { -> one }").diagnostics

    assert (finding.code, finding.message) == ("FLW112", "this section only leads to itself")


def test_a_circle_of_three_sections_is_one_error_and_what_leads_into_it_is_none() -> None:
    text = "on request -> in\nsection in { -> b }\nsection a { -> b }\nsection b { -> c }\nsection c { -> a }"
    (finding,) = check(text).diagnostics

    assert (finding.code, finding.span.text) == ("FLW112", "b")
    assert [note.span.text for note in finding.notes if note.span] == ["c", "a"]


def test_arrows_behind_empty_sections_may_make_a_circle_too() -> None:
    assert codes_of("on request -> a\nsection a { -> next } -> b\nsection b { -> a }") == ["FLW112"]


def test_two_circles_are_two_errors() -> None:
    text = "on request { set a=1 }\nsection a { -> b }\nsection b { -> a }\nsection c { -> c }"

    assert codes_of(text) == ["FLW112", "FLW112"]


def test_a_section_of_a_quoted_name_is_reached_by_it() -> None:
    graph = on_call('-> "end"', 'section "end" { set a=1 }')

    assert graph.entries == {"call": "end"}


def test_states_stand_in_the_order_of_the_source_sections_between_entries_too() -> None:
    graph = graph_of("section z { set a=1 }\non request { set b=1 }\nsection a { set c=1 }\non message { set d=1 }")

    assert graph.names == ["z", "set_1", "a", "message_set_1"]
