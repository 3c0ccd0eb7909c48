"""`split`: the cases in order, their conditions, and `noMatch` first."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import codes_of, on_call

from flowc.binding.predicates import PREDICATES
from flowc.graph import Condition

# Each predicate of Studio (widgets.json) with a value as it is written, and as it stands in the JSON.
ALL_PREDICATES = {
    "equal_to": ('"a"', "a"),
    "not_equal_to": ('"a"', "a"),
    "matches_any_of": ('["a", 2, "b"]', "a,2,b"),
    "does_not_match_any_of": ('["a", "b"]', "a,b"),
    "is_blank": ("", "Is Blank"),
    "is_not_blank": ("", "Is Not Blank"),
    "regex": ('"^9.*$"', "^9.*$"),
    "contains": ('"a"', "a"),
    "does_not_contain": ('"a"', "a"),
    "starts_with": ('"a"', "a"),
    "does_not_start_with": ('"a"', "a"),
    "less_than": ("5", "5"),
    "greater_than": ("0.5", "0.5"),
    "is_before_time": ('"08:00"', "08:00"),
    "is_after_time": ('"18:30"', "18:30"),
    "is_before_date": ('"2026-12-24"', "2026-12-24"),
    "is_after_date": ('"2024-02-29"', "2024-02-29"),
}


def test_every_predicate_is_tried_here() -> None:
    assert list(ALL_PREDICATES) == list(PREDICATES)
    assert len(ALL_PREDICATES) == 17


@pytest.mark.parametrize(("predicate", "spelling", "value"), [(key, *pair) for key, pair in ALL_PREDICATES.items()])
def test_a_predicate_becomes_a_condition_with_the_console_s_name(predicate: str, spelling: str, value: str) -> None:
    graph = on_call(f"split flow.variables.x {{\n {predicate} {spelling} -> end\n}}")

    assert graph.conditions("split_1") == [
        Condition(f"If value {predicate} {value}", "{{flow.variables.x}}", predicate, value)
    ]


def test_all_predicates_in_one_split_stand_in_the_order_of_the_source_and_no_match_first() -> None:
    lines = [f" {predicate} {spelling} -> t{number}" for number, (predicate, (spelling, _)) in _numbered()]
    targets = "\n".join(f"t{number}: set a={number}" for number, _ in _numbered())
    graph = on_call("split flow.variables.x {\n else -> t0\n" + "\n".join(lines) + f"\n}}\n{targets}")

    assert graph.cases("split_1") == [
        ("noMatch", "", "t0"),
        *((predicate, value, f"t{number}") for number, (predicate, (_, value)) in _numbered()),
    ]


def _numbered() -> list[tuple[int, tuple[str, tuple[str, str]]]]:
    return list(enumerate(ALL_PREDICATES.items()))


def test_a_bare_text_or_number_is_equal_to() -> None:
    graph = on_call('split flow.variables.x { "a" -> end; 2 -> end; 0.5 -> end }')

    assert [case[:2] for case in graph.cases("split_1")[1:]] == [
        ("equal_to", "a"),
        ("equal_to", "2"),
        ("equal_to", "0.5"),
    ]


def test_a_text_of_a_list_predicate_is_taken_as_it_is() -> None:
    graph = on_call('split flow.variables.x { matches_any_of "a, b" -> end }')

    assert graph.cases("split_1")[1][1] == "a, b"


def test_a_case_may_have_a_name_and_an_argument_of_its_own() -> None:
    graph = on_call(
        'split flow.variables.x { regex "9" name="Nine" of="{{flow.variables.y}}" -> end; 1 of="z" -> end }'
    )

    assert graph.conditions("split_1") == [
        Condition("Nine", "{{flow.variables.y}}", "regex", "9"),
        Condition("If value equal_to 1", "z", "equal_to", "1"),
    ]


def test_an_empty_name_of_a_case_is_kept() -> None:
    graph = on_call('split flow.variables.x { 1 name="" -> end }')

    assert graph.conditions("split_1")[0].friendly_name == ""


def test_a_case_may_compare_a_reference_in_place_of_the_splits_value() -> None:
    graph = on_call('g: gather "x"\nsplit g.Digits { 1 of=g.SpeechResult -> end; 2 -> end }')

    assert [condition.argument for condition in graph.conditions("split_1")] == [
        "{{widgets.g.SpeechResult}}",
        "{{widgets.g.Digits}}",
    ]


def test_the_value_of_a_split_is_its_input() -> None:
    graph = on_call('split "{{ flow.variables.x | downcase }}" { "a" -> end }')

    assert graph.state("split_1").value("input") == "{{ flow.variables.x | downcase }}"
    assert graph.state("split_1").type == "split-based-on"


def test_a_split_without_else_ends_the_flow_where_no_case_holds() -> None:
    graph = on_call('split flow.variables.x { 1 -> next }\nsay "a"')

    assert graph.cases("split_1") == [("noMatch", "", None), ("equal_to", "1", "say_1")]
    assert not graph.exit("split_1", "noMatch").written


def test_else_is_no_match_wherever_it_stands() -> None:
    graph = on_call('split flow.variables.x {\n 1 -> end\n else -> last\n 2 -> next\n}\nsay "a"\nlast: say "b"')

    assert graph.cases("split_1") == [("noMatch", "", "last"), ("equal_to", "1", None), ("equal_to", "2", "say_1")]


def test_a_split_may_have_only_an_else() -> None:
    assert on_call('split flow.variables.x { else -> next }\nsay "a"').cases("split_1") == [("noMatch", "", "say_1")]


def test_bodies_of_cases_join_behind_the_split() -> None:
    graph = on_call('split flow.variables.x { 1 { say "a" }; 2 { say "b"; -> end }; else { say "c" } }\nlast: say "d"')

    assert [target for *_, target in graph.cases("split_1")] == ["say_3", "say_1", "say_2"]
    assert [graph.after(name) for name in ("say_1", "say_2", "say_3")] == ["last", None, "last"]


def test_next_in_a_case_is_the_statement_behind_the_split() -> None:
    graph = on_call('split flow.variables.x { 1 -> next; else { -> next } }\nlast: say "d"')

    assert [target for *_, target in graph.cases("split_1")] == ["last", "last"]


def test_two_cases_may_compare_one_value() -> None:
    graph = on_call("split flow.variables.x { 1 -> end; 1 -> end }")

    assert len(graph.cases("split_1")) == 3


def test_cases_and_else_stand_at_their_own_lines() -> None:
    graph = on_call('split flow.variables.x {\n  1 -> end\n  contains "a" {\n    say "b"\n  }\n  else -> end\n}')

    assert [(exit_.span.line, exit_.written) for exit_ in graph.state("split_1").exits] == [
        (7, True),
        (3, True),
        (4, True),
    ]


def test_an_arrow_behind_a_split_is_an_error() -> None:
    assert codes_of("on call { split flow.variables.x { 1 -> end } -> end }") == ["FLW215"]
