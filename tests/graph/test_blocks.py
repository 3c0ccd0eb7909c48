"""Uses of blocks: where they begin, where their exits lead, and where control goes when a body runs out."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import codes_of, graph_of

from flowc.compile import check

ASK = "block query(t: text) { exit silent; exit gone; x: gather t { timeout -> silent; speech -> gone } }\n"
SAY = "block two { a: set a=1; b: set b=1 }\n"


def request(body: str, rest: str = "") -> str:
    """A flow that a request enters, with the blocks above."""
    return f"{ASK}{SAY}on request {{\n{body}\n}}\n{rest}"


def call(body: str, rest: str = "") -> str:
    """A flow that a call enters, with the blocks above."""
    return f"{ASK}{SAY}on call {{\n{body}\n}}\n{rest}"


def codes(text: str) -> list[str]:
    """What is found, but for blocks that a test does not use."""
    return [code for code in codes_of(text) if code != "FLW128"]


# Entry and fall-through


def test_a_use_begins_with_the_first_widget_of_its_body() -> None:
    graph = graph_of(request("u: two"))

    assert graph.entries == {"request": "u_a"}
    assert graph.names == ["u_a", "u_b"]


def test_a_body_that_runs_out_goes_on_behind_the_use() -> None:
    graph = graph_of(request("u: two\nset c=1"))

    assert [graph.after("u_a"), graph.after("u_b"), graph.after("set_1")] == ["u_b", "set_1", None]


def test_a_body_that_runs_out_at_the_end_of_an_entry_ends_the_flow() -> None:
    assert graph_of(request("u: two")).after("u_b") is None


def test_an_arrow_behind_a_use_is_where_its_body_runs_out_to() -> None:
    graph = graph_of(request("u: two -> c\nset d=1\nc: set c=1"))

    assert graph.after("u_b") == "c"


@pytest.mark.parametrize(("target", "after"), [("end", None), ("next", "set_1"), ("u", "u_a")])
def test_arrows_behind_a_use_may_lead_anywhere(target: str, after: str | None) -> None:
    assert graph_of(request(f"u: two -> {target}\nset d=1")).after("u_b") == after


def test_an_arrow_to_a_use_leads_to_its_first_widget() -> None:
    assert graph_of(request("u: two\nset c=1 { next -> u }")).after("set_1") == "u_a"


def test_uses_behind_each_other_are_joined() -> None:
    graph = graph_of(request("u: two\nv: two\nw: two"))

    assert [graph.after(name) for name in ("u_b", "v_b", "w_b")] == ["v_a", "w_a", None]


# Exits


def test_exits_lead_where_the_use_says_and_unwritten_ones_end_the_flow() -> None:
    graph = graph_of(call('u: query "q" { silent -> v }\nv: query "r"'))

    assert graph.exits("u_x") == {"keypress": "v_x", "speech": None, "timeout": "v_x"}
    assert graph.exits("v_x") == {"keypress": None, "speech": None, "timeout": None}


def test_an_exit_with_a_body_joins_behind_the_use() -> None:
    graph = graph_of(call('u: query "q" { silent { say "s" }; gone { say "g"; -> end } }\nsay "on"'))

    assert graph.exits("u_x") == {"keypress": "say_3", "speech": "say_2", "timeout": "say_1"}
    assert [graph.after("say_1"), graph.after("say_2"), graph.after("say_3")] == ["say_3", None, None]


@pytest.mark.parametrize(("target", "after"), [("next", "say_1"), ("end", None), ("u", "u_x"), ("s", "s")])
def test_an_exit_with_an_arrow_leads_there(target: str, after: str | None) -> None:
    graph = graph_of(call(f'u: query "q" {{ silent -> {target} }}\nsay "on"', 'section s { say "s" }'))

    assert graph.exits("u_x")["timeout"] == after


def test_two_exits_may_share_a_body() -> None:
    graph = graph_of(call('u: query "q" { silent, gone { say "s" } }\nsay "on"'))

    assert graph.exits("u_x") == {"keypress": "say_2", "speech": "say_1", "timeout": "say_1"}


def test_an_exit_of_a_block_may_lead_to_the_exit_of_the_block_around_it() -> None:
    text = (
        f'{ASK}block outer {{ exit lost; in: query "q" {{ silent -> lost; gone {{ say "g"; -> lost }} }}; say "o" }}\n'
        'on call { u: outer { lost { say "l" } }; say "on" }'
    )
    graph = graph_of(text)

    assert graph.exits("u_in_x") == {"keypress": "u_say_2", "speech": "u_say_1", "timeout": "say_1"}
    assert [graph.after("u_say_1"), graph.after("u_say_2"), graph.after("say_1")] == ["say_1", "say_2", "say_2"]


def test_an_exit_that_two_uses_write_leads_to_two_places() -> None:
    graph = graph_of(call('u: query "q" { silent -> end }\nv: query "r" { silent -> u }'))

    assert [graph.exits("u_x")["timeout"], graph.exits("v_x")["timeout"]] == [None, "u_x"]


def test_a_bare_arrow_in_a_body_may_leave_by_an_exit() -> None:
    text = (
        "block b { exit no; if flow.variables.x is_blank -> no; set a=1; -> no }\n"
        "on request { u: b { no -> z }; set d=1; z: set z=1 }"
    )
    graph = graph_of(text)

    assert graph.cases("u_if_1") == [("noMatch", "", "u_set_1"), ("is_blank", "Is Blank", "z")]
    assert graph.after("u_set_1") == "z"


# Arrows inside of a body


def test_next_inside_of_a_body_is_the_next_statement_there_and_behind_the_last_that_of_the_use() -> None:
    text = "block b { a: set a=1 -> next; b: set b=1 -> next }\non request { u: b; set c=1 }"
    graph = graph_of(text)

    assert [graph.after("u_a"), graph.after("u_b")] == ["u_b", "set_1"]


def test_end_inside_of_a_body_ends_the_flow() -> None:
    text = "block b { a: set a=1 -> end; b: set b=1 }\non request { u: b -> c; c: set c=1 }"
    graph = graph_of(text)

    assert [graph.after("u_a"), graph.after("u_b")] == [None, "c"]


def test_a_loop_inside_of_a_body_stays_in_its_use() -> None:
    text = "block b { a: set a=1; -> a }\non request { u: b; v: b }"
    graph = graph_of(text)

    assert [graph.after("u_a"), graph.after("v_a")] == ["u_a", "v_a"]


def test_a_body_may_lead_to_a_section_of_the_flow() -> None:
    graph = graph_of("block b { set a=1 -> s }\non request { u: b }\nsection s { set s=1 }")

    assert graph.after("u_set_1") == "s"


# Where uses stand


def test_a_section_may_begin_with_a_use() -> None:
    graph = graph_of(request("set d=1 -> s", "section s { u: two; set c=1 }"))

    assert graph.after("set_1") == "u_a"
    assert graph.after("u_b") == "s_set_1"


def test_the_unlabelled_use_that_begins_a_section_is_numbered() -> None:
    assert graph_of(request("-> s", "section s { two }")).names == ["s_two_1_a", "s_two_1_b"]


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("if flow.variables.x is_blank { u: two }", "if_1"),
        ("if flow.variables.x is_blank { set z=1 } else { u: two }", "if_1"),
        ('if flow.variables.x is_blank { set z=1 } else if flow.variables.x equal_to "1" { u: two }', "if_1"),
        ("split flow.variables.x { 1 { u: two }; else -> next }", "split_1"),
        ("split flow.variables.x { 1 -> next; else { u: two } }", "split_1"),
        ("set z=1 { next { u: two } }", "set_1"),
        ('http GET "https://example.com" { failed { u: two } }', "http_1"),
    ],
)
def test_a_use_in_any_body_joins_behind_the_statement_that_holds_it(statement: str, first: str) -> None:
    graph = graph_of(request(f"{statement}\nlast: set c=1"))

    assert graph.entries == {"request": first}
    assert "u_a" in {exit_.target for exit_ in graph.state(first).exits}
    assert [graph.after("u_a"), graph.after("u_b")] == ["u_b", "last"]


def test_a_use_in_a_choice_of_a_menu_joins_behind_it() -> None:
    graph = graph_of(call('m: menu "q" { 1 { u: two }; none { v: two } }\nlast: set c=1'))

    assert graph.cases("m_keys") == [("noMatch", "", "v_a"), ("equal_to", "1", "u_a")]
    assert [graph.after("u_b"), graph.after("v_b")] == ["last", "last"]


def test_a_use_in_the_none_of_a_menu_that_counts_asks_again() -> None:
    graph = graph_of(call('m: menu "q" tries=2 { 1 -> end; none { v: two } }\nlast: set c=1'))

    assert graph.after("v_b") == "m"


def test_a_use_in_the_exit_of_a_use_joins_behind_the_outer() -> None:
    graph = graph_of(call('u: query "q" { silent { v: two } }\nsay "on"'))

    assert graph.exits("u_x")["timeout"] == "v_a"
    assert graph.after("v_b") == "say_1"


def test_states_of_a_use_stand_where_the_use_does() -> None:
    graph = graph_of(request("set x=1\nu: two\nset y=1\nv: two"))

    assert graph.names == ["set_1", "u_a", "u_b", "set_2", "v_a", "v_b"]


def test_the_states_of_a_body_know_the_uses_around_them_from_the_outermost() -> None:
    graph = graph_of("block c { set a=1 }\nblock b { y: c; set b=1 }\non request { u: b\nset d=1 }")

    assert [use.text for use in graph.state("u_y_set_1").uses] == ["b", "c"]
    assert [use.text for use in graph.state("u_set_1").uses] == ["b"]
    assert graph.state("set_1").uses == ()
    assert graph.state("u_y_set_1").place.line == 3
    assert graph.state("u_y_set_1").span.line == 1


def test_the_bodies_of_a_uses_exits_are_not_in_its_block() -> None:
    graph = graph_of(call('u: query "q" { silent { s: say "s" } }'))

    assert graph.state("s").uses == ()


def test_what_modules_bring_along_stands_behind_the_flow() -> None:
    files = {"m.flow": "block b { set b=1 }\nsection s { set s=1 -> t }\nsection t { set t=1 }"}
    graph = graph_of('use "./m.flow" as m\nsection x { set x=1 }\non request { m.b; -> m.s }', files)

    assert graph.names == ["x", "b_1_set_1", "m_s", "m_t"]
    assert [graph.after("b_1_set_1"), graph.after("m_s"), graph.after("m_t")] == ["m_s", "m_t", None]


# Bodies without a widget


def test_an_empty_block_is_where_it_goes_on() -> None:
    graph = graph_of("block none-at-all { -> next }\non request { set a=1; none-at-all; u: none-at-all; set b=1 }")

    assert graph.names == ["set_1", "set_2"]
    assert graph.after("set_1") == "set_2"


def test_a_block_that_is_only_an_arrow_out_is_where_its_exit_leads() -> None:
    graph = graph_of("block out { exit gone; -> gone }\non request { set a=1; out { gone -> z }; set b=1; z: set c=1 }")

    assert graph.after("set_1") == "z"


def test_an_arrow_to_a_use_without_a_widget_leads_on() -> None:
    graph = graph_of("block pass { -> next }\non request { set a=1 -> u; u: pass; set b=1 }")

    assert graph.after("set_1") == "set_2"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("on request -> s\nsection s { u: pass -> u }", ["pass"]),
        ("on request -> s\nsection s { u: pass -> v; v: pass -> u }", ["pass", "pass"]),
        ("on request -> s\nsection s { pass -> t }\nsection t { -> s }", ["pass", "t", "s"]),
        ("on request -> s\nsection s { u: out { gone -> u } }", ["out"]),
        ("on request { set a=1; u: pass -> u }", ["pass"]),
    ],
)
def test_places_that_only_lead_to_each_other_are_one_error(text: str, places: list[str]) -> None:
    blocks = "block pass { -> next }\nblock out { exit gone; -> gone }\n"

    (finding,) = (one for one in check(f"{blocks}{text}").diagnostics if one.code != "FLW128")

    assert finding.code == "FLW112"
    assert [finding.span.text, *(note.span.text for note in finding.notes if note.span)] == places


def test_a_circle_with_a_widget_in_it_is_none() -> None:
    assert codes('block one { ask "a" }\non request -> s\nsection s { one -> t }\nsection t { -> s }') == []


def test_a_long_way_through_empty_blocks_is_followed() -> None:
    uses = "; ".join(["pass"] * 2000)
    graph = graph_of(f"block pass {{ -> next }}\non request {{ set a=1; {uses}; set b=1 }}")

    assert graph.after("set_1") == "set_2"
