"""Exits that a statement's block writes: arrows, bodies, shared ones, and where bodies join."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import codes_of, graph_of, on_call

HTTP = 'http GET "https://example.com"'


def test_an_exit_with_an_arrow_leads_to_its_label() -> None:
    graph = on_call(f"one: {HTTP} {{ failed -> three }}\nset a=1\nthree: set b=1")

    assert graph.exits("one") == {"success": "set_1", "failed": "three"}


def test_an_exit_to_next_leads_to_the_statement_after_the_one_that_holds_it() -> None:
    assert on_call(f"one: {HTTP} {{ failed -> next }}\ntwo: set a=1").exits("one")["failed"] == "two"


def test_an_exit_to_the_end_leads_nowhere_and_is_written() -> None:
    exit_ = on_call(f"one: {HTTP} {{ failed -> end }}\nset a=1").exit("one", "failed")

    assert (exit_.target, exit_.written) == (None, True)


def test_an_exit_that_is_not_written_ends_the_flow() -> None:
    exit_ = on_call(f"one: {HTTP}\nset a=1").exit("one", "failed")

    assert (exit_.target, exit_.written) == (None, False)


def test_an_exit_with_a_body_leads_to_its_first_statement_and_joins_behind_its_holder() -> None:
    graph = on_call(f'one: {HTTP} {{ failed {{ say "a"; say "b" }} }}\ntwo: set a=1')

    assert graph.exits("one") == {"success": "two", "failed": "say_1"}
    assert [graph.after("say_1"), graph.after("say_2")] == ["say_2", "two"]


def test_a_body_that_ends_in_an_arrow_does_not_join() -> None:
    graph = on_call(f'one: {HTTP} {{ failed {{ say "a"; -> one }} }}\ntwo: set a=1')

    assert graph.after("say_1") == "one"


def test_an_arrow_behind_the_body_of_an_exit_is_where_it_leads() -> None:
    graph = on_call(f'one: {HTTP} {{ failed {{ say "a" }} -> one }}\ntwo: set a=1')

    assert graph.after("say_1") == "one"


def test_next_at_the_end_of_a_body_joins_as_running_out_does() -> None:
    graph = on_call(f'one: {HTTP} {{ failed {{ say "a"; -> next }} }}\ntwo: set a=1')

    assert graph.after("say_1") == "two"


def test_next_in_a_body_inside_of_a_body_is_the_statement_after_the_inner_holder() -> None:
    graph = on_call(
        f"one: {HTTP} {{ failed {{\n inner: {HTTP} {{ failed -> next }}\n last: set a=1\n }} }}\ntwo: set b=1"
    )

    assert graph.exits("inner") == {"success": "last", "failed": "last"}
    assert graph.after("last") == "two"


def test_a_body_at_the_end_of_a_body_joins_behind_the_outer_holder() -> None:
    graph = on_call(f'one: {HTTP} {{ failed {{ inner: {HTTP} {{ failed {{ say "x" }} }} }} }}\ntwo: set b=1')

    assert graph.exits("inner") == {"success": "two", "failed": "say_1"}
    assert graph.after("say_1") == "two"


def test_a_body_at_the_end_of_the_flow_ends_it() -> None:
    assert on_call(f'one: {HTTP} {{ failed {{ say "x" }} }}').after("say_1") is None


def test_a_body_may_begin_with_an_arrow() -> None:
    assert on_call(f"one: {HTTP} {{ failed {{ -> one }} }}").exits("one")["failed"] == "one"


@pytest.mark.parametrize(("arrow", "target"), [("next", "two"), ("end", None), ("one", "one")])
def test_a_body_of_only_an_arrow_is_that_arrow(arrow: str, target: str | None) -> None:
    graph = on_call(f"one: {HTTP} {{ failed {{ -> {arrow} }} }}\ntwo: set a=1")

    assert graph.exits("one")["failed"] == target


def test_an_empty_body_is_next_with_a_warning() -> None:
    graph = on_call(f"one: {HTTP} {{ failed {{ }} }}\ntwo: set a=1")

    assert graph.exits("one")["failed"] == "two"
    assert graph.codes == ("FLW402",)


def test_exits_that_share_an_arrow_lead_to_one_place() -> None:
    graph = on_call("c: call { busy, noAnswer -> other; failed -> end }\nset a=1", "section other { set b=1 }")

    assert graph.exits("c") == {"answered": "set_1", "busy": "other", "noAnswer": "other", "failed": None}


def test_the_body_of_shared_exits_is_lowered_once() -> None:
    graph = on_call("c: call { busy, noAnswer { set tried=1 } }\nset a=1")

    assert graph.exits("c") == {"answered": "set_2", "busy": "set_1", "noAnswer": "set_1", "failed": None}
    assert graph.names == ["c", "set_1", "set_2"]


def test_shared_exits_of_which_one_is_main_share_a_body() -> None:
    graph = on_call('g: gather "x" { timeout keypress { say "a" } }\nsay "b"')

    assert graph.exits("g") == {"keypress": "say_1", "speech": "say_2", "timeout": "say_1"}


def test_shared_bodies_join_behind_the_statement_that_holds_them() -> None:
    graph = on_call("c: call { busy, noAnswer, failed { set tried=1 } }\nlast: set a=1")

    assert graph.after("set_1") == "last"


def test_events_stand_in_declared_order_whatever_the_order_of_the_source() -> None:
    graph = on_call("c: call { failed -> end; answered -> end; busy -> end; noAnswer -> end }")

    assert list(graph.exits("c")) == ["answered", "busy", "noAnswer", "failed"]


def test_an_unconfirmed_event_is_there_only_when_it_is_written() -> None:
    flex = "flex workflow=WW0123456789abcdef0123456789abcdef channel=TC0123456789abcdef0123456789abcdef"
    graph = graph_of(f"on message {{\none: {flex}\ntwo: {flex} {{ composerStarted -> one }}\n}}")

    assert list(graph.exits("one")) == ["callComplete", "failedToEnqueue", "callFailure"]
    assert list(graph.exits("two")) == ["callComplete", "failedToEnqueue", "callFailure", "composerStarted"]
    assert graph.exits("two")["composerStarted"] == "one"


def test_a_quoted_name_may_be_the_name_of_an_exit() -> None:
    assert on_call('raw "t" { "the end" -> one }\none: set a=1').exits("raw_1") == {"the end": "one"}


def test_a_written_exit_stands_at_its_own_line() -> None:
    graph = on_call("c: call {\n  busy -> end\n  noAnswer,\tfailed { set a=1 }\n}")

    assert [(exit_.event, exit_.span.line) for exit_ in graph.state("c").exits] == [
        ("answered", 2),
        ("busy", 3),
        ("noAnswer", 4),
        ("failed", 4),
    ]
    assert graph.exit("c", "busy").span.text == "busy"


def test_an_exit_written_twice_is_an_error() -> None:
    assert codes_of("on call { c: call { busy -> end; busy, failed -> end } }") == ["FLW107"]


def test_an_arrow_to_nothing_is_an_error_and_the_rest_of_the_graph_is_built() -> None:
    assert codes_of(f"on call {{ {HTTP} {{ failed -> nowhere }} }}") == ["FLW102"]


def test_a_statement_that_could_not_be_bound_leads_on_to_what_stands_behind_it() -> None:
    assert codes_of('on call { say "hi"; sing "la"; record on }') == ["FLW101"]
