"""`if`, `else if` and `else`: which splits they become, and where their branches join."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import codes_of, on_call

X = "flow.variables.x"
Y = "flow.variables.y"


def test_an_if_without_else_continues_after_it() -> None:
    graph = on_call(f'if {X} is_blank {{ say "a" }}\nsay "b"')

    assert graph.names == ["if_1", "say_1", "say_2"]
    assert graph.cases("if_1") == [("noMatch", "", "say_2"), ("is_blank", "Is Blank", "say_1")]
    assert graph.after("say_1") == "say_2"


def test_an_if_compares_its_value() -> None:
    graph = on_call(f"if {X} equal_to 5 -> end")

    assert graph.state("if_1").value("input") == "{{flow.variables.x}}"
    assert graph.state("if_1").type == "split-based-on"


def test_an_if_at_the_end_of_the_flow_ends_it() -> None:
    graph = on_call(f'if {X} is_blank {{ say "a" }}')

    assert graph.cases("if_1")[0] == ("noMatch", "", None)
    assert graph.after("say_1") is None


@pytest.mark.parametrize(("arrow", "target"), [("next", "last"), ("end", None), ("last", "last"), ("there", "there")])
def test_an_if_may_have_an_arrow_for_its_body(arrow: str, target: str | None) -> None:
    graph = on_call(f'if {X} is_blank -> {arrow}\nlast: say "b"', "section there { set a=1 }")

    assert graph.cases("if_1") == [("noMatch", "", "last"), ("is_blank", "Is Blank", target)]


def test_else_is_no_match_and_joins_too() -> None:
    graph = on_call(f'if {X} is_blank {{ say "a" }} else {{ say "b" }}\nsay "c"')

    assert graph.cases("if_1") == [("noMatch", "", "say_2"), ("is_blank", "Is Blank", "say_1")]
    assert [graph.after("say_1"), graph.after("say_2")] == ["say_3", "say_3"]


def test_else_may_be_an_arrow() -> None:
    graph = on_call(f'if {X} is_blank {{ say "a" }} else -> end\nsay "b"')

    assert graph.cases("if_1")[0] == ("noMatch", "", None)


def test_else_if_on_the_same_value_is_a_case_more_of_the_same_split() -> None:
    graph = on_call(
        f'if {X} equal_to "es" {{ say "a" }} else if {X} equal_to "fr" {{ say "b" }} else {{ say "c" }}\nlast: say "d"'
    )

    assert graph.names == ["if_1", "say_1", "say_2", "say_3", "last"]
    assert graph.cases("if_1") == [
        ("noMatch", "", "say_3"),
        ("equal_to", "es", "say_1"),
        ("equal_to", "fr", "say_2"),
    ]
    assert {graph.after(name) for name in ("say_1", "say_2", "say_3")} == {"last"}


def test_a_value_is_the_same_however_it_is_spelled() -> None:
    graph = on_call(f'if {X} equal_to 1 {{ -> end }} else if "{{{{{X}}}}}" equal_to 2 {{ -> end }}')

    assert graph.names == ["if_1"]
    assert len(graph.cases("if_1")) == 3


def test_else_if_on_another_value_is_another_split() -> None:
    graph = on_call(f'if {X} equal_to 1 {{ say "a" }} else if {Y} equal_to 2 {{ say "b" }} else {{ say "c" }}\nsay "d"')

    assert graph.names == ["if_1", "say_1", "if_2", "say_2", "say_3", "say_4"]
    assert graph.cases("if_1") == [("noMatch", "", "if_2"), ("equal_to", "1", "say_1")]
    assert graph.cases("if_2") == [("noMatch", "", "say_3"), ("equal_to", "2", "say_2")]
    assert [graph.after(f"say_{number}") for number in (1, 2, 3, 4)] == ["say_4", "say_4", "say_4", None]


def test_only_clauses_in_a_row_share_a_split() -> None:
    clauses = " else ".join(f"if {value} equal_to {number} {{ -> end }}" for number, value in enumerate([X, X, Y, X]))
    graph = on_call(f"{clauses}\nlast: set a=1")

    assert [len(graph.cases(name)) for name in ("if_1", "if_2", "if_3")] == [3, 2, 2]
    assert [graph.cases(name)[0][2] for name in ("if_1", "if_2", "if_3")] == ["if_2", "if_3", "last"]


def test_an_else_if_without_else_continues_after_it() -> None:
    graph = on_call(f'if {X} equal_to 1 {{ -> end }} else if {Y} equal_to 2 {{ say "b" }}\nlast: say "d"')

    assert graph.cases("if_2") == [("noMatch", "", "last"), ("equal_to", "2", "say_1")]


def test_a_clause_with_an_argument_of_its_own_stays_in_its_split() -> None:
    graph = on_call(f"if {X} equal_to 1 of={Y} {{ -> end }} else if {X} equal_to 2 {{ -> end }}")

    assert [condition.argument for condition in graph.conditions("if_1")] == [
        "{{flow.variables.y}}",
        "{{flow.variables.x}}",
    ]


def test_a_label_names_the_first_split_of_an_if() -> None:
    graph = on_call(f"which: if {X} equal_to 1 {{ -> which }} else if {Y} equal_to 2 {{ -> which }}\nset a=1")

    assert graph.names == ["which", "if_1", "set_1"]
    assert graph.cases("if_1") == [("noMatch", "", "set_1"), ("equal_to", "2", "which")]


def test_ifs_inside_of_ifs_join_one_after_the_other() -> None:
    graph = on_call(f'if {X} is_blank {{\n if {Y} is_blank {{ say "a" }}\n say "b"\n}}\nsay "c"')

    assert graph.cases("if_1") == [("noMatch", "", "say_3"), ("is_blank", "Is Blank", "if_2")]
    assert graph.cases("if_2") == [("noMatch", "", "say_2"), ("is_blank", "Is Blank", "say_1")]
    assert [graph.after(f"say_{number}") for number in (1, 2)] == ["say_2", "say_3"]


def test_an_empty_branch_goes_on_with_a_warning() -> None:
    graph = on_call(f'if {X} is_blank {{ }} else {{ say "a" }}\nlast: say "b"')

    assert graph.cases("if_1") == [("noMatch", "", "say_1"), ("is_blank", "Is Blank", "last")]
    assert graph.codes == ("FLW402",)


def test_branches_stand_at_their_own_lines() -> None:
    graph = on_call(
        f'if {X} equal_to 1 {{\n  say "a"\n}} else if {X} equal_to 2 {{\n  say "b"\n'
        f'}} else if {Y} equal_to 3 {{\n  say "c"\n}} else {{\n  say "d"\n}}'
    )

    assert [(exit_.span.line, exit_.written) for exit_ in graph.state("if_1").exits] == [
        (6, True),
        (2, True),
        (4, True),
    ]
    assert [(exit_.span.line, exit_.written) for exit_ in graph.state("if_2").exits] == [(8, True), (6, True)]


def test_no_match_of_an_if_without_else_is_not_written() -> None:
    assert not on_call(f"if {X} equal_to 1 -> end").exit("if_1", "noMatch").written


def test_an_arrow_behind_the_branches_is_an_error() -> None:
    assert codes_of(f"on call {{ if {X} is_blank {{ -> end }} -> end }}") == ["FLW215"]
